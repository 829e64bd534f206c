import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitFootnotes } from "#app/domain/licensing/product-list/footnotes.ts";
import { fullDatesIn, olderEditionsIn, parseCount, parseRange } from "#app/domain/licensing/product-list/numbers.ts";
import { evaluateScope, parseScope } from "#app/domain/licensing/product-list/scope.ts";
import { isOneTypoAway, searchClauses } from "#app/domain/licensing/product-list/search-words.ts";

describe("a scope", () => {
  it.each([
    ["Alle", "Kiel", "true"],
    ["Ja", "Kiel", "true"],
    ["Alle bis auf Kiel und Ruder", "Ruder", "false"],
    ["Alle bis auf Kiel und Ruder", "Segel", "true"],
    ["nur K", "K", "true"],
    ["nur K", "E3", "false"],
    ["Anker Plus, Kette Pro", "Kette Pro", "true"],
    ["Anker Plus, Kette Pro", "Boje", "false"],
    ["Alle Enterprise und Government bis auf Add-On", "Enterprise", "true"],
    ["Alle Enterprise und Government bis auf Add-On", "Add-On", "false"],
    ["Wenn es regnet", "Kiel", "unknown"],
    ["Alle, nur E1 anders (außer MPSA, wo Server)", "E1", "unknown"],
  ])("%s: %s is %s", (value, item, verdict) => {
    expect(parseScope(value).raw).toBe(value);
    expect(evaluateScope(parseScope(value), item)).toBe(verdict);
  });
});

describe("glued footnotes", () => {
  it.each([
    ["Office 3652, 3", "Office 365", ["2", "3"]],
    ["Office 365", "Office 365", []],
    ["Plan E12", "Plan E1", ["2"]],
    ["Plan E3", "Plan E3", []],
    ["Server 2008 R22", "Server 2008 R2", ["2"]],
    ["Server 20131", "Server 2013", ["1"]],
    ["Server 2013", "Server 2013", []],
    ["Ruder CAL1", "Ruder CAL", ["1"]],
    ["Online Plan 1", "Online Plan 1", []],
  ])("of %s", (printed, text, marks) => expect(splitFootnotes(printed)).toEqual({ text, marks, isUnsure: false }));

  it("that cannot be told from the name are left in it, and said", () =>
    expect(splitFootnotes("Boot 771")).toEqual({ text: "Boot 771", marks: [], isUnsure: true }));
});

describe("numbers and dates", () => {
  it.each([
    ["4.000", 4000],
    ["2,000", 2000],
    [" 250.000 ", 250_000],
    ["kr 1.600.000", 1_600_000],
    ["S Fr. 33.000", 33_000],
    ["12", 12],
    ["1.5", undefined],
    ["", undefined],
  ])("%j is %s", (text, value) => expect(parseCount(text)).toBe(value));

  it.each([
    ["200 – 499", { from: 200, to: 499 }],
    ["600,000 +", { from: 600_000, to: null }],
    ["SAM 1 bis 249", { from: 1, to: 249 }],
    ["SAM ab 600.000", { from: 600_000, to: null }],
    ["$250.000 - $374.999", { from: 250_000, to: 374_999 }],
    ["Open Value", undefined],
  ])("%s is a range", (text, range) => expect(parseRange(text)).toEqual(range));

  it("are found in text, with a footnote digit left off a year", () => {
    expect(fullDatesIn("vom 1. Januar 2015 bis zum 30. Juni 2015")).toEqual(["2015-01-01", "2015-06-30"]);
    expect(olderEditionsIn("in der Produktliste für Oktober 20131, dann Produktliste März 2014")).toEqual([
      "2013-10",
      "2014-03",
    ]);
  });
});

describe("search words", () => {
  const vocabulary = ["anker", "ubergang", "verlangerung", "365"];

  it("are taken as they are where the edition has them, translated, or as one typo", () => {
    expect(searchClauses("Anker", vocabulary)).toEqual([["anker"]]);
    expect(searchClauses("transition", vocabulary)).toEqual([["ubergang"]]);
    expect(searchClauses("Uebergang", vocabulary)).toEqual([["ubergang"]]);
    expect(searchClauses("verlangreung", vocabulary)).toEqual([["verlangerung"]]);
    expect(searchClauses("366", vocabulary)).toEqual([["366"]]);
  });

  it("are beginnings of words, and a typo forgives as many as there are near", () => {
    expect(searchClauses("serv", ["serie", "server", "servern", "service"])).toEqual([["serv"]]);
    expect(searchClauses("sorver", ["server", "servern", "service"])).toEqual([["server", "servern"]]);
  });

  it("are one typo away exactly with one letter wrong, missing, too much or swapped", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(word, fc.nat(7), fc.constantFrom("a", "b", "c", "x"), (text, place, letter) => {
        const at = place % text.length;
        const [before, after] = [text.slice(0, at), text.slice(at + 1)];
        expect(isOneTypoAway(text, before + letter + after)).toBe(true);
        expect(isOneTypoAway(text, before + after)).toBe(true);
        expect(isOneTypoAway(text, before + letter + text.slice(at))).toBe(true);
        expect(isOneTypoAway(text, `xy${text}`)).toBe(false);
      }),
    );
  });
});
