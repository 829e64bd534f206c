import type { Temporal } from "temporal-polyfill";
import { activityDone, type ActivityDraft } from "../activity/activity.ts";
import { isBefore } from "../calendar/utc-days.ts";
import { chargesPerRunMax } from "../policies.ts";
import { hold, type HoldDecision } from "../subscription/hold.ts";
import { subjectOf } from "../subscription/subject.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { Charge } from "./charge.ts";
import { chargedAtOf, cyclesOfTerm } from "./cycles.ts";
import { chargeOfCycle, orderLineOfTerm, type OrderLineRef } from "./make-charge.ts";

export type DueChargesFacts = {
  /** The instant of the run: what starts up to and at it is due, nothing ahead of it. */
  readonly at: Temporal.Instant;
  readonly nextId: () => string;
  /** Order line of the present term; needed from term 2 on. */
  readonly termOrder?: OrderLineRef;
  /** Charges that this run has made for this subscription already. */
  readonly chargesThisRun?: number;
};

export type DueCharges = {
  readonly kind: "charge";
  readonly subscription: Subscription;
  readonly charges: readonly Charge[];
  readonly activity: readonly ActivityDraft[];
};

/** Nothing falls due at this instant: the ordinary answer to a second run. */
export type NothingDue = { readonly kind: "nothing-due" };

/** Parked before: nothing is done until someone releases it. */
export type StillOnHold = { readonly kind: "on-hold" };

export const nothingDue: NothingDue = { kind: "nothing-due" };
export const stillOnHold: StillOnHold = { kind: "on-hold" };

/** How many cycles of the present term start up to an instant (inclusive) and are not charged yet. */
export function countDueCycles(subscription: Subscription, at: Temporal.Instant): number {
  const { term } = subscription;
  const cycles = cyclesOfTerm(term);
  let number = term.chargedCycles;
  while (number < cycles && !isBefore(at, chargedAtOf(term, number + 1))) number++;
  return number - term.chargedCycles;
}

/**
 * Charges the cycles of the present term that have started, each once, dated at its start. Rule: charges are made
 * when due, never ahead; a cancelled or expired subscription has none due.
 */
export function decideDueCharges(
  subscription: Subscription,
  facts: DueChargesFacts,
): DueCharges | NothingDue | StillOnHold | HoldDecision {
  if (subscription.cancelledAt !== null || subscription.expiredAt !== null) return nothingDue;
  const count = countDueCycles(subscription, facts.at);
  if (count === 0) return nothingDue;
  if (subscription.hold !== null) return stillOnHold;
  if ((facts.chargesThisRun ?? 0) + count > chargesPerRunMax) return hold(subscription, "runaway", facts.at);
  const charges = chargeNextCycles(subscription, count, facts);
  return {
    kind: "charge",
    subscription: {
      ...subscription,
      term: { ...subscription.term, chargedCycles: subscription.term.chargedCycles + count },
      version: subscription.version + 1,
    },
    charges,
    activity: charges.map((charge) => chargedLine(subscription, charge, facts.at)),
  };
}

/** The next `count` charges of the present term, in order. */
export function chargeNextCycles(
  subscription: Subscription,
  count: number,
  facts: Pick<DueChargesFacts, "nextId" | "termOrder">,
): readonly Charge[] {
  if (count === 0) return [];
  const { term } = subscription;
  const order = orderLineOfTerm(subscription, facts.termOrder);
  return Array.from({ length: count }, (_, index) =>
    chargeOfCycle(subscription, term, term.chargedCycles + 1 + index, order, facts.nextId),
  );
}

/** The log line of a charge that no purchase and no renewal speaks for. */
export function chargedLine(subscription: Subscription, charge: Charge, at: Temporal.Instant): ActivityDraft {
  return activityDone("cycle-charged", at, subjectOf(subscription), {
    newValue: {
      termNumber: charge.termNumber,
      cycleNumber: charge.cycleNumber,
      amountMinor: charge.amountMinor,
      currency: charge.currency,
    },
  });
}
