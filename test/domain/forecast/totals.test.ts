import { describe, expect, it } from "vitest";
import type { OutlookEvent } from "#app/domain/forecast/outlook.ts";
import { createForecastTotals, forecastMonths, forecastPeriods, forecastUntil } from "#app/domain/forecast/totals.ts";
import { readBillingPeriod } from "#app/domain/invoicing/billing-period.ts";
import { instant } from "../support/records.ts";

const at = instant("2024-01-31T12:00:00Z");
const euro = { currency: "EUR", customerId: "a", sku: "p:1" } as const;

function charge(on: string, amountMinor: number, isOfLaterTerm = false): OutlookEvent {
  const made = { termNumber: 1, cycleNumber: 2, unitPriceMinor: amountMinor, amountMinor, isOfLaterTerm };
  return { kind: "charge", at: instant(on), ...made };
}

const end: OutlookEvent = {
  kind: "end",
  at: instant("2024-03-01T00:00:00Z"),
  reason: { code: "auto-renew-off" },
  term: { duration: "P1Y", billingPlan: "annual", unitPriceMinor: 50 },
  isOfLaterTerm: false,
  endedMinor: 50,
};

describe("the sums of a forecast", () => {
  it("has 36 months from the running one on, and ends with the last of them", () => {
    const periods = forecastPeriods(at);
    expect([periods.length, periods[0], periods.at(-1)]).toEqual([forecastMonths, "2024-01", "2026-12"]);
    expect(forecastUntil(at).toString()).toBe("2027-01-01T00:00:00Z");
  });

  it("counts each event in its month, what is overdue in the first, and nothing beyond the last", () => {
    const totals = createForecastTotals(at, null);
    for (const event of [
      charge("2023-12-01T00:00:00Z", 1),
      charge("2024-01-31T23:59:59Z", 10),
      charge("2024-02-01T00:00:00Z", 100, true),
      charge("2026-12-31T00:00:00Z", 1_000, true),
      charge("2027-01-01T00:00:00Z", 10_000, true),
    ])
      totals.add(euro, event);
    const { months, total } = totals.of("EUR");
    const filled = [...months].filter(([, sums]) => sums.scheduledMinor + sums.renewalsMinor > 0);
    expect(filled.map(([period, sums]) => [period, sums.scheduledMinor, sums.renewalsMinor])).toEqual([
      ["2024-01", 11, 0],
      ["2024-02", 0, 100],
      ["2026-12", 0, 1_000],
    ]);
    expect([total.scheduledMinor, total.renewalsMinor]).toEqual([11, 1_100]);
  });

  it("keeps currencies, customers, products and reasons apart, each adding up to the whole", () => {
    const totals = createForecastTotals(at, null);
    totals.add(euro, charge("2024-02-01T00:00:00Z", 1));
    totals.add({ ...euro, customerId: "b", sku: "p:2" }, charge("2024-02-01T00:00:00Z", 2));
    totals.add({ ...euro, currency: "CHF" }, charge("2024-02-01T00:00:00Z", 4));
    totals.add(euro, end);
    totals.add(euro, { kind: "held", at: instant("2024-04-01T00:00:00Z"), reason: "failing" });
    totals.add(euro, { kind: "renew", at: instant("2024-04-01T00:00:00Z"), termNumber: 2 });
    expect(totals.currencies()).toEqual(["CHF", "EUR"]);
    const { customers, products, reasons, total } = totals.of("EUR");
    expect([...customers].map(([id, sums]) => [id, sums.scheduledMinor, sums.ended, sums.renewed])).toEqual([
      ["a", 1, 1, 1],
      ["b", 2, 0, 0],
    ]);
    expect([...products].map(([sku, sums]) => [sku, sums.scheduledMinor])).toEqual([
      ["p:1", 1],
      ["p:2", 2],
    ]);
    expect([...reasons].map(([code, sums]) => [code, sums.ended, sums.endedMinor])).toEqual([
      ["auto-renew-off", 1, 50],
    ]);
    expect(total).toEqual({ scheduledMinor: 3, renewalsMinor: 0, renewed: 1, ended: 1, endedMinor: 50, held: 1 });
    expect(totals.of("JPY").total.scheduledMinor).toBe(0);
  });

  it("counts a chosen month alone, and still has all months beside it", () => {
    const totals = createForecastTotals(at, readBillingPeriod("2024-03"));
    totals.add(euro, charge("2024-02-01T00:00:00Z", 1));
    totals.add(euro, charge("2024-03-01T00:00:00Z", 2));
    const { months, total, customers } = totals.of("EUR");
    expect(months.get(readBillingPeriod("2024-02"))?.scheduledMinor).toBe(1);
    expect([total.scheduledMinor, customers.get("a")?.scheduledMinor]).toEqual([2, 2]);
  });
});
