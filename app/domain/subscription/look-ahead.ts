import type { Temporal } from "temporal-polyfill";
import { addHours, isBefore } from "../calendar/utc-days.ts";
import type { Availability } from "../catalog/catalog.ts";
import { termNoticeKey, type NoticeDraft } from "../notices/notices.ts";
import { lookAheadStagesDays, windowClosingNoticeHours } from "../policies.ts";
import { cancellationWindow, refusalToCancel } from "./cancellation.ts";
import { hasTermEnded, statusAt } from "./status.ts";
import type { Subscription } from "./subscription.ts";
import { changesOfNextTerm, plannedNextTerm } from "./terms.ts";
import { whyWillNotRenew, type WillNotRenew } from "./will-renew.ts";

export type LookAheadStage = (typeof lookAheadStagesDays)[number];

/**
 * The stage that the end of a term has come to: the last one passed, so that a run after a pause announces once and
 * not three times. Null before the first stage, after the end, and for a stage that would lie before the term itself
 * (a term of 28 days has no "30 days before").
 */
export function lookAheadStage(subscription: Subscription, at: Temporal.Instant): LookAheadStage | null {
  const { startAt, endAt } = subscription.term;
  if (hasTermEnded(subscription, at)) return null;
  let reached: LookAheadStage | null = null;
  for (const stage of lookAheadStagesDays) {
    const stageAt = addHours(endAt, -24 * stage);
    if (!isBefore(stageAt, startAt) && !isBefore(at, stageAt)) reached = stage;
  }
  return reached;
}

export type LookAhead = {
  /** Why it will not renew as things stand; null where it will. Kept beside the record, whatever the stage. */
  readonly willNotRenew: WillNotRenew | null;
  readonly stageDays: LookAheadStage | null;
  /** One announcement per stage, or none. */
  readonly notices: readonly NoticeDraft[];
};

/** Runs the check of the renewal ahead of time. `availability` is the offer that `renewalQuery` asks for. */
export function decideLookAhead(
  subscription: Subscription,
  { at, availability }: { readonly at: Temporal.Instant; readonly availability: Availability | undefined },
): LookAhead {
  if (statusAt(subscription, at) !== "active") return { willNotRenew: null, stageDays: null, notices: [] };
  const willNotRenew = whyWillNotRenew(subscription, { availability });
  const stageDays = lookAheadStage(subscription, at);
  if (stageDays === null) return { willNotRenew, stageDays, notices: [] };
  const notice =
    willNotRenew !== null || availability === undefined
      ? willNotRenewNotice(subscription, stageDays, willNotRenew ?? { code: "auto-renew-off" })
      : renewalAheadNotice(subscription, stageDays, availability);
  return { willNotRenew, stageDays, notices: [notice] };
}

function ofTerm(subscription: Subscription) {
  return {
    partnerId: subscription.partnerId,
    customerId: subscription.customerId,
    subscriptionId: subscription.id,
    termNumber: subscription.term.number,
    orderId: subscription.orderId,
  };
}

function willNotRenewNotice(subscription: Subscription, stageDays: LookAheadStage, reason: WillNotRenew): NoticeDraft {
  return {
    kind: "will-not-renew",
    dedupeKey: termNoticeKey(subscription.id, subscription.term.number, "will-not-renew", stageDays),
    ...ofTerm(subscription),
    facts: {
      stageDays,
      endsAt: subscription.term.endAt.epochMilliseconds,
      productId: subscription.productId,
      skuId: subscription.skuId,
      reason,
    },
  };
}

function renewalAheadNotice(subscription: Subscription, stageDays: LookAheadStage, offer: Availability): NoticeDraft {
  return {
    kind: "renewal-ahead",
    dedupeKey: termNoticeKey(subscription.id, subscription.term.number, "renewal-ahead", stageDays),
    ...ofTerm(subscription),
    facts: {
      stageDays,
      renewsAt: subscription.term.endAt.epochMilliseconds,
      productId: subscription.productId,
      skuId: subscription.skuId,
      ...plannedNextTerm(subscription),
      oldUnitPriceMinor: subscription.term.unitPriceMinor,
      newUnitPriceMinor: offer.unitPriceMinor,
      currency: offer.currency,
      changed: changesOfNextTerm(subscription, offer.unitPriceMinor),
    },
  };
}

/** The announcement that a window closes within 24 hours; null where it does not, or where there is nothing to cancel. */
export function windowClosingNotice(
  subscription: Subscription,
  facts: { readonly at: Temporal.Instant; readonly sku: { readonly isCancellable: boolean } },
): NoticeDraft | null {
  const { closesAt } = cancellationWindow(subscription.term);
  if (refusalToCancel(subscription, facts.sku, facts.at) !== null) return null;
  if (isBefore(facts.at, addHours(closesAt, -windowClosingNoticeHours))) return null;
  return {
    kind: "window-closing",
    dedupeKey: termNoticeKey(subscription.id, subscription.term.number, "window-closing"),
    ...ofTerm(subscription),
    facts: { closesAt: closesAt.epochMilliseconds, productId: subscription.productId, skuId: subscription.skuId },
  };
}
