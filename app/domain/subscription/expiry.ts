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
import { termNoticeKey, type NoticeDraft } from "../notices/notices.ts";
import { hasTermEnded } from "./status.ts";
import { subjectOf } from "./subject.ts";
import type { Subscription } from "./subscription.ts";
import { whyOfItself, type WillNotRenew } from "./will-renew.ts";

export type Expiry = {
  readonly kind: "expire";
  /** The record, ended: `expiredAt` is the end of its term, however late that was noticed. */
  readonly subscription: Subscription;
  readonly reason: WillNotRenew;
  /** What remained to be charged of the ended term; the full term is owed. */
  readonly charges: readonly Charge[];
  readonly activity: readonly ActivityDraft[];
  readonly notices: readonly NoticeDraft[];
};

/** Ends a subscription whose term is over. */
export function expire(subscription: Subscription, reason: WillNotRenew, facts: DueChargesFacts): Expiry {
  const { term } = subscription;
  const { at } = facts;
  const charges = chargeNextCycles(subscription, cyclesOfTerm(term) - term.chargedCycles, facts);
  return {
    kind: "expire",
    subscription: {
      ...subscription,
      term: { ...term, chargedCycles: cyclesOfTerm(term) },
      expiredAt: term.endAt,
      version: subscription.version + 1,
    },
    reason,
    charges,
    activity: [
      ...charges.map((charge) => chargedLine(subscription, charge, at)),
      activityDone("subscription-expired", at, subjectOf(subscription), {
        oldValue: { status: "active", termNumber: term.number },
        newValue: { status: "expired", reason: reason.code },
      }),
    ],
    notices: [
      {
        kind: "expired",
        dedupeKey: termNoticeKey(subscription.id, term.number, "expired"),
        partnerId: subscription.partnerId,
        customerId: subscription.customerId,
        subscriptionId: subscription.id,
        termNumber: term.number,
        orderId: subscription.orderId,
        facts: {
          endedAt: term.endAt.epochMilliseconds,
          productId: subscription.productId,
          skuId: subscription.skuId,
          reason,
        },
      },
    ],
  };
}

/**
 * Ends what ends by itself: the term is over and auto-renew is off. What was to renew and cannot is ended by
 * `decideRenewal`, which knows the prices.
 */
export function decideExpiry(subscription: Subscription, facts: DueChargesFacts): Expiry | StillOnHold | NothingDue {
  if (subscription.cancelledAt !== null || subscription.expiredAt !== null || !hasTermEnded(subscription, facts.at))
    return nothingDue;
  const reason = whyOfItself(subscription);
  if (reason === null) return nothingDue;
  return subscription.hold === null ? expire(subscription, reason, facts) : stillOnHold;
}
