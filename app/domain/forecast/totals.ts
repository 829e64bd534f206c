import type { SkuKey } from "../catalog/catalog.ts";
import { addPeriods, type BillingPeriod, endOfPeriod, periodOf } from "../invoicing/billing-period.ts";
import type { Currency } from "../money/currencies.ts";
import { assertMinor } from "../money/money.ts";
import type { Temporal } from "temporal-polyfill";
import type { OutlookEvent } from "./outlook.ts";

/** How far a forecast looks: the longest term there is. Our choice. */
export const forecastMonths = 36;

/** The months of a forecast, the running one first. */
export function forecastPeriods(at: Temporal.Instant): readonly BillingPeriod[] {
  const first = periodOf(at);
  return Array.from({ length: forecastMonths }, (_, index) => addPeriods(first, index));
}

/** Where a forecast ends, exclusive. */
export function forecastUntil(at: Temporal.Instant): Temporal.Instant {
  return endOfPeriod(addPeriods(periodOf(at), forecastMonths - 1));
}

/** What a stretch of a book comes to, in one currency. */
export type ForecastSums = {
  /** Charges of terms that run already: owed, unless cancelled in the window. */
  readonly scheduledMinor: number;
  /** Charges of terms that are still to begin. */
  readonly renewalsMinor: number;
  readonly renewed: number;
  readonly ended: number;
  /** What the terms that end without another have cost in all. */
  readonly endedMinor: number;
  /** Due and parked: neither charged nor renewed until somebody has looked. */
  readonly held: number;
};

type Sums = { -readonly [K in keyof ForecastSums]: number };

const nothing = (): Sums => ({
  scheduledMinor: 0,
  renewalsMinor: 0,
  renewed: 0,
  ended: 0,
  endedMinor: 0,
  held: 0,
});

export type ForecastReason = Extract<OutlookEvent, { kind: "end" }>["reason"]["code"];

/** What a forecast is about: one subscription's part of the book. */
export type ForecastSubject = { readonly currency: Currency; readonly customerId: string; readonly sku: SkuKey };

export type Forecast = {
  readonly months: ReadonlyMap<BillingPeriod, ForecastSums>;
  readonly total: ForecastSums;
  readonly customers: ReadonlyMap<string, ForecastSums>;
  readonly products: ReadonlyMap<SkuKey, ForecastSums>;
  readonly reasons: ReadonlyMap<ForecastReason, ForecastSums>;
};

export type ForecastTotals = {
  add(subject: ForecastSubject, event: OutlookEvent): void;
  currencies(): readonly Currency[];
  of(currency: Currency): Forecast;
};

type Parts = {
  readonly months: Map<BillingPeriod, Sums>;
  readonly total: Sums;
  readonly customers: Map<string, Sums>;
  readonly products: Map<SkuKey, Sums>;
  readonly reasons: Map<ForecastReason, Sums>;
};

/**
 * Sums up events, by currency and within it by month, customer, product and reason. Months are all counted; the
 * other parts, and the total, count one month alone where one is chosen.
 */
export function createForecastTotals(at: Temporal.Instant, chosen: BillingPeriod | null): ForecastTotals {
  const periods = forecastPeriods(at);
  const first = periods[0] as BillingPeriod;
  const byCurrency = new Map<Currency, Parts>();
  const emptyParts = (): Parts => ({
    months: new Map(periods.map((period) => [period, nothing()])),
    total: nothing(),
    customers: new Map(),
    products: new Map(),
    reasons: new Map(),
  });
  return {
    add(subject, event) {
      const parts = byCurrency.get(subject.currency) ?? emptyParts();
      byCurrency.set(subject.currency, parts);
      const period = forecastPeriodOf(event, first);
      const month = parts.months.get(period);
      if (month === undefined) return;
      count(month, event);
      if (chosen !== null && chosen !== period) return;
      count(parts.total, event);
      count(sumsOf(parts.customers, subject.customerId), event);
      count(sumsOf(parts.products, subject.sku), event);
      if (event.kind === "end") count(sumsOf(parts.reasons, event.reason.code), event);
    },
    currencies: () => [...byCurrency.keys()].sort(),
    of: (currency) => byCurrency.get(currency) ?? emptyParts(),
  };
}

/** The month that an event is counted in; what is overdue falls into the first. */
export function forecastPeriodOf(event: Pick<OutlookEvent, "at">, first: BillingPeriod): BillingPeriod {
  const period = periodOf(event.at);
  return period < first ? first : period;
}

function sumsOf<Key>(map: Map<Key, Sums>, key: Key): Sums {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = nothing();
  map.set(key, made);
  return made;
}

function count(sums: Sums, event: OutlookEvent): void {
  switch (event.kind) {
    case "charge":
      if (event.isOfLaterTerm) sums.renewalsMinor = assertMinor(sums.renewalsMinor + event.amountMinor);
      else sums.scheduledMinor = assertMinor(sums.scheduledMinor + event.amountMinor);
      return;
    case "renew":
      sums.renewed += 1;
      return;
    case "end":
      sums.ended += 1;
      sums.endedMinor = assertMinor(sums.endedMinor + event.endedMinor);
      return;
    case "held":
      sums.held += 1;
  }
}
