import type { Temporal } from "temporal-polyfill";
import { cycleEpochDays } from "../calendar/term-bounds.ts";
import { dayOfEpochDay, laterOf, startOfEpochDay } from "../calendar/utc-days.ts";
import { chargesPerTerm } from "../catalog/terms.ts";
import type { Currency } from "../money/currencies.ts";
import { timesQuantity } from "../money/money.ts";
import type { Term } from "../subscription/subscription.ts";
import type { ChargeCycle } from "./charge.ts";

/** The days of a term that cycle 1, 2, 3 … pays for. */
export function cycleOf(term: Term, cycleNumber: number): ChargeCycle {
  const { first, last } = cycleEpochDays(term, cycleNumber);
  return { startsOn: dayOfEpochDay(first), endsOn: dayOfEpochDay(last) };
}

/** The date of a cycle's charge: 00:00 UTC of its first day; for the first cycle of a purchase the purchase itself. */
export function chargedAtOf(term: Term, cycleNumber: number): Temporal.Instant {
  return laterOf(startOfEpochDay(cycleEpochDays(term, cycleNumber).first), term.startAt);
}

/** What one charge of a term costs, in minor units: unit price times quantity, for every cycle the same. */
export function chargeAmount(term: Pick<Term, "unitPriceMinor" | "quantity">): number {
  return timesQuantity(term.unitPriceMinor, term.quantity);
}

/** How many charges a term has in all. */
export function cyclesOfTerm(term: Pick<Term, "duration" | "billingPlan">): number {
  return chargesPerTerm(term.duration, term.billingPlan);
}

/** When the next charge of a term falls due; null when all were made. */
export function nextChargeAt(term: Term): Temporal.Instant | null {
  return term.chargedCycles < cyclesOfTerm(term) ? chargedAtOf(term, term.chargedCycles + 1) : null;
}

/** One charge of a term, made or to come. */
export type ScheduledCharge = ChargeCycle & {
  readonly cycleNumber: number;
  /** Calendar days of the cycle. */
  readonly days: number;
  readonly chargedAt: Temporal.Instant;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly isCharged: boolean;
};

/** Every charge of a whole term, in order. What a review page promises and what the job then does is this one list. */
export function chargeSchedule(term: Term): readonly ScheduledCharge[] {
  const amountMinor = chargeAmount(term);
  return Array.from({ length: cyclesOfTerm(term) }, (_, index) => {
    const cycleNumber = index + 1;
    const { first, last } = cycleEpochDays(term, cycleNumber);
    return {
      cycleNumber,
      startsOn: dayOfEpochDay(first),
      endsOn: dayOfEpochDay(last),
      days: last - first + 1,
      chargedAt: chargedAtOf(term, cycleNumber),
      amountMinor,
      currency: term.currency,
      isCharged: cycleNumber <= term.chargedCycles,
    };
  });
}

/** What a whole term costs: after the cancellation window all of it is owed, under every plan. */
export function amountOfTerm(term: Term): number {
  return timesQuantity(chargeAmount(term), cyclesOfTerm(term));
}
