import type { Temporal } from "temporal-polyfill";
import { activityDone, type ActivityDraft } from "../activity/activity.ts";
import { addMonthsClamped, addDays, isBefore, isoDayOf, startOfUtcDay, utcDayOf } from "../calendar/utc-days.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { type AutoRenewRefusal, decideSwitchAutoRenew, refusalToSwitchAutoRenew } from "./auto-renew.ts";
import { hasTermEnded, refusalOfStanding, type StandingRefusal } from "./status.ts";
import { subjectOf } from "./subject.ts";
import type { NextTerm, Subscription } from "./subscription.ts";
import { renewsAtTermEnd } from "./terms.ts";

/** How far ahead a day can be chosen: the longest term there is. Our choice. */
const monthsAheadMax = 36;

/** The days that can be chosen at an instant, both inclusive: from tomorrow on, in UTC. */
export function plannedOffDays(at: Temporal.Instant): {
  readonly first: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
} {
  const today = utcDayOf(at);
  return { first: addDays(today, 1), last: addMonthsClamped(today, monthsAheadMax) };
}

export type PlanRefusal = AutoRenewRefusal | RefusalOf<"planned-day-out-of-range">;

export type PlannedOff = {
  readonly subscription: Subscription;
  /** The scheduled change that will never come, because the term it was for is not begun any more. */
  readonly removedNextTerm: NextTerm | null;
  readonly activity: readonly ActivityDraft[];
};

/**
 * Chooses the day on which auto-renew is switched off, at 00:00 UTC. Terms that end up to then are renewed still; the
 * first that ends after it is the last. Choosing again takes the place of the day chosen before.
 */
export function decidePlanAutoRenewOff(
  subscription: Subscription,
  request: { readonly on: Temporal.PlainDate },
  { at }: { readonly at: Temporal.Instant },
): Result<PlannedOff, PlanRefusal> {
  const refusal = refusalToSwitchAutoRenew(subscription, false, at);
  if (refusal) return refused(refusal);
  const { first, last } = plannedOffDays(at);
  const offAt = startOfUtcDay(request.on);
  if (isBefore(offAt, startOfUtcDay(first)) || isBefore(startOfUtcDay(last), offAt))
    return refused({ code: "planned-day-out-of-range", firstOn: first.toString(), lastOn: last.toString() });
  const planned = { ...subscription, autoRenewOffAt: offAt };
  const removed = renewsAtTermEnd(planned) ? null : subscription.nextTerm;
  const activity = [
    activityDone("auto-renew-off-planned", at, subjectOf(subscription), {
      oldValue: { autoRenewOffOn: dayOrNull(subscription.autoRenewOffAt) },
      newValue: { autoRenewOffOn: isoDayOf(offAt) },
    }),
  ];
  if (removed)
    activity.push(activityDone("next-term-cleared", at, subjectOf(subscription), { oldValue: { ...removed } }));
  return ok({
    subscription: { ...planned, nextTerm: removed ? null : subscription.nextTerm, version: subscription.version + 1 },
    removedNextTerm: removed,
    activity,
  });
}

function dayOrNull(instant: Temporal.Instant | null): string | null {
  return instant === null ? null : isoDayOf(instant);
}

/** Takes a chosen day back: auto-renew stays on. */
export function decideKeepAutoRenewOn(
  subscription: Subscription,
  { at }: { readonly at: Temporal.Instant },
): Result<
  { readonly subscription: Subscription; readonly activity: readonly ActivityDraft[] },
  StandingRefusal | RefusalOf<"nothing-planned">
> {
  const standing = refusalOfStanding(subscription, at);
  if (standing) return refused(standing);
  if (subscription.autoRenewOffAt === null) return refused({ code: "nothing-planned" });
  return ok({
    subscription: { ...subscription, autoRenewOffAt: null, version: subscription.version + 1 },
    activity: [
      activityDone("auto-renew-off-planned", at, subjectOf(subscription), {
        oldValue: { autoRenewOffOn: dayOrNull(subscription.autoRenewOffAt) },
        newValue: { autoRenewOffOn: null },
      }),
    ],
  });
}

/**
 * Switches off what was to be off by an instant; null where nothing is to be done. A term that is over is left to its
 * renewal or its end, which look at the chosen day themselves, so that it holds however late the jobs are.
 */
export function decidePlannedSwitch(
  subscription: Subscription,
  { at }: { readonly at: Temporal.Instant },
): { readonly subscription: Subscription; readonly activity: readonly ActivityDraft[] } | null {
  const { autoRenewOffAt } = subscription;
  if (autoRenewOffAt === null || isBefore(at, autoRenewOffAt) || hasTermEnded(subscription, at)) return null;
  const decision = decideSwitchAutoRenew(subscription, { isOn: false }, { at });
  return decision.ok ? decision.value : null;
}
