import type { Temporal } from "temporal-polyfill";
import { monthsOfCycle, monthsOfTerm, type BillingPlan, type TermDuration } from "../catalog/terms.ts";
import { epochDayAfterMonths } from "./civil.ts";
import { dayOfEpochDay, startOfEpochDay } from "./utc-days.ts";

/** What the days of a term are counted from. A `Term` is one. */
export type TermPosition = {
  readonly anchorOn: Temporal.PlainDate;
  readonly anchorTermNumber: number;
  readonly number: number;
  readonly duration: TermDuration;
};

/** The calendar of a term: both days belong to it; `endAt` is the instant after its last day. */
export type TermBounds = {
  readonly startsOn: Temporal.PlainDate;
  readonly endsOn: Temporal.PlainDate;
  /** 00:00 UTC of the first day; a first term really starts later on that day, at the purchase. */
  readonly startAt: Temporal.Instant;
  readonly endAt: Temporal.Instant;
};

/** Number of the day that lies `months` after the first day of a term, counted from its anchor. */
function epochDayWithin(position: TermPosition, months: number): number {
  const { anchorOn } = position;
  const before = (position.number - position.anchorTermNumber) * monthsOfTerm(position.duration);
  return epochDayAfterMonths(anchorOn.year, anchorOn.month, anchorOn.day, before + months);
}

/** First and last day of a term. Rule: terms from the anchor day, clamped to shorter months. */
export function termBounds(position: TermPosition): TermBounds {
  const first = epochDayWithin(position, 0);
  const next = epochDayWithin(position, monthsOfTerm(position.duration));
  return {
    startsOn: dayOfEpochDay(first),
    endsOn: dayOfEpochDay(next - 1),
    startAt: startOfEpochDay(first),
    endAt: startOfEpochDay(next),
  };
}

/** When a term ends (exclusive, 00:00 UTC), without the rest of its calendar. */
export function termEndAt(position: TermPosition): Temporal.Instant {
  return startOfEpochDay(epochDayWithin(position, monthsOfTerm(position.duration)));
}

/** Numbers of the first and of the last day of cycle 1, 2, 3 … of a term; both belong to it. */
export function cycleEpochDays(
  position: TermPosition & { readonly billingPlan: BillingPlan },
  cycleNumber: number,
): { first: number; last: number } {
  const months = monthsOfCycle(position.duration, position.billingPlan);
  return {
    first: epochDayWithin(position, (cycleNumber - 1) * months),
    last: epochDayWithin(position, cycleNumber * months) - 1,
  };
}
