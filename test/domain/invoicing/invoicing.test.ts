import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it, test } from "vitest";
import {
  addPeriods,
  type BillingPeriod,
  endOfPeriod,
  invoicedAtOf,
  isBillingPeriod,
  latestInvoicedPeriod,
  nextPeriodToInvoice,
  periodOf,
  periodsBetween,
  readBillingPeriod,
  startOfPeriod,
} from "#app/domain/invoicing/billing-period.ts";
import { formatInvoiceNumber, isUsedUp } from "#app/domain/invoicing/invoice-number.ts";
import { kindOfInvoice, sumOfLines, taxedLine } from "#app/domain/invoicing/invoice.ts";
import { formatRate, parseRate, rateOn, type TaxRate, taxOfLine } from "#app/domain/invoicing/tax.ts";

const instant = (text: string) => Temporal.Instant.from(text);
const period = (text: string) => readBillingPeriod(text);

describe("a billing period", () => {
  test.each([
    ["2024-02-29T23:59:59.999Z", "2024-02"],
    ["2024-03-01T00:00:00Z", "2024-03"],
    ["2023-12-31T23:59:59.999Z", "2023-12"],
    ["2024-01-01T00:00:00Z", "2024-01"],
  ])("is the calendar month in UTC: %s is in %s", (at, expected) => {
    expect(periodOf(instant(at))).toBe(expected);
  });

  test.each([
    ["2024-02", "2024-03-06T00:00:00Z"],
    ["2023-12", "2024-01-06T00:00:00Z"],
    ["2024-11", "2024-12-06T00:00:00Z"],
  ])("%s is invoiced at %s", (text, at) => {
    expect(invoicedAtOf(period(text)).toString()).toBe(at);
  });

  test.each([
    ["2024-03-05T23:59:59.999Z", "2024-01"],
    ["2024-03-06T00:00:00Z", "2024-02"],
    ["2024-01-05T23:59:59.999Z", "2023-11"],
    ["2024-01-06T00:00:00Z", "2023-12"],
    ["2024-03-31T23:59:59Z", "2024-02"],
  ])("at %s the latest one that is invoiced is %s", (at, expected) => {
    expect(latestInvoicedPeriod(instant(at))).toBe(expected);
  });

  test("is read from text of its form alone", () => {
    expect(["2024-13", "2024-00", "2024-1", "24-01", ""].map(isBillingPeriod)).toEqual(Array(5).fill(false));
    expect(() => readBillingPeriod("2024-13")).toThrow(RangeError);
  });

  test("months tile time: every instant lies in exactly one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (ms) => {
        const at = Temporal.Instant.fromEpochMilliseconds(ms);
        const own = periodOf(at);
        expect(startOfPeriod(own).epochMilliseconds).toBeLessThanOrEqual(ms);
        expect(endOfPeriod(own).epochMilliseconds).toBeGreaterThan(ms);
        expect(endOfPeriod(own)).toEqual(startOfPeriod(addPeriods(own, 1)));
        expect(periodsBetween(own, addPeriods(own, 17))).toBe(17);
      }),
    );
  });
});

describe("the next period to invoice", () => {
  const at = instant("2024-06-06T00:00:00Z");
  test.each<[string, string | null, string | null, string | null]>([
    ["nothing to invoice", null, null, null],
    ["the first month that has something", null, "2024-02-10T00:00:00Z", "2024-02"],
    ["the month after the closed one", "2024-02", "2024-03-01T00:00:00Z", "2024-03"],
    ["late things come with the first open month", "2024-03", "2024-01-01T00:00:00Z", "2024-04"],
    ["months without anything are passed over", "2024-01", "2024-05-31T23:59:59.999Z", "2024-05"],
    ["the running month waits", null, "2024-06-01T00:00:00Z", null],
    ["everything due is closed, late things wait", "2024-05", "2024-01-01T00:00:00Z", null],
  ])("%s", (_what, closed, oldest, expected) => {
    const closedThrough = closed === null ? null : period(closed);
    expect(nextPeriodToInvoice(closedThrough, oldest === null ? null : instant(oldest), at)).toBe(expected);
  });

  it("comes up in order, and each once, however long nobody ran", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 30 }), (months) => {
        const base = period("2020-01");
        let unbilled = months.map((month) => addPeriods(base, month)).sort();
        const runAt = invoicedAtOf(addPeriods(base, 90));
        const made: BillingPeriod[] = [];
        let closed: BillingPeriod | null = null;
        for (;;) {
          const oldest = unbilled[0] === undefined ? null : startOfPeriod(unbilled[0]);
          const next: BillingPeriod | null = nextPeriodToInvoice(closed, oldest, runAt);
          if (next === null) break;
          made.push(next);
          unbilled = unbilled.filter((own) => own > next);
          closed = next;
        }
        expect(made).toEqual([...new Set(months.map((month) => addPeriods(base, month)))].sort());
      }),
    );
  });
});

