import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { daysInclusive } from "#app/domain/calendar/utc-days.ts";
import { type Currency, isCurrency, minorUnitDigits } from "#app/domain/money/currencies.ts";
import { formatMinorAsDecimal, parseDecimalToMinor } from "#app/domain/money/decimal.ts";
import { addMoney, assertMinor, money, timesQuantity } from "#app/domain/money/money.ts";
import { prorateTotalTruncated, prorateUnitThenMultiply, prorateUnitTruncated } from "#app/domain/money/proration.ts";
import { proration } from "#test/vectors/vectors.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
function cents(text: string): number {
  const [whole = "", fraction = ""] = text.split(".");
  return Number(whole + fraction.padEnd(2, "0"));
}
const currencies = Object.keys(minorUnitDigits) as Currency[];

describe("proration", () => {
  it.each(proration.rows.map((row) => [`${row.chargeType}: ${row.what}`, row]))(
    "of the documented row %s is exact to the cent",
    (_, row) => {
      const days = daysInclusive(day(row.eventDate), day(row.chargeCycleEnd));
      const cycleDays = daysInclusive(day(row.chargeCycleStart), day(row.chargeCycleEnd));
      expect([days, cycleDays]).toEqual([row.billingDays, row.cycleDays]);
      const prorate =
        row.roundingRule === "truncate-unit-then-multiply" ? prorateUnitThenMultiply : prorateTotalTruncated;
      expect(prorate(cents(row.unitPrice), row.quantity, days, cycleDays)).toBe(cents(row.expectedTotal));
    },
  );

  it("covers the 18 documented rows and the repeated one", () => {
    expect(proration.rows).toHaveLength(19);
    expect(proration.fullCycleRows).toHaveLength(11);
  });

  it.each(proration.fullCycleRows.map((row) => [`${row.chargeType} ${row.unitPrice} × ${row.quantity}`, row]))(
    "of a whole cycle is unit price times quantity: %s",
    (_, row) => {
      const days = daysInclusive(day(row.chargeCycleStart), day(row.chargeCycleEnd));
      expect([days, days]).toEqual([row.billingDays, row.cycleDays]);
      expect(timesQuantity(cents(row.unitPrice), row.quantity)).toBe(cents(row.expectedTotal));
      expect(prorateUnitThenMultiply(cents(row.unitPrice), row.quantity, days, days)).toBe(cents(row.expectedTotal));
    },
  );

  it("is exact where the product leaves the safe integers, against BigInt", () => {
    const price = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    const share = fc
      .integer({ min: 1, max: 1096 })
      .chain((cycle) => fc.tuple(fc.integer({ min: 0, max: cycle }), fc.constant(cycle)));
    fc.assert(
      fc.property(price, share, (unit, [days, cycle]) => {
        expect(prorateUnitTruncated(unit, days, cycle)).toBe(Number((BigInt(unit) * BigInt(days)) / BigInt(cycle)));
      }),
    );
    expect(prorateTotalTruncated(9_007_199_254_740_991, 3, 1, 30)).toBe(900_719_925_474_099);
    expect(prorateTotalTruncated(9_007_199_254_740_991, 3, 7, 30)).toBe(6_305_039_478_318_693);
  });

  it("refuses what is no whole number", () => {
    expect(() => prorateUnitTruncated(10.5, 1, 30)).toThrow(RangeError);
    expect(() => prorateUnitTruncated(10, 1.5, 30)).toThrow(RangeError);
    expect(() => prorateUnitTruncated(10, 1, 30.5)).toThrow(RangeError);
    expect(() => prorateUnitTruncated(10, 1, 0)).toThrow(RangeError);
    expect(() => prorateUnitTruncated(10, -1, 30)).toThrow(RangeError);
    expect(() => prorateUnitTruncated(-1, 1, 30)).toThrow(RangeError);
    expect(() => prorateUnitThenMultiply(Number.MAX_SAFE_INTEGER, 2, 30, 30)).toThrow(RangeError);
  });
});

describe("amounts", () => {
  it("are whole minor units of one currency", () => {
    expect(addMoney(money(5, "EUR"), money(7, "EUR"))).toEqual(money(12, "EUR"));
    expect(() => addMoney(money(1, "EUR"), money(1, "USD"))).toThrow(TypeError);
    expect(() => money(0.1 + 0.2, "EUR")).toThrow(RangeError);
    expect(() => assertMinor(2 ** 53)).toThrow(RangeError);
    expect(() => timesQuantity(2 ** 52, 4)).toThrow(RangeError);
    expect(isCurrency("EUR")).toBe(true);
    expect(isCurrency("toString")).toBe(false);
  });

  it.each([
    [1008, "EUR", "10.08"],
    [5, "EUR", "0.05"],
    [-5, "EUR", "-0.05"],
    [0, "EUR", "0.00"],
    [60_702, "JPY", "60702"],
    [-1, "JPY", "-1"],
    [1250, "KWD", "1.250"],
    [7, "KWD", "0.007"],
  ] as const)("%i minor units of %s are written %s", (amountMinor, currency, text) => {
    expect(formatMinorAsDecimal(amountMinor, currency)).toBe(text);
  });

  it.each([
    ["402", "USD", 40_200],
    ["402.5", "USD", 40_250],
    ["0.05", "EUR", 5],
    ["-37.59", "EUR", -3759],
    ["007.10", "EUR", 710],
    ["60702", "JPY", 60_702],
    ["1.25", "KWD", 1250],
    ["-0", "EUR", 0],
  ] as const)("%s %s is read exactly", (text, currency, amountMinor) => {
    expect(parseDecimalToMinor(text, currency)).toEqual({ ok: true, amountMinor });
  });

  it.each([
    ["503.455", "EUR", "too-precise"],
    ["1.0", "JPY", "too-precise"],
    ["1.2500", "KWD", "too-precise"],
    ["1,972.90", "EUR", "not-a-decimal"],
    ["", "EUR", "not-a-decimal"],
    [" 1", "EUR", "not-a-decimal"],
    ["1.", "EUR", "not-a-decimal"],
    [".5", "EUR", "not-a-decimal"],
    ["1e3", "EUR", "not-a-decimal"],
    ["+1", "EUR", "not-a-decimal"],
    ["١", "EUR", "not-a-decimal"],
    ["90071992547409.92", "EUR", "too-large"],
  ] as const)("%s %s is refused as %s", (text, currency, problem) => {
    expect(parseDecimalToMinor(text, currency)).toEqual({ ok: false, problem });
  });

  it("come back from their text as they were", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(...currencies), (amountMinor, currency) => {
        expect(parseDecimalToMinor(formatMinorAsDecimal(amountMinor, currency), currency)).toEqual({
          ok: true,
          amountMinor: amountMinor + 0,
        });
      }),
    );
  });
});
