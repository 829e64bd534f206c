import type { Temporal } from "temporal-polyfill";
import { decideDueCharges, type DueCharges } from "../billing/due-charges.ts";
import type { OrderLineRef } from "../billing/make-charge.ts";
import type { Availability, Segment } from "../catalog/catalog.ts";
import type { OfferQuery } from "../catalog/offers.ts";
import type { Expiry } from "./expiry.ts";
import type { HoldDecision } from "./hold.ts";
import { renewalQuery } from "./next-term.ts";
import { decideRenewal, type Renewal } from "./renewal.ts";
import type { Subscription } from "./subscription.ts";

export type CatchUpFacts = {
  readonly at: Temporal.Instant;
  readonly segment: Segment;
  /** The offer that answers a question, from price lists read before. */
  readonly findOffer: (query: OfferQuery) => Availability | undefined;
  readonly nextId: () => string;
  /** Order line of the present term; needed from term 2 on. */
  readonly termOrder?: OrderLineRef;
};

export type DueStep = Renewal | Expiry | DueCharges | HoldDecision;

export type CatchUp = {
  /** The record after all steps. */
  readonly subscription: Subscription;
  /** In the order in which they fell due; empty where nothing did. */
  readonly steps: readonly DueStep[];
};

/**
 * Everything of one subscription that is due up to an instant: every missed term in order, each charged once, then
 * the due cycles of the running term. After it the same instant has nothing left to do.
 */
export function catchUp(subscription: Subscription, facts: CatchUpFacts): CatchUp {
  const { at, segment, findOffer, nextId } = facts;
  const steps: DueStep[] = [];
  let present = subscription;
  let termOrder = facts.termOrder;
  let termsThisRun = 0;
  let chargesThisRun = 0;
  for (;;) {
    const availability = findOffer(renewalQuery(present, segment));
    const decision = decideRenewal(present, { at, availability, nextId, termOrder, termsThisRun, chargesThisRun });
    if (decision.kind === "nothing-due" || decision.kind === "on-hold") break;
    steps.push(decision);
    present = decision.subscription;
    if (decision.kind !== "renew") return { subscription: present, steps };
    termOrder = { orderId: decision.order.id, lineNumber: 0 };
    termsThisRun += 1;
    chargesThisRun += decision.charges.length;
  }
  const charges = decideDueCharges(present, { at, nextId, termOrder, chargesThisRun });
  if (charges.kind === "nothing-due" || charges.kind === "on-hold") return { subscription: present, steps };
  steps.push(charges);
  return { subscription: charges.subscription, steps };
}
