import type { Temporal } from "temporal-polyfill";
import { termEndAt } from "../calendar/term-bounds.ts";
import { isBefore, utcDayOf } from "../calendar/utc-days.ts";
import type { BillingPlan, TermDuration } from "../catalog/terms.ts";
import type { Currency } from "../money/currencies.ts";
import type { TermChange } from "../notices/notices.ts";
import { autoRenewSince } from "../policies.ts";
import type { NextTerm, Subscription, Term } from "./subscription.ts";

/** What a first term is made of. */
export type FirstTermRequest = {
  readonly purchasedAt: Temporal.Instant;
  readonly duration: TermDuration;
  readonly billingPlan: BillingPlan;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly currency: Currency;
  readonly availabilityId: string | null;
};

/**
 * Term 1: from the purchase instant to 00:00 UTC of the purchase day plus the duration. Its first cycle is charged
 * with the purchase, so that it counts as charged from the beginning.
 */
export function firstTerm(request: FirstTermRequest): Term {
  const { purchasedAt, duration } = request;
  const anchorOn = utcDayOf(purchasedAt);
  return {
    number: 1,
    duration,
    billingPlan: request.billingPlan,
    quantity: request.quantity,
    unitPriceMinor: request.unitPriceMinor,
    currency: request.currency,
    availabilityId: request.availabilityId,
    anchorOn,
    anchorTermNumber: 1,
    startAt: purchasedAt,
    endAt: termEndAt({ anchorOn, anchorTermNumber: 1, number: 1, duration }),
    windowOpenedAt: purchasedAt,
    chargedCycles: 1,
  };
}

/**
 * Whether auto-renew is on when the present term ends: it is on, and not to be switched off before. What is chosen for
 * the very instant of the end concerns the next term, which that instant belongs to.
 */
export function renewsAtTermEnd({ isAutoRenewOn, autoRenewOffAt, term }: Subscription): boolean {
  return isAutoRenewOn && (autoRenewOffAt === null || !isBefore(autoRenewOffAt, term.endAt));
}

/** What the next term will be if nothing else happens: the scheduled change, else the present term again. */
export function plannedNextTerm(subscription: Subscription): NextTerm {
  const { nextTerm, term } = subscription;
  return nextTerm ?? { termDuration: term.duration, billingPlan: term.billingPlan, quantity: term.quantity };
}

/** Price of a next term, from the offer of the renewal day. */
export type NextTermPrice = {
  readonly id: string | null;
  readonly unitPriceMinor: number;
  readonly currency: Currency;
};

/**
 * The term after the present one. It starts where the present one ends; its end is counted from the anchor day.
 * Another duration sets a new anchor on its first day. The window opens when the renewal completes, not when the
 * term starts; its first cycle is charged with the renewal.
 */
export function nextTermOf(subscription: Subscription, price: NextTermPrice, windowOpenedAt: Temporal.Instant): Term {
  const { term } = subscription;
  const planned = plannedNextTerm(subscription);
  const number = term.number + 1;
  const keepsAnchor = planned.termDuration === term.duration;
  const anchorOn = keepsAnchor ? term.anchorOn : utcDayOf(term.endAt);
  const anchorTermNumber = keepsAnchor ? term.anchorTermNumber : number;
  return {
    number,
    duration: planned.termDuration,
    billingPlan: planned.billingPlan,
    quantity: planned.quantity,
    unitPriceMinor: price.unitPriceMinor,
    currency: price.currency,
    availabilityId: price.id,
    anchorOn,
    anchorTermNumber,
    startAt: term.endAt,
    endAt: termEndAt({ anchorOn, anchorTermNumber, number, duration: planned.termDuration }),
    windowOpenedAt,
    chargedCycles: 1,
  };
}

/** What differs between the present term and the planned next one at a price; empty where it just goes on. */
export function changesOfNextTerm(subscription: Subscription, newUnitPriceMinor: number): readonly TermChange[] {
  const { term } = subscription;
  const planned = plannedNextTerm(subscription);
  const changes: TermChange[] = [];
  if (planned.termDuration !== term.duration) changes.push("term-duration");
  if (planned.billingPlan !== term.billingPlan) changes.push("billing-plan");
  if (planned.quantity !== term.quantity) changes.push("quantity");
  if (newUnitPriceMinor !== term.unitPriceMinor) changes.push("price");
  return changes;
}

/** Whether a purchase renews itself by default; older ones end on their date and cannot be switched on. */
export function renewsByDefault(purchasedAt: Temporal.Instant): boolean {
  return !isBefore(purchasedAt, autoRenewSince);
}
