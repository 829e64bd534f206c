import type { Temporal } from "temporal-polyfill";
import { daysInclusive, utcDayOf } from "../calendar/utc-days.ts";
import type { Currency } from "../money/currencies.ts";
import { assertMinor } from "../money/money.ts";
import { prorateUnitThenMultiply } from "../money/proration.ts";
import type { RefusalOf } from "../refusal.ts";
import type { Charge, Credit, CreditKind } from "./charge.ts";

/** What is given back of one charge when its term is cancelled. */
export type Refund = {
  readonly chargeId: string;
  readonly amountMinor: number;
  /** From the day of cancelling to the last day of the cycle, both counted. */
  readonly remainingDays: number;
  readonly cycleDays: number;
};

/**
 * The refund of a charge for a cancellation at an instant: the unit price it was charged at, prorated by days and
 * truncated, times the quantity it was charged for. Rule: cancelling on the first day refunds everything; a cycle
 * that is over gives nothing. A charge without a cycle (perpetual software) is refunded whole.
 */
export function refundOfCharge(charge: Charge, at: Temporal.Instant): Refund {
  if (charge.cycle === null)
    return { chargeId: charge.id, amountMinor: charge.amountMinor, remainingDays: 0, cycleDays: 0 };
  const { startsOn, endsOn } = charge.cycle;
  const cycleDays = daysInclusive(startsOn, endsOn);
  const remainingDays = Math.min(cycleDays, Math.max(0, daysInclusive(utcDayOf(at), endsOn)));
  return {
    chargeId: charge.id,
    amountMinor: prorateUnitThenMultiply(charge.unitPriceMinor, charge.quantity, remainingDays, cycleDays),
    remainingDays,
    cycleDays,
  };
}

/**
 * An amount that was granted, spread over the charges it is given back of: the latest first, none beyond its amount,
 * so that the sum is exact to the minor unit. Rule: a granted cancellation gives back at most what was charged.
 */
export function refundsOfGrant(charges: readonly Charge[], amountMinor: number): readonly Refund[] {
  let left = amountMinor;
  const newestFirst = [...charges].sort((a, b) => b.chargedAt.epochMilliseconds - a.chargedAt.epochMilliseconds);
  return newestFirst.map((charge) => {
    const given = Math.min(left, charge.amountMinor);
    left -= given;
    return { chargeId: charge.id, amountMinor: given, remainingDays: 0, cycleDays: 0 };
  });
}

/** What was charged: the most that can be granted. */
export function chargedMinor(charges: readonly Charge[]): number {
  return assertMinor(charges.reduce((sum, { amountMinor }) => sum + amountMinor, 0));
}

/** A cancellation that the operator grants: beyond every window, with an amount of its own. */
export type Grant = {
  readonly amountMinor: number;
  /** The support request it answers; goes into the log. */
  readonly requestId: string;
};

/** What the log says of a cancellation that was granted, beside the rest; nothing of any other. */
export function grantedValue(granted: Grant | undefined): { readonly granted?: true; readonly requestId?: string } {
  return granted === undefined ? {} : { granted: true, requestId: granted.requestId };
}

/** Why an amount cannot be granted; null where it can. */
export function refusalOfGrantedAmount(
  { amountMinor }: Grant,
  charges: readonly Charge[],
  currency: Currency,
): RefusalOf<"grant-above-charged"> | null {
  const amountMaxMinor = chargedMinor(charges);
  if (Number.isSafeInteger(amountMinor) && amountMinor >= 0 && amountMinor <= amountMaxMinor) return null;
  return { code: "grant-above-charged", amountMaxMinor, currency };
}

/** The credit that pays a refund out; none where there is nothing to give back. */
export function creditOf(
  charge: Charge,
  refund: Refund,
  kind: CreditKind,
  at: Temporal.Instant,
  nextId: () => string,
): Credit | null {
  if (refund.amountMinor === 0) return null;
  return {
    id: nextId(),
    partnerId: charge.partnerId,
    customerId: charge.customerId,
    chargeId: charge.id,
    kind,
    amountMinor: refund.amountMinor,
    currency: charge.currency,
    creditedAt: at,
  };
}
