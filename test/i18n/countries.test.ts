import { describe, expect, it } from "vitest";
import { german } from "#app/i18n/resources.de.ts";
import { english } from "#app/i18n/resources.en.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import { formatFor } from "#app/views/format.ts";

type Words = { readonly [key: string]: string | Words };

function textsOf(words: Words, prefix = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : textsOf(value, `${prefix}${key}.`),
  );
}

/** A placeholder that a country's name stands for, with what is before and after it. */
const ofCountry = /^(?<before>.*?)\{\{(?:market|country)\}\}(?<after>.*)$/s;

/**
 * "In the United States", "in der Schweiz", "im Iran": what a country needs before it differs from one to the next. So
 * its name stands by itself, behind a colon, a comma or in brackets, and no word of the sentence leans on it.
 */
describe.each(Object.entries({ en: english, de: german }))("a country's name in a text (%s)", (_language, words) => {
  const told = textsOf(words).flatMap(([key, text]) => {
    const { before, after } = ofCountry.exec(text)?.groups ?? {};
    return before === undefined || after === undefined ? [] : [{ key, before, after }];
  });

  it("leans on no preposition and is no subject", () => {
    expect(told.length).toBeGreaterThan(10);
    for (const { key, before, after } of told) {
      expect(before, key).toMatch(/(?:: |, |\()$/);
      expect(after, key).toMatch(/^(?:$|[.,;)])/);
    }
  });
});

describe("a product without a price", () => {
  it.each([
    ["en", "US", "No price for this market: United States"],
    ["en", "PH", "No price for this market: Philippines"],
    ["de", "CH", "Kein Preis für diesen Markt: Schweiz"],
    ["de", "TR", "Kein Preis für diesen Markt: Türkei"],
  ] as const)("says so in a sentence that is right for every country: %s %s", (language, code, text) => {
    const country = formatFor({ language, timeZone: "UTC" }).country(code);
    expect(translateTo(language)("purchase:offers.notPriced", { country })).toBe(text);
  });
});
