import type { Temporal } from "temporal-polyfill";
import { addMonthsClamped, isBefore, startOfUtcDay, utcDayOf } from "../calendar/utc-days.ts";
import { isMarketOpenFor } from "../catalog/markets.ts";
import type { ProductKind, SkuKey } from "../catalog/catalog.ts";
import { type BillingPlan, monthsOfCycle, monthsOfTerm, type TermDuration } from "../catalog/terms.ts";
import type { Currency } from "../money/currencies.ts";
import { assertMinor, timesQuantity } from "../money/money.ts";
import { addPeriods, type BillingPeriod, endOfPeriod, periodOf } from "./billing-period.ts";

/**
 * Subscriptions that are charged alike: same edition, market, term and plan, same dates. What they cost is a sum, so
 * that a forecast over thousands of subscriptions looks at far fewer groups.
 */
export type ForecastGroup = {
  readonly sku: SkuKey;
  readonly kind: ProductKind;
  readonly market: string;
  readonly currency: Currency;
  readonly termDuration: TermDuration;
  readonly billingPlan: BillingPlan;
  /** What the next term will be. */
  readonly nextTermDuration: TermDuration;
  readonly nextBillingPlan: BillingPlan;
  readonly isAutoRenewOn: boolean;
  /** When the next cycle of the present term is charged; null where all of them are. */
  readonly nextChargeAt: Temporal.Instant | null;
  readonly termEndAt: Temporal.Instant;
  /** Sum over the group of what each charge of the present term costs. */
  readonly chargeMinor: number;
  /** Sum of the quantities of the next terms. */
  readonly nextQuantity: number;
};

/** The unit price of an edition in a market for a term and plan on a day, as the price lists known now have it. */
export type FindUnitPrice = (
  group: Pick<ForecastGroup, "sku" | "market" | "currency">,
  offer: { readonly termDuration: TermDuration; readonly billingPlan: BillingPlan },
  at: Temporal.Instant,
) => number | undefined;

export type ForecastMonth = {
  readonly period: BillingPeriod;
  /** Charges of terms that run already: owed unless cancelled in the window. */
  readonly scheduledMinor: number;
  /** Charges of terms to come, if everything renews that is to. */
  readonly renewalsMinor: number;
};

export const forecastMonths = 12;

/**
 * What will be charged from an instant on, month by month, one list per currency: the schedules of running terms, and
 * renewals at the prices that are known now. What cannot renew, for want of a price or of an open market, ends.
 */
export function forecastOf(
  groups: readonly ForecastGroup[],
  findUnitPrice: FindUnitPrice,
  at: Temporal.Instant,
): Map<Currency, ForecastMonth[]> {
  const first = periodOf(at);
  const until = endOfPeriod(addPeriods(first, forecastMonths - 1));
  const byCurrency = new Map<Currency, Map<BillingPeriod, Sums>>();
  const add = (currency: Currency, on: Temporal.Instant, part: keyof Sums, minor: number) => {
    const months = byCurrency.get(currency) ?? emptyMonths(first);
    byCurrency.set(currency, months);
    const month = months.get(periodOf(on));
    if (month !== undefined) month[part] = assertMinor(month[part] + minor);
  };
  for (const group of groups) {
    for (const on of scheduledCharges(group))
      if (isBefore(on, until)) add(group.currency, on, "scheduledMinor", group.chargeMinor);
    for (const { on, minor } of renewalCharges(group, findUnitPrice, until))
      add(group.currency, on, "renewalsMinor", minor);
  }
  return new Map(
    [...byCurrency].map(([currency, months]) => [currency, [...months].map(([period, sums]) => ({ period, ...sums }))]),
  );
}

type Sums = { scheduledMinor: number; renewalsMinor: number };

function emptyMonths(first: BillingPeriod): Map<BillingPeriod, Sums> {
  return new Map(
    Array.from(
      { length: forecastMonths },
      (_, index) => [addPeriods(first, index), { scheduledMinor: 0, renewalsMinor: 0 }] as const,
    ),
  );
}

/** When the cycles that are left of the present term are charged. */
function* scheduledCharges({ nextChargeAt, termEndAt, termDuration, billingPlan }: ForecastGroup) {
  if (nextChargeAt === null) return;
  const from = utcDayOf(nextChargeAt);
  const step = monthsOfCycle(termDuration, billingPlan);
  // Whole months from the next charge; a day that a shorter month clamps stays in its month.
  for (let months = 0, on = nextChargeAt; isBefore(on, termEndAt);) {
    yield on;
    months += step;
    on = startOfUtcDay(addMonthsClamped(from, months));
  }
}

/** The charges of the terms after the present one, up to an instant. */
function* renewalCharges(group: ForecastGroup, findUnitPrice: FindUnitPrice, until: Temporal.Instant) {
  const { nextTermDuration: termDuration, nextBillingPlan: billingPlan, kind, market, termEndAt } = group;
  if (!group.isAutoRenewOn || !isMarketOpenFor(kind, market)) return;
  const end = utcDayOf(termEndAt);
  const step = monthsOfCycle(termDuration, billingPlan);
  for (let term = 0; ; term++) {
    const start = startOfUtcDay(addMonthsClamped(end, term * monthsOfTerm(termDuration)));
    if (!isBefore(start, until)) return;
    const unitPrice = findUnitPrice(group, { termDuration, billingPlan }, start);
    if (unitPrice === undefined) return;
    const minor = timesQuantity(unitPrice, group.nextQuantity);
    for (let months = 0; months < monthsOfTerm(termDuration); months += step) {
      const on = startOfUtcDay(addMonthsClamped(end, term * monthsOfTerm(termDuration) + months));
      if (isBefore(on, until)) yield { on, minor };
    }
  }
}
