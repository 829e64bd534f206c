import type { Temporal } from "temporal-polyfill";
import { daysInclusive, utcDayOf } from "../calendar/utc-days.ts";
import { prorateUnitThenMultiply } from "../money/proration.ts";
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
