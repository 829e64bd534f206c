import { describe, expect, it } from "vitest";
import { german } from "#app/i18n/resources.de.ts";
import { english } from "#app/i18n/resources.en.ts";
import { createTranslator, type Translate } from "#app/i18n/translator.ts";

type Words = { readonly [key: string]: string | Words };

/** Every text with its key, `refusals.not-found.title`. */
function textsOf(words: Words, prefix = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : textsOf(value, `${prefix}${key}.`),
  );
}

const inEnglish = new Map(textsOf(english));
const inGerman = new Map(textsOf(german));
const placeholders = (text: string) => (text.match(/\{\{[^}]*\}\}/g) ?? []).toSorted();

describe("English and German", () => {
  it("have the same keys", () => {
    expect([...inGerman.keys()].toSorted()).toEqual([...inEnglish.keys()].toSorted());
  });

  it("say something for every key, without stray spaces", () => {
    for (const [key, text] of [...inEnglish, ...inGerman]) {
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toBe("");
    }
  });

  it("take the same facts", () => {
    for (const [key, text] of inEnglish) {
      expect(placeholders(inGerman.get(key) ?? ""), key).toEqual(placeholders(text));
    }
  });

  it("have both forms of everything that is counted", () => {
    const counted = [...inEnglish.keys()].filter((key) => /_(one|other)$/.test(key));
    const nouns = new Set(counted.map((key) => key.replace(/_(one|other)$/, "")));
    expect(counted.toSorted()).toEqual([...nouns].flatMap((noun) => [`${noun}_one`, `${noun}_other`]).toSorted());
  });

  it("speak to the reader formally in German", () => {
    for (const [key, text] of inGerman) expect(text, key).not.toMatch(/\b(du|dein|deine|deinen|dir|dich)\b/i);
  });
});

describe("a translator", () => {
  it("throws for words that are missing, so that no key ever stands on a page", () => {
    const t: Translate = createTranslator("en", english).t;
    // @ts-expect-error the compiler knows every key, and tells as well
    expect(() => t("common:noSuchKey")).toThrow("No words for common:noSuchKey in en");
  });

  it("leaves text as it is; escaping is the page's part", () => {
    const t = createTranslator("de", german).t as unknown as (key: string, facts: object) => string;
    expect(t("navigation:signedInAs", { name: "<b>Müller & Söhne</b>" })).toBe("Angemeldet als <b>Müller & Söhne</b>");
  });
});
