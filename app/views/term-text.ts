import { amountOfTerm, chargeAmount, chargeSchedule } from "#app/domain/billing/cycles.ts";
import { type BillingPlan, monthsOfTerm, type TermDuration } from "#app/domain/catalog/terms.ts";
import type { Term } from "#app/domain/subscription/subscription.ts";
import type { DayText, Format, InstantText, MoneyText } from "./format.ts";

/** One charge of a term, made or to come. */
export type ScheduledChargeText = {
  readonly cycleNumber: number;
  readonly startsOn: DayText;
  readonly endsOn: DayText;
  readonly days: number;
  readonly chargedAt: InstantText;
  /** The day of the charge, which is the same for every reader. */
  readonly chargedOn: DayText;
  readonly amount: MoneyText;
  readonly isCharged: boolean;
};

/** A term in words and with its whole bill. */
export type TermText = {
  readonly number: number;
  readonly duration: TermDuration;
  readonly billingPlan: BillingPlan;
  readonly quantity: number;
  readonly quantityText: string;
  readonly unitPrice: MoneyText;
  /** Of each charge. */
  readonly charge: MoneyText;
  /** Of the whole term, which is owed after the window under every plan. */
  readonly total: MoneyText;
  /** What a year of it costs, truncated: terms of other lengths can be compared by it. */
  readonly perYear: MoneyText;
  readonly startsAt: InstantText;
  readonly startsOn: DayText;
  /** Last day, inclusive. */
  readonly endsOn: DayText;
  /** Exclusive end. */
  readonly endsAt: InstantText;
  readonly charges: readonly ScheduledChargeText[];
};

/** Of what a whole term costs, the part of one year, truncated to the minor unit. */
export function amountPerYear(totalMinor: number, duration: TermDuration): number {
  return Number((BigInt(totalMinor) * 12n) / BigInt(monthsOfTerm(duration)));
}

export function termTextOf(term: Term, format: Format): TermText {
  const charges = chargeSchedule(term);
  const [first] = charges;
  if (first === undefined) throw new RangeError("A term has a charge");
  return {
    number: term.number,
    duration: term.duration,
    billingPlan: term.billingPlan,
    quantity: term.quantity,
    quantityText: format.number(term.quantity),
    unitPrice: format.money(term.unitPriceMinor, term.currency),
    charge: format.money(chargeAmount(term), term.currency),
    total: format.money(amountOfTerm(term), term.currency),
    perYear: format.money(amountPerYear(amountOfTerm(term), term.duration), term.currency),
    startsAt: format.instant(term.startAt),
    startsOn: format.day(first.startsOn),
    endsOn: format.lastDayBefore(term.endAt),
    endsAt: format.instant(term.endAt),
    charges: charges.map((charge) => ({
      cycleNumber: charge.cycleNumber,
      startsOn: format.day(charge.startsOn),
      endsOn: format.day(charge.endsOn),
      days: charge.days,
      chargedAt: format.instant(charge.chargedAt),
      chargedOn: format.day(charge.startsOn),
      amount: format.money(charge.amountMinor, charge.currency),
      isCharged: charge.isCharged,
    })),
  };
}
