import type { Temporal } from "temporal-polyfill";
import { activityDone, type ActivityDraft } from "../activity/activity.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { subjectOf } from "./subject.ts";
import type { HoldReason, Subscription } from "./subscription.ts";

/** A job gives up on a subscription: it is parked with a reason, visible, and released by hand. */
export type HoldDecision = {
  readonly kind: "hold";
  readonly subscription: Subscription;
  readonly activity: readonly ActivityDraft[];
};

/** Parks a subscription. Nothing else of it changes, so that a release goes on where it stood. */
export function hold(subscription: Subscription, reason: HoldReason, at: Temporal.Instant): HoldDecision {
  return {
    kind: "hold",
    subscription: { ...subscription, hold: { reason, heldAt: at }, version: subscription.version + 1 },
    activity: [activityDone("subscription-held", at, subjectOf(subscription), { newValue: { reason } })],
  };
}

/** Why there is nothing to release; null where there is. */
export function refusalToRelease(subscription: Subscription): RefusalOf<"not-on-hold"> | null {
  return subscription.hold ? null : { code: "not-on-hold" };
}

/** Lets the jobs try again. */
export function decideReleaseHold(
  subscription: Subscription,
  { at }: { readonly at: Temporal.Instant },
): Result<
  { readonly subscription: Subscription; readonly activity: readonly ActivityDraft[] },
  RefusalOf<"not-on-hold">
> {
  const refusal = refusalToRelease(subscription);
  if (refusal) return refused(refusal);
  return ok({
    subscription: { ...subscription, hold: null, version: subscription.version + 1 },
    activity: [
      activityDone("hold-released", at, subjectOf(subscription), {
        oldValue: { reason: subscription.hold?.reason ?? null },
      }),
    ],
  });
}
