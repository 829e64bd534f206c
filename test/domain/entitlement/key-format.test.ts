import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { looksLikeKey, normaliseKey } from "#app/domain/entitlement/key-format.ts";

describe("A key", () => {
  test.each([
    ["5x5", "ABCDE-12345-FGHIJ-67890-KLMNO", "ABCDE-12345-FGHIJ-67890-KLMNO"],
    ["5x5", " abcde-12345-fghij-67890-klmno ", "ABCDE-12345-FGHIJ-67890-KLMNO"],
    ["5x5", "ABCDE12345FGHIJ67890KLMNO", "ABCDE-12345-FGHIJ-67890-KLMNO"],
    ["5x5", "ABCDE 12345 FGHIJ 67890 KLMNO", "ABCDE-12345-FGHIJ-67890-KLMNO"],
    ["5x5", "ABCDE-12345-FGHIJ-67890-KLMN", undefined],
    ["5x5", "ABCDE-12345-FGHIJ-67890-KLMNOP", undefined],
    ["5x5", "ABCDE_12345_FGHIJ_67890_KLMNO", undefined],
    ["5x5", "ÄBCDE-12345-FGHIJ-67890-KLMNO", undefined],
    ["5x5", "", undefined],
    ["5x5", `${" ".repeat(200)}ABCDE-12345-FGHIJ-67890-KLMNO`, undefined],
    ["32-digits", "12345678901234567890123456789012", "12345678901234567890123456789012"],
    ["32-digits", "1234 5678 9012 3456 7890 1234 5678 9012", "12345678901234567890123456789012"],
    ["32-digits", "1234567890123456789012345678901", undefined],
    ["32-digits", "1234567890123456789012345678901A", undefined],
  ] as const)("of the format %s written as %j is %j", (format, text, expected) => {
    expect(normaliseKey(text, format)).toBe(expected);
  });

  test("has one way to be written", () => {
    const letter = fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".split(""));
    fc.assert(
      fc.property(fc.string({ unit: letter, minLength: 25, maxLength: 25 }), (compact) => {
        const key = normaliseKey(compact, "5x5");
        expect(key).toMatch(/^([A-Z0-9]{5}-){4}[A-Z0-9]{5}$/);
        expect(normaliseKey(key ?? "", "5x5")).toBe(key);
        expect(normaliseKey((key ?? "").toLowerCase().replaceAll("-", " "), "5x5")).toBe(key);
        expect(looksLikeKey(`it is ${key}, sadly`)).toBe(true);
      }),
    );
  });
});

describe("A text that somebody typed", () => {
  test.each([
    "Found ABCDE-FGHIJ-KLMNO-PQRST-UVWXY in a forum",
    "abcde-fghij-klmno-pqrst-uvwx1",
    "ABCDE12345FGHIJ67890KLMNO",
    "ABCDE 12345 FGHIJ 67890 KLMNO",
    "12345678901234567890123456789012",
    "1234-5678-9012-3456-7890-1234-5678-9012",
  ])("with a key in it is found out: %s", (text) => {
    expect(looksLikeKey(text)).toBe(true);
  });

  test.each([
    "Posted in a public forum on 2 November",
    "three seven eight forty fifty sixty",
    "order 018f2c3a-1b2c-7d3e-8f4a-5b6c7d8e9f0a, line 1",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "Ticket 4711-0815",
    "",
  ])("without one is left alone: %s", (text) => {
    expect(looksLikeKey(text)).toBe(false);
  });
});