describe("an invoice's number", () => {
  test("is G with nine digits: five of the series, four of the invoice", () => {
    expect(formatInvoiceNumber(0, 1)).toBe("G000000001");
    expect(formatInvoiceNumber(12, 3)).toBe("G000120003");
    expect(formatInvoiceNumber(99_999, 9_999)).toBe("G999999999");
  });
  test.each([
    [100_000, 1],
    [-1, 1],
    [1, 0],
    [1, 10_000],
    [1, 1.5],
  ])("refuses what has no room: series %s, number %s", (series, number) => {
    expect(() => formatInvoiceNumber(series, number)).toThrow(RangeError);
  });
  test("a series is used up with its last number", () => {
    expect(isUsedUp({ series: 1, lastNumber: 9_998 })).toBe(false);
    expect(isUsedUp({ series: 1, lastNumber: 9_999 })).toBe(true);
  });
});

describe("tax", () => {
  const rates: readonly TaxRate[] = [
    { id: "b", market: "DE", rateMillionths: 190_000, startsOn: "2021-01-01" },
    { id: "a", market: "DE", rateMillionths: 160_000, startsOn: "2020-07-01" },
    { id: "c", market: "AU", rateMillionths: 100_000, startsOn: "2020-01-01" },
  ];

  test.each([
    ["DE", "2020-06-30", undefined],
    ["DE", "2020-07-01", "a"],
    ["DE", "2020-12-31", "a"],
    ["DE", "2021-01-01", "b"],
    ["FR", "2022-01-01", undefined],
  ])("in %s on %s the rate %s is in force", (market, day, expected) => {
    expect(rateOn(rates, market, day)?.id).toBe(expected);
  });

  test.each([
    [10_000, 190_000, false, { addedMinor: 1_900, includedMinor: 0 }],
    [10_001, 190_000, false, { addedMinor: 1_900, includedMinor: 0 }],
    [-10_001, 190_000, false, { addedMinor: -1_900, includedMinor: 0 }],
    [10_000, 100_000, true, { addedMinor: 0, includedMinor: 909 }],
    [-10_000, 100_000, true, { addedMinor: 0, includedMinor: -909 }],
    [10_000, 0, false, { addedMinor: 0, includedMinor: 0 }],
    [9_007_199_254_740_991, 88_750, false, { addedMinor: 799_388_933_858_262, includedMinor: 0 }],
  ])("of %s at %s millionths, included %s", (amount, rate, isIncluded, expected) => {
    const tax = taxOfLine(amount, rate, isIncluded);
    expect({ addedMinor: tax.addedMinor + 0, includedMinor: tax.includedMinor + 0 }).toEqual(expected);
  });

  it("given back is never more than was taken, and all of it where the whole charge is credited", () => {
    const amount = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(amount, fc.nat(1_000), fc.nat(1_000_000), fc.boolean(), (charge, part, rate, isIncluded) => {
        const credit = Math.floor((charge * part) / 1_000);
        const taken = taxOfLine(charge, rate, isIncluded);
        const given = taxOfLine(-credit, rate, isIncluded);
        for (const side of ["addedMinor", "includedMinor"] as const) {
          expect(taken[side] + given[side]).toBeGreaterThanOrEqual(0);
          if (part === 1_000) expect(taken[side] + given[side]).toBe(0);
        }
      }),
    );
  });

  it("of a credit is that of its charge, whatever is in force by now, also where the charge had none", () => {
    const credit = {
      kind: "credit",
      id: "k",
      chargeId: "c",
      market: "DE",
      datedAt: instant("2022-01-01T00:00:00Z"),
      amountMinor: -1_000,
    } as const;
    const reduced = { taxRateId: "a", rateMillionths: 160_000 };
    expect(taxedLine(credit, rates, reduced)).toMatchObject({ taxRateId: "a", addedTaxMinor: -160 });
    expect(taxedLine(credit, rates, null)).toMatchObject({ taxRateId: null, addedTaxMinor: 0 });
    expect(taxedLine({ ...credit, kind: "charge" }, rates, undefined)).toMatchObject({
      taxRateId: "b",
      addedTaxMinor: -190,
    });
  });

  test.each([
    ["19", 190_000],
    ["7,7", 77_000],
    ["8.875", 88_750],
    ["0", 0],
    ["100", 1_000_000],
    [" 5 ", 50_000],
    ["100.0001", null],
    ["1.00001", null],
    ["-1", null],
    ["1e2", null],
    ["", null],
  ])("a rate typed as %j is %s millionths", (text, expected) => {
    expect(parseRate(text)).toBe(expected);
  });

  it("a rate is read back as it was typed", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (rate) => {
        expect(parseRate(formatRate(rate))).toBe(rate);
      }),
    );
  });
});

describe("an invoice's totals", () => {
  it("are the sums of its lines, and a negative one makes it a credit note", () => {
    const line = fc.record({
      amountMinor: fc.integer({ min: -1e9, max: 1e9 }),
      addedTaxMinor: fc.integer({ min: -1e8, max: 1e8 }),
      includedTaxMinor: fc.integer({ min: -1e8, max: 1e8 }),
      taxRateId: fc.constant(null),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 50 }), (lines) => {
        const totals = sumOfLines(lines);
        const total = lines.reduce((sum, { amountMinor, addedTaxMinor }) => sum + amountMinor + addedTaxMinor, 0);
        expect(totals.totalMinor).toBe(total);
        expect(kindOfInvoice(totals)).toBe(total < 0 ? "credit-note" : "invoice");
      }),
    );
  });
});
