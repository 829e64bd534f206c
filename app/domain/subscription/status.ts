import type { Temporal } from "temporal-polyfill";
import { isBefore } from "../calendar/utc-days.ts";
import type { RefusalOf } from "../refusal.ts";
import type { Subscription, SubscriptionStatus } from "./subscription.ts";
import { renewsAtTermEnd } from "./terms.ts";

/** Whether the present term is over at an instant; its end belongs to the next one. */
export function hasTermEnded(subscription: Subscription, at: Temporal.Instant): boolean {
  return !isBefore(at, subscription.term.endAt);
}

/**
 * Status at an instant, from the record and the instant alone. A term that ended with auto-renew off has expired,
 * also before the job has recorded it; with auto-renew on the subscription stays active while it is being renewed.
 */
export function statusAt(subscription: Subscription, at: Temporal.Instant): SubscriptionStatus {
  const { cancelledAt, expiredAt } = subscription;
  if (cancelledAt !== null && !isBefore(at, cancelledAt)) return "deleted";
  if (expiredAt !== null && !isBefore(at, expiredAt)) return "expired";
  if (cancelledAt === null && !renewsAtTermEnd(subscription) && hasTermEnded(subscription, at)) return "expired";
  return "active";
}

/** Whether the term has ended and its renewal (or its end, where it cannot renew) has not been recorded yet. */
export function isBeingRenewedAt(subscription: Subscription, at: Temporal.Instant): boolean {
  return (
    subscription.cancelledAt === null &&
    subscription.expiredAt === null &&
    renewsAtTermEnd(subscription) &&
    hasTermEnded(subscription, at)
  );
}

export type StandingRefusal = RefusalOf<
  "subscription-cancelled" | "subscription-expired" | "being-renewed" | "on-hold"
>;

/**
 * Why nothing at all can be changed on a subscription at an instant; null where it is in a running term.
 * A hold stops changes only once the term is over: until then everything is as agreed.
 */
export function refusalOfStanding(subscription: Subscription, at: Temporal.Instant): StandingRefusal | null {
  const { cancelledAt, expiredAt, hold, term } = subscription;
  if (cancelledAt !== null) return { code: "subscription-cancelled", cancelledAt: cancelledAt.epochMilliseconds };
  if (expiredAt !== null) return { code: "subscription-expired", expiredAt: expiredAt.epochMilliseconds };
  if (!hasTermEnded(subscription, at)) return null;
  if (!renewsAtTermEnd(subscription)) return { code: "subscription-expired", expiredAt: term.endAt.epochMilliseconds };
  if (hold !== null) return { code: "on-hold", reason: hold.reason, heldAt: hold.heldAt.epochMilliseconds };
  return { code: "being-renewed", termEndedAt: term.endAt.epochMilliseconds };
}
