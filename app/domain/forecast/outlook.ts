import type { Temporal } from "temporal-polyfill";
import { amountOfTerm, nextChargeAt } from "../billing/cycles.ts";
import { isBefore, laterOf } from "../calendar/utc-days.ts";
import type { Availability, Segment } from "../catalog/catalog.ts";
import type { OfferQuery } from "../catalog/offers.ts";
import { catchUp, type DueStep } from "../subscription/catch-up.ts";
import { decidePlannedSwitch } from "../subscription/planned-auto-renew.ts";
import type { HoldReason, Subscription, Term } from "../subscription/subscription.ts";
import type { WillNotRenew } from "../subscription/will-renew.ts";

/** Something that the jobs will do with a subscription, or would do if it were not on hold. */
export type OutlookEvent =
  | {
      readonly kind: "charge";
      readonly at: Temporal.Instant;
      readonly termNumber: number;
      /** 1, 2, 3 … within the term. */
      readonly cycleNumber: number;
      readonly unitPriceMinor: number;
      readonly amountMinor: number;
      /** Of a term that is still to begin; the charges of the running one are owed whatever is decided now. */
      readonly isOfLaterTerm: boolean;
    }
  | { readonly kind: "renew"; readonly at: Temporal.Instant; readonly termNumber: number }
  | {
      readonly kind: "end";
      readonly at: Temporal.Instant;
      readonly reason: WillNotRenew;
      /** The term that ends. */
      readonly term: Pick<Term, "duration" | "billingPlan" | "unitPriceMinor">;
      readonly isOfLaterTerm: boolean;
      /** What that term has cost in all; it does not come again. */
      readonly endedMinor: number;
    }
  | { readonly kind: "held"; readonly at: Temporal.Instant; readonly reason: HoldReason };

export type OutlookFacts = {
  /** The present: what is overdue then is done first, and nothing is done before. */
  readonly at: Temporal.Instant;
  /** Up to here, exclusive. */
  readonly until: Temporal.Instant;
  readonly segment: Segment;
  /** The offer that answers a question, from all price lists that are known, also those that begin later. */
  readonly findOffer: (query: OfferQuery) => Availability | undefined;
};

/** No order is made; charges ahead refer to none. */
const orderAhead = { orderId: "", lineNumber: 0 };

/**
 * What will become of a subscription if nobody does anything, in order. It is not calculated a second time: the
 * jobs' own decision (`catchUp`) is asked at each instant at which something falls due, with the record it left.
 */
export function* outlookOf(subscription: Subscription, facts: OutlookFacts): Generator<OutlookEvent> {
  const { at: now, until, segment, findOffer } = facts;
  const termNumber = subscription.term.number;
  let present = subscription;
  for (;;) {
    const dueAt = nextDueAt(present);
    if (dueAt === null || !isBefore(dueAt, until)) return;
    const at = laterOf(dueAt, now);
    const switched = decidePlannedSwitch(present, { at });
    if (switched !== null) {
      present = switched.subscription;
      continue;
    }
    const { subscription: after, steps } = catchUp(present, {
      at,
      segment,
      findOffer,
      nextId: () => "",
      termOrder: orderAhead,
    });
    if (steps.length === 0) {
      // What is due and does not move is parked.
      if (present.hold !== null) yield { kind: "held", at: dueAt, reason: present.hold.reason };
      return;
    }
    for (const step of steps) yield* eventsOf(step, termNumber);
    present = after;
  }
}

/** When the jobs next have something to do; null where nothing is left to be done. */
function nextDueAt({ cancelledAt, expiredAt, autoRenewOffAt, term }: Subscription): Temporal.Instant | null {
  if (cancelledAt !== null || expiredAt !== null) return null;
  const instants = [nextChargeAt(term), autoRenewOffAt];
  return instants.reduce<Temporal.Instant>(
    (first, instant) => (instant !== null && isBefore(instant, first) ? instant : first),
    term.endAt,
  );
}

function* eventsOf(step: DueStep, termNumber: number): Generator<OutlookEvent> {
  if (step.kind === "hold") {
    const { hold } = step.subscription;
    if (hold !== null) yield { kind: "held", at: hold.heldAt, reason: hold.reason };
    return;
  }
  for (const { termNumber: ofTerm, cycleNumber, chargedAt: at, unitPriceMinor, amountMinor } of step.charges) {
    if (ofTerm === null || cycleNumber === null) continue;
    if (step.kind === "renew" && ofTerm === step.subscription.term.number)
      yield { kind: "renew", at, termNumber: ofTerm };
    const isOfLaterTerm = ofTerm > termNumber;
    yield { kind: "charge", at, termNumber: ofTerm, cycleNumber, unitPriceMinor, amountMinor, isOfLaterTerm };
  }
  if (step.kind !== "expire") return;
  const { term } = step.subscription;
  const { endAt: at, number } = term;
  yield {
    kind: "end",
    at,
    reason: step.reason,
    term,
    isOfLaterTerm: number > termNumber,
    endedMinor: amountOfTerm(term),
  };
}
