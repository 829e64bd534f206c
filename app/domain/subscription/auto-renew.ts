import type { Temporal } from "temporal-polyfill";
import { activityDone, type ActivityDraft } from "../activity/activity.ts";
import { utcDayOf } from "../calendar/utc-days.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { refusalOfStanding, type StandingRefusal } from "./status.ts";
import { subjectOf } from "./subject.ts";
import type { NextTerm, Subscription } from "./subscription.ts";
import { renewsByDefault } from "./terms.ts";

export type AutoRenewRefusal = StandingRefusal | RefusalOf<"bought-before-auto-renew" | "auto-renew-already">;

/** Why a purchase can never renew itself; null for everything bought on or after 14 Oct 2021. */
export function refusalOfAge(subscription: Subscription): RefusalOf<"bought-before-auto-renew"> | null {
  if (renewsByDefault(subscription.purchasedAt)) return null;
  return { code: "bought-before-auto-renew", purchasedOn: utcDayOf(subscription.purchasedAt).toString() };
}

/** Why auto-renew cannot be switched at an instant; null where it can, up to the end of the term. */
export function refusalToSwitchAutoRenew(
  subscription: Subscription,
  isOn: boolean,
  at: Temporal.Instant,
): AutoRenewRefusal | null {
  const refusal = refusalOfStanding(subscription, at) ?? refusalOfAge(subscription);
  if (refusal) return refusal;
  return subscription.isAutoRenewOn === isOn ? { code: "auto-renew-already", isOn } : null;
}

export type AutoRenewSwitch = {
  readonly subscription: Subscription;
  /** The scheduled change that switching off removes; the page says so first. */
  readonly removedNextTerm: NextTerm | null;
  readonly activity: readonly ActivityDraft[];
};

/**
 * Switches auto-renew. Off removes what was scheduled for the next term; on again restores nothing of it. Either way
 * takes the place of a day that was chosen ahead.
 */
export function decideSwitchAutoRenew(
  subscription: Subscription,
  request: { readonly isOn: boolean },
  { at }: { readonly at: Temporal.Instant },
): Result<AutoRenewSwitch, AutoRenewRefusal> {
  const refusal = refusalToSwitchAutoRenew(subscription, request.isOn, at);
  if (refusal) return refused(refusal);
  const removed = request.isOn ? null : subscription.nextTerm;
  const activity = [
    activityDone("auto-renew-switched", at, subjectOf(subscription), {
      oldValue: { isAutoRenewOn: subscription.isAutoRenewOn },
      newValue: { isAutoRenewOn: request.isOn },
    }),
  ];
  if (removed)
    activity.push(activityDone("next-term-cleared", at, subjectOf(subscription), { oldValue: { ...removed } }));
  return ok({
    subscription: {
      ...subscription,
      isAutoRenewOn: request.isOn,
      autoRenewOffAt: null,
      nextTerm: request.isOn ? subscription.nextTerm : null,
      version: subscription.version + 1,
    },
    removedNextTerm: removed,
    activity,
  });
}
