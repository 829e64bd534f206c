import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chargeCalendarOf } from "#app/views/charge-calendar.ts";
import { formatFor } from "#app/views/format.ts";
import { instant } from "#test/support/builders.ts";

const format = formatFor({ language: "en", timeZone: "Pacific/Apia" });

describe("the calendar of all charges", () => {
  it("adds up by UTC day and by UTC year, the first first, whatever the reader's zone", () => {
    const calendar = chargeCalendarOf(
      [
        { chargedAt: instant("2027-01-01T00:00:00Z"), amountMinor: 500 },
        { chargedAt: instant("2026-12-31T23:59:59Z"), amountMinor: 300 },
        { chargedAt: instant("2026-12-31T00:00:00Z"), amountMinor: 100 },
      ],
      "EUR",
      format,
    );
    expect(calendar.days.map(({ day, amount, count }) => [day.iso, amount.text, count])).toEqual([
      ["2026-12-31", "€4.00", 2],
      ["2027-01-01", "€5.00", 1],
    ]);
    expect(calendar.years).toMatchObject([
      { year: 2026, count: 2, amount: { amountMinor: 400 } },
      { year: 2027, count: 1, amount: { amountMinor: 500 } },
    ]);
    expect(calendar.total.text).toBe("€9.00");
  });

  it("loses no minor unit: days and years come to the total", () => {
    const charge = fc.record({
      chargedAt: fc
        .integer({ min: 0, max: 36 * 31 })
        .map((days) => instant("2024-01-31T21:28:18Z").add({ hours: 24 * days })),
      amountMinor: fc.integer({ min: 0, max: 10_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(charge, { maxLength: 120 }), (charges) => {
        const { days, years, total } = chargeCalendarOf(charges, "EUR", format);
        const sum = (amounts: readonly { amount: { amountMinor: number } }[]) =>
          amounts.reduce((all, { amount }) => all + amount.amountMinor, 0);
        expect(sum(days)).toBe(total.amountMinor);
        expect(sum(years)).toBe(total.amountMinor);
        expect(days.reduce((all, { count }) => all + count, 0)).toBe(charges.length);
        expect(days.map(({ day }) => day.iso)).toEqual([...new Set(days.map(({ day }) => day.iso))].sort());
      }),
    );
  });
});
