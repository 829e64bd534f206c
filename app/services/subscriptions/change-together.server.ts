import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone, type ActivityDraft } from "#app/domain/activity/activity.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { decideSwitchAutoRenew } from "#app/domain/subscription/auto-renew.ts";
import { decideClearNextTerm, decideScheduleNextTerm } from "#app/domain/subscription/next-term.ts";
import { refusalOfStanding } from "#app/domain/subscription/status.ts";
import { subjectOf } from "#app/domain/subscription/subject.ts";
import type { NextTerm, Subscription } from "#app/domain/subscription/subscription.ts";
import type { Tx } from "#db/client.ts";
import { findSubscription, updateFriendlyName } from "#db/repositories/subscriptions.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { nextTermFacts } from "./schedule-next-term.server.ts";
import {
  applySubscriptionChange,
  type ChangeContext,
  changeSubscription,
  type SubscriptionInput,
} from "./subscription-changes.server.ts";

export type ChangeTogetherInput = SubscriptionInput & {
  readonly friendlyName?: string;
  readonly isAutoRenewOn?: boolean;
  /** Null takes away what is scheduled. */
  readonly nextTerm?: NextTerm | null;
  /** Something is wished that is fixed in a running term: refused, once nothing else stands against a change. */
  readonly wishesFixed: boolean;
};

/**
 * Several changes of one subscription at once, as programs send them: all of them or none, each by the decision that
 * its page takes. Nothing to change is no mistake.
 */
export async function changeTogether(
  deps: ServiceDeps,
  actor: Actor,
  input: ChangeTogetherInput,
  at: Temporal.Instant,
): Promise<Result<{ readonly subscriptionId: string }>> {
  const change = {
    operation: "change-subscription-together",
    permission: "switch-auto-renew",
    logAs: logNameOf(input),
    input,
  } as const;
  return changeSubscription<{ subscriptionId: string }>(deps, actor, change, at, async (tx, context) => {
    const before = context.subscription;
    const standing = refusalOfStanding(before, at);
    if (standing !== null) return refused(standing);
    if (input.wishesFixed) return refused({ code: "plan-fixed-in-term" });
    const decided = await decideAll(tx, context, input, at);
    if (!decided.ok) return decided;
    const { subscription, activity } = decided.value;
    let stored = before;
    if (subscription !== before) {
      const applied = await applySubscriptionChange(deps, tx, context, { subscription, activity });
      if (!applied.ok) return applied;
      stored = applied.value;
    }
    if (input.friendlyName !== undefined) await rename(deps, tx, context, { ...input, stored, at });
    return ok({ subscriptionId: before.id });
  });
}

function logNameOf({ isAutoRenewOn, nextTerm, friendlyName }: ChangeTogetherInput) {
  if (isAutoRenewOn !== undefined) return "auto-renew-switched";
  if (nextTerm === null) return "next-term-cleared";
  return friendlyName !== undefined && nextTerm === undefined ? "subscription-renamed" : "next-term-scheduled";
}

type Decided = { readonly subscription: Subscription; readonly activity: readonly ActivityDraft[] };

/** Auto-renew first, because what is scheduled needs it; each decision is taken on the record that the one before made. */
async function decideAll(
  tx: Tx,
  context: ChangeContext,
  { isAutoRenewOn, nextTerm }: ChangeTogetherInput,
  at: Temporal.Instant,
): Promise<Result<Decided>> {
  let decided: Decided = { subscription: context.subscription, activity: [] };
  if (isAutoRenewOn !== undefined) {
    const switched = decideSwitchAutoRenew(decided.subscription, { isOn: isAutoRenewOn }, { at });
    if (!switched.ok) return switched;
    decided = switched.value;
  }
  if (nextTerm === undefined || (nextTerm === null && decided.subscription.nextTerm === null)) return ok(decided);
  const { subscription } = decided;
  const scheduled =
    nextTerm === null
      ? decideClearNextTerm(subscription, { at })
      : decideScheduleNextTerm(subscription, nextTerm, await nextTermFacts(tx, { ...context, subscription }, at));
  if (!scheduled.ok) return scheduled;
  return ok({
    subscription: scheduled.value.subscription,
    activity: [...decided.activity, ...scheduled.value.activity],
  });
}

async function rename(
  deps: ServiceDeps,
  tx: Tx,
  { scope }: ChangeContext,
  wish: ChangeTogetherInput & { readonly stored: Subscription; readonly at: Temporal.Instant },
): Promise<void> {
  const { stored, friendlyName = null, at } = wish;
  const oldName = (await findSubscription(tx, stored.partnerId, stored.id))?.friendlyName ?? null;
  if (!(await updateFriendlyName(tx, stored, friendlyName)))
    throw new Error(`Subscription ${stored.id} was not locked`);
  const values = { oldValue: { friendlyName: oldName }, newValue: { friendlyName } };
  await logActivity(tx, deps, scope.actor, [activityDone("subscription-renamed", at, subjectOf(stored), values)]);
}
