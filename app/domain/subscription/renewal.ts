import type { Temporal } from "temporal-polyfill";
import { activityDone, type ActivityDraft } from "../activity/activity.ts";
import type { Charge } from "../billing/charge.ts";
import { cyclesOfTerm } from "../billing/cycles.ts";
import {
  chargedLine,
  chargeNextCycles,
  nothingDue,
  stillOnHold,
  type DueChargesFacts,
  type NothingDue,
  type StillOnHold,
} from "../billing/due-charges.ts";
import { chargeOfCycle } from "../billing/make-charge.ts";
import { epochDayOf, isoDayOf, isoDayOfEpochDay, utcEpochDayOf } from "../calendar/utc-days.ts";
import type { Availability } from "../catalog/catalog.ts";
import { orderNoticeKey, type NoticeDraft } from "../notices/notices.ts";
import type { Order } from "../order/order.ts";
import { cancellationWindowHours, chargesPerRunMax, renewalPolicyVersion, termsPerRunMax } from "../policies.ts";
import { msPerHour } from "../calendar/civil.ts";
import { expire, type Expiry } from "./expiry.ts";
import { hold, type HoldDecision } from "./hold.ts";
import { hasTermEnded } from "./status.ts";
import { subjectOf } from "./subject.ts";
import type { Subscription, Term } from "./subscription.ts";
import { nextTermOf } from "./terms.ts";
import { whyWillNotRenew } from "./will-renew.ts";

export type RenewalFacts = DueChargesFacts & {
  /** The offer that `renewalQuery` asks for, from the price list of the renewal day; undefined where there is none. */
  readonly availability: Availability | undefined;
  /** Terms that this run has given this subscription already. */
  readonly termsThisRun?: number;
};

/** What a renewal was decided from; stored with the term, so that the decision can be replayed. */
export type RenewalInputs = {
  readonly policyVersion: number;
  readonly termNumber: number;
  readonly termDuration: string;
  readonly billingPlan: string;
  readonly quantity: number;
  readonly anchorOn: string;
  readonly anchorTermNumber: number;
  readonly availabilityId: string | null;
  readonly unitPriceMinor: number;
  readonly currency: string;
};

export type Renewal = {
  readonly kind: "renew";
  /** The record in its next term. */
  readonly subscription: Subscription;
  /** The system's order: one line, for the new term. */
  readonly order: Order;
  /** What remained of the old term, in order, and last the first charge of the new one. */
  readonly charges: readonly Charge[];
  readonly activity: readonly ActivityDraft[];
  readonly notices: readonly NoticeDraft[];
  readonly inputs: RenewalInputs;
};

export type TermEndDecision = Renewal | Expiry | HoldDecision | StillOnHold | NothingDue;

/**
 * What happens at the end of a term, decided at the instant of the run: the next term with its first charge, or the
 * end with its reason. One term per call; a run that catches up asks again with the record it got.
 */
export function decideRenewal(subscription: Subscription, facts: RenewalFacts): TermEndDecision {
  const { at } = facts;
  if (subscription.cancelledAt !== null || subscription.expiredAt !== null || !hasTermEnded(subscription, at))
    return nothingDue;
  if (subscription.hold !== null) return stillOnHold;
  const leftToCharge = cyclesOfTerm(subscription.term) - subscription.term.chargedCycles;
  if ((facts.termsThisRun ?? 0) >= termsPerRunMax || (facts.chargesThisRun ?? 0) + leftToCharge + 1 > chargesPerRunMax)
    return hold(subscription, "runaway", at);
  const reason = whyWillNotRenew(subscription, facts);
  // Without an offer there is always a reason; the second condition only tells the compiler.
  if (reason !== null || facts.availability === undefined)
    return expire(subscription, reason ?? { code: "auto-renew-off" }, facts);
  return renew(subscription, facts.availability, leftToCharge, facts);
}

