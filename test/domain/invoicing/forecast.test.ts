import { describe, expect, it } from "vitest";
import { instant } from "#test/support/builders.ts";
import { type FindUnitPrice, type ForecastGroup, forecastOf } from "#app/domain/invoicing/forecast.ts";

const at = instant("2024-03-15T12:00:00Z");

/** A year billed monthly, bought on 31 January, of which two cycles are charged. */
const monthly: ForecastGroup = {
  sku: "product:0001",
  kind: "software-subscription",
  market: "DE",
  currency: "EUR",
  termDuration: "P1Y",
  billingPlan: "monthly",
  nextTermDuration: "P1Y",
  nextBillingPlan: "monthly",
  isAutoRenewOn: true,
  nextChargeAt: instant("2024-03-31T00:00:00Z"),
  termEndAt: instant("2025-01-31T00:00:00Z"),
  chargeMinor: 900,
  nextQuantity: 2,
};

const always: FindUnitPrice = () => 500;
const never: FindUnitPrice = () => undefined;

function monthsOf(group: ForecastGroup, price: FindUnitPrice = always) {
  return (forecastOf([group], price, at).get("EUR") ?? []).map(({ period, scheduledMinor, renewalsMinor }) => [
    period,
    scheduledMinor,
    renewalsMinor,
  ]);
}

describe("a forecast", () => {
  it("has twelve months from the running one on, each cycle in its month, also where a month is too short for its day", () => {
    expect(monthsOf(monthly)).toEqual([
      ["2024-03", 900, 0],
      ["2024-04", 900, 0],
      ["2024-05", 900, 0],
      ["2024-06", 900, 0],
      ["2024-07", 900, 0],
      ["2024-08", 900, 0],
      ["2024-09", 900, 0],
      ["2024-10", 900, 0],
      ["2024-11", 900, 0],
      ["2024-12", 900, 0],
      // The term ends on the 31st of January, and the next one begins with it.
      ["2025-01", 0, 1000],
      ["2025-02", 0, 1000],
    ]);
  });

  it("renews into the term and plan that were chosen, at the price of its day", () => {
    const changed: ForecastGroup = { ...monthly, nextBillingPlan: "annual", nextQuantity: 3 };
    const asked: string[] = [];
    const price: FindUnitPrice = (_group, { termDuration, billingPlan }, on) => {
      asked.push(`${termDuration} ${billingPlan} ${on.toString()}`);
      return 7_000;
    };
    const months = monthsOf(changed, price);
    expect(months.slice(10)).toEqual([
      ["2025-01", 0, 21_000],
      ["2025-02", 0, 0],
    ]);
    expect(asked).toEqual(["P1Y annual 2025-01-31T00:00:00Z"]);
  });

  it("ends where auto-renew is off, no price is known, or the market is closed for the kind", () => {
    const renewals = (group: ForecastGroup, price?: FindUnitPrice) =>
      monthsOf(group, price).reduce((sum, [, , minor]) => sum + Number(minor), 0);
    expect(renewals(monthly)).toBe(2_000);
    expect(renewals({ ...monthly, isAutoRenewOn: false })).toBe(0);
    expect(renewals(monthly, never)).toBe(0);
    expect(renewals({ ...monthly, market: "XX" })).toBe(0);
  });

  it("renews a month again and again, and knows nothing of terms behind its end", () => {
    const month: ForecastGroup = {
      ...monthly,
      termDuration: "P1M",
      nextTermDuration: "P1M",
      nextChargeAt: null,
      termEndAt: instant("2024-03-31T00:00:00Z"),
    };
    expect(monthsOf(month).map(([, scheduled, renewal]) => [scheduled, renewal])).toEqual(
      Array.from({ length: 12 }, () => [0, 1_000]),
    );
  });

  it("keeps currencies apart, and has none where nothing runs", () => {
    const swiss: ForecastGroup = { ...monthly, currency: "CHF", market: "CH", isAutoRenewOn: false };
    const forecast = forecastOf([monthly, swiss], always, at);
    expect([...forecast.keys()].sort()).toEqual(["CHF", "EUR"]);
    expect(forecast.get("CHF")?.reduce((sum, { scheduledMinor }) => sum + scheduledMinor, 0)).toBe(9_000);
    expect(forecastOf([], always, at).size).toBe(0);
  });
});
