import type { Temporal } from "temporal-polyfill";
import { activityDone, type ActivityDraft } from "../activity/activity.ts";
import type { Availability, Segment, Sku } from "../catalog/catalog.ts";
import { isMarketOpenFor } from "../catalog/markets.ts";
import { decideOffer, type OfferQuery, type OfferRefusal } from "../catalog/offers.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { refusalOfAge } from "./auto-renew.ts";
import { refusalOfStanding, type StandingRefusal } from "./status.ts";
import { subjectOf } from "./subject.ts";
import type { NextTerm, Subscription } from "./subscription.ts";
import { plannedNextTerm } from "./terms.ts";
import { whyOfItself } from "./will-renew.ts";

export type ScheduleRefusal =
  | StandingRefusal
  | OfferRefusal
  | RefusalOf<
      | "bought-before-auto-renew"
      | "auto-renew-off"
      | "auto-renew-off-planned"
      | "quantity-out-of-limits"
      | "market-closed"
      | "currency-changed"
      | "no-next-term-change"
    >;

/** Why nothing can be scheduled for the next term at an instant, whatever is asked; null where something can. */
export function refusalToSchedule(
  subscription: Subscription,
  at: Temporal.Instant,
): StandingRefusal | RefusalOf<"bought-before-auto-renew" | "auto-renew-off" | "auto-renew-off-planned"> | null {
  return refusalOfStanding(subscription, at) ?? refusalOfAge(subscription) ?? whyOfItself(subscription);
}

/** Why there is nothing to clear; null where there is. */
export function refusalToClear(
  subscription: Subscription,
  at: Temporal.Instant,
): StandingRefusal | RefusalOf<"no-next-term-change"> | null {
  return refusalOfStanding(subscription, at) ?? (subscription.nextTerm ? null : { code: "no-next-term-change" });
}

/** The question for the price of a next term: the same product, at the instant the next term starts. */
export function renewalQuery(
  subscription: Subscription,
  segment: Segment,
  planned: NextTerm = plannedNextTerm(subscription),
): OfferQuery {
  return {
    productId: subscription.productId,
    skuId: subscription.skuId,
    market: subscription.market,
    segment,
    termDuration: planned.termDuration,
    billingPlan: planned.billingPlan,
    at: subscription.term.endAt,
  };
}

export type ScheduleFacts = {
  readonly at: Temporal.Instant;
  readonly sku: Pick<Sku, "quantityMin" | "quantityMax">;
  readonly segment: Segment;
  /** Offers of the SKU in the subscription's market; the one of the renewal day is looked for. */
  readonly availabilities: readonly Availability[];
};

export type NextTermChange = {
  readonly subscription: Subscription;
  /** What was scheduled before. */
  readonly before: NextTerm | null;
  /** The offer of the renewal day, for "what it will cost"; null when the change was cleared. */
  readonly availability: Availability | null;
  readonly activity: readonly ActivityDraft[];
};

function isPresent(subscription: Subscription, wanted: NextTerm): boolean {
  const { term } = subscription;
  return (
    wanted.termDuration === term.duration &&
    wanted.billingPlan === term.billingPlan &&
    wanted.quantity === term.quantity
  );
}

/** What the next term shall be; asking for what the present term is removes a scheduled change. */
export function decideScheduleNextTerm(
  subscription: Subscription,
  request: NextTerm,
  facts: ScheduleFacts,
): Result<NextTermChange, ScheduleRefusal> {
  const { at, sku } = facts;
  const refusal = refusalToSchedule(subscription, at);
  if (refusal) return refused(refusal);
  const wanted: NextTerm = {
    termDuration: request.termDuration,
    billingPlan: request.billingPlan,
    quantity: request.quantity,
  };
  if (isPresent(subscription, wanted)) return decideClearNextTerm(subscription, facts);
  const { quantityMin, quantityMax } = sku;
  // A quantity that stays is a right already held; only another one is measured against the limits of today.
  const isOtherQuantity = wanted.quantity !== subscription.term.quantity;
  if (
    !Number.isSafeInteger(wanted.quantity) ||
    (isOtherQuantity && !(wanted.quantity >= quantityMin && wanted.quantity <= quantityMax))
  )
    return refused({ code: "quantity-out-of-limits", quantityMin, quantityMax });
  if (!isMarketOpenFor(subscription.kind, subscription.market))
    return refused({ code: "market-closed", market: subscription.market, kind: subscription.kind });
  const offer = decideOffer(facts.availabilities, renewalQuery(subscription, facts.segment, wanted));
  if (!offer.ok) return offer;
  if (offer.value.currency !== subscription.term.currency)
    return refused({
      code: "currency-changed",
      oldCurrency: subscription.term.currency,
      newCurrency: offer.value.currency,
    });
  const before = subscription.nextTerm;
  return ok({
    subscription: { ...subscription, nextTerm: wanted, version: subscription.version + 1 },
    before,
    availability: offer.value,
    activity: [
      activityDone("next-term-scheduled", at, subjectOf(subscription), {
        oldValue: { ...plannedNextTerm(subscription) },
        newValue: { ...wanted },
      }),
    ],
  });
}

/** Removes a scheduled change: the next term will be like the present one. */
export function decideClearNextTerm(
  subscription: Subscription,
  { at }: { readonly at: Temporal.Instant },
): Result<NextTermChange, StandingRefusal | RefusalOf<"no-next-term-change">> {
  const refusal = refusalToClear(subscription, at);
  if (refusal) return refused(refusal);
  return ok({
    subscription: { ...subscription, nextTerm: null, version: subscription.version + 1 },
    before: subscription.nextTerm,
    availability: null,
    activity: [
      activityDone("next-term-cleared", at, subjectOf(subscription), {
        oldValue: { ...plannedNextTerm(subscription) },
      }),
    ],
  });
}

/**
 * Changes within a running term: refused, always. Software keeps its plan and its term, and our quantity neither
 * falls nor rises; more is bought as another subscription, less is scheduled for the next term.
 */
export function refusalToChangeInTerm(
  subscription: Subscription,
  request: NextTerm,
): RefusalOf<"quantity-fixed-in-term" | "plan-fixed-in-term"> {
  const isPlanKept =
    request.termDuration === subscription.term.duration && request.billingPlan === subscription.term.billingPlan;
  return isPlanKept ? { code: "quantity-fixed-in-term" } : { code: "plan-fixed-in-term" };
}