function renew(
  subscription: Subscription,
  availability: Availability,
  leftToCharge: number,
  facts: RenewalFacts,
): Renewal {
  const { at, nextId } = facts;
  const left = chargeNextCycles(subscription, leftToCharge, facts);
  const term = nextTermOf(subscription, availability, at);
  const after: Subscription = { ...subscription, term, nextTerm: null, version: subscription.version + 1 };
  const order = renewalOrder(after, at, nextId);
  const first = chargeOfCycle(after, term, 1, { orderId: order.id, lineNumber: 0 }, nextId);
  return {
    kind: "renew",
    subscription: after,
    order,
    charges: left.length === 0 ? [first] : [...left, first],
    activity: [
      ...left.map((charge) => chargedLine(subscription, charge, at)),
      renewedLine(subscription, after, order.id, at),
    ],
    notices: [renewedNotice(subscription, after, order.id, first.amountMinor)],
    inputs: inputsOf(term),
  };
}

function renewalOrder(after: Subscription, at: Temporal.Instant, nextId: () => string): Order {
  const { term } = after;
  return {
    id: nextId(),
    partnerId: after.partnerId,
    customerId: after.customerId,
    kind: "renewal",
    currency: term.currency,
    orderedAt: at,
    orderedBy: null,
    lines: [
      {
        number: 0,
        productId: after.productId,
        skuId: after.skuId,
        kind: after.kind,
        termDuration: term.duration,
        billingPlan: term.billingPlan,
        quantity: term.quantity,
        unitPriceMinor: term.unitPriceMinor,
        subscriptionId: after.id,
        cancelledAt: null,
        availabilityId: term.availabilityId,
      },
    ],
  };
}

function renewedLine(before: Subscription, after: Subscription, orderId: string, at: Temporal.Instant): ActivityDraft {
  const { term } = after;
  return activityDone(
    "subscription-renewed",
    at,
    { ...subjectOf(after), orderId },
    {
      oldValue: {
        termNumber: before.term.number,
        unitPriceMinor: before.term.unitPriceMinor,
        quantity: before.term.quantity,
      },
      newValue: {
        termNumber: term.number,
        startsOn: isoDayOf(term.startAt),
        endsOn: isoDayOfEpochDay(utcEpochDayOf(term.endAt) - 1),
        unitPriceMinor: term.unitPriceMinor,
        quantity: term.quantity,
        currency: term.currency,
      },
    },
  );
}

function renewedNotice(before: Subscription, after: Subscription, orderId: string, chargedMinor: number): NoticeDraft {
  const { term } = after;
  return {
    kind: "renewed",
    // A renewal has an order of its own, and orders made one after the other lie side by side in the index of keys.
    dedupeKey: orderNoticeKey(orderId, "renewed"),
    partnerId: after.partnerId,
    customerId: after.customerId,
    subscriptionId: after.id,
    termNumber: term.number,
    orderId,
    facts: {
      productId: after.productId,
      skuId: after.skuId,
      startsAt: term.startAt.epochMilliseconds,
      endsAt: term.endAt.epochMilliseconds,
      windowClosesAt: term.windowOpenedAt.epochMilliseconds + cancellationWindowHours * msPerHour,
      termDuration: term.duration,
      billingPlan: term.billingPlan,
      quantity: term.quantity,
      oldUnitPriceMinor: before.term.unitPriceMinor,
      newUnitPriceMinor: term.unitPriceMinor,
      chargedMinor,
      currency: term.currency,
    },
  };
}

function inputsOf(term: Term): RenewalInputs {
  return {
    policyVersion: renewalPolicyVersion,
    termNumber: term.number,
    termDuration: term.duration,
    billingPlan: term.billingPlan,
    quantity: term.quantity,
    anchorOn: isoDayOfEpochDay(epochDayOf(term.anchorOn)),
    anchorTermNumber: term.anchorTermNumber,
    availabilityId: term.availabilityId,
    unitPriceMinor: term.unitPriceMinor,
    currency: term.currency,
  };
}
