import { describe, expect, it } from "vitest";
import type { Refusal } from "#app/domain/refusal.ts";
import { factFormatOf } from "#app/http/fact-format.ts";
import type { Language } from "#app/i18n/languages.ts";
import { refusalWords } from "#app/i18n/refusal-words.ts";
import { german } from "#app/i18n/resources.de.ts";
import { english } from "#app/i18n/resources.en.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import { formatFor } from "#app/views/format.ts";

type Words = { readonly [key: string]: string | Words };
type Say = (key: string, facts: Readonly<Record<string, unknown>>) => string;

/** Every text with its key as the translator takes it, `refusals:not-found.title`. */
function textsOf(words: Words): [string, string][] {
  const within = (part: Words, prefix: string): [string, string][] =>
    Object.entries(part).flatMap(([key, value]): [string, string][] =>
      typeof value === "string" ? [[prefix + key, value]] : within(value, `${prefix}${key}.`),
    );
  return Object.entries(words).flatMap(([namespace, part]) =>
    typeof part === "string" ? [] : within(part, `${namespace}:`),
  );
}

/** The placeholders of a text: name, and whether what it names stays as it is. */
function placeholdersOf(text: string): { readonly name: string; readonly isPlain: boolean }[] {
  return [...text.matchAll(/\{\{(\w+)(, plain)?\}\}/g)].map(([, name = "", plain]) => ({
    name,
    isPlain: plain !== undefined,
  }));
}

const texts = { en: textsOf(english), de: textsOf(german) } as const;
const large = 1_234_567;
const grouped = { en: "1,234,567", de: "1.234.567" } as const;

describe.each(["en", "de"] as const)("a number in a text (%s)", (language) => {
  it("stands with the separators of the language, unless the text says that it is a name", () => {
    const say = translateTo(language) as unknown as Say;
    let counted = 0;
    for (const [key, text] of texts[language]) {
      const places = placeholdersOf(text);
      if (places.length === 0) continue;
      const facts = Object.fromEntries(places.map(({ name }) => [name, large]));
      const expected = text.replaceAll(/\{\{(\w+)(, plain)?\}\}/g, (_whole, _name, plain?: string) =>
        plain === undefined ? grouped[language] : String(large),
      );
      expect(say(key, facts), key).toBe(expected);
      counted += 1;
    }
    expect(counted).toBeGreaterThan(500);
  });

  it("is left alone where it is text already: order numbers, product ids, amounts", () => {
    const say = translateTo(language) as unknown as Say;
    expect(say("refusals:cart-checked-out.text", { orderId: "1234567" })).toContain("1234567");
    expect(say("refusals:agreement-number-taken.text", { number: "86442123" })).toContain("86442123");
  });

  it("is a name wherever a year, a line or a code of an answer is told", () => {
    const names = new Set(["year", "line", "lineNumber", "otherLine", "sequence"]);
    const wrong = texts[language].filter(([key, text]) =>
      placeholdersOf(text).some(({ name, isPlain }) => isPlain !== (names.has(name) || otherNames.includes(key))),
    );
    expect(wrong).toEqual([]);
  });

  it("is never written out without separators, but for the codes of the API", () => {
    const wrong = texts[language].filter(
      ([key, text]) => !key.startsWith("apiDocs:") && /(?<![\d#.,])\d{5,}/.test(text),
    );
    expect(wrong).toEqual([]);
  });
});

/** What else is a name: codes of servers, lines of a list. */
const otherNames = ["webhooks:code", "notices:outbox.smtpCode", "productList:lines"];

function say(refusal: Refusal, language: Language): string {
  const format = factFormatOf(formatFor({ language, timeZone: "UTC" }));
  return refusalWords(refusal, translateTo(language), format).text;
}

/** Every refusal that tells an amount, each with large ones. */
const withAmounts: readonly Refusal[] = [
  { code: "bulk-too-many", rowsMax: 12_345 },
  { code: "quantity-out-of-limits", quantityMin: 12_345, quantityMax: 12_345 },
  { code: "cart-too-long", linesMax: 12_345 },
  { code: "cart-lines-rejected", count: 12_345, lineNumbers: [0] },
  { code: "runaway", countMax: 12_345 },
  { code: "device-list-too-long", devicesMax: 12_345 },
  { code: "device-list-refused", refusedLines: 12_345 },
  { code: "attachments-too-many", countMax: 12_345 },
  { code: "activation-sends-used-up", countMax: 12_345 },
  { code: "licences-used-up", quantity: 12_345 },
  { code: "installation-devices-too-many", devicesMax: 12_345 },
  { code: "installation-list-refused", refusedLines: 12_345 },
  { code: "device-not-qualified", serialNumbers: Array.from({ length: 12_357 }, (_, index) => `S${index}`) },
  { code: "key-file-refused", refusedLines: 12_345 },
  { code: "key-file-too-long", linesMax: 12_345 },
  { code: "download-incomplete", expectedBytes: 12_345, receivedBytes: 12_345 },
  { code: "price-list-refused", refusedLines: 12_345 },
];

describe("a refusal", () => {
  it.each(withAmounts)("groups the amounts it tells: $code", (refusal) => {
    expect(say(refusal, "en")).toContain("12,345");
    expect(say(refusal, "de")).toContain("12.345");
    for (const language of ["en", "de"] as const) expect(say(refusal, language)).not.toContain("12345");
  });

  it("says the line of a cart and the number of an order as they are", () => {
    const refusal: Refusal = { code: "under-review", orderId: "54321", lineNumber: 12_345 };
    for (const language of ["en", "de"] as const) {
      expect(say(refusal, language)).toContain("12345");
      expect(say(refusal, language)).toContain("54321");
    }
  });
});
