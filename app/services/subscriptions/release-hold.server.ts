import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { decideReleaseHold } from "#app/domain/subscription/hold.ts";
import { subjectOf } from "#app/domain/subscription/subject.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import type { Tx } from "#db/client.ts";
import { deleteFailuresOf } from "#db/repositories/job-failures.ts";
import {
  findAnySubscriptionForChange,
  findSubscription,
  findSubscriptionForChange,
  updateSubscriptionHold,
} from "#db/repositories/subscriptions.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import type { SubscriptionInput } from "./subscription-changes.server.ts";

export type HoldReleased = { readonly subscriptionId: string };

/**
 * Lets the jobs try again on a subscription that they parked; its failed attempts count from the beginning.
 * A partner releases its own, the operator anyone's.
 */
export async function releaseHold(
  deps: ServiceDeps,
  actor: Actor,
  input: SubscriptionInput,
  at: Temporal.Instant,
): Promise<Result<HoldReleased>> {
  const { idempotencyKey, ...wish } = input;
  const access = decideAccess(actor, "release-hold");
  const findSubject = async (tx: Tx, partnerId: string) => {
    const found = await findSubscription(tx, partnerId, input.subscriptionId);
    return found === undefined ? undefined : subjectOf(found.subscription);
  };
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "hold-released", refused: access, findSubject });
  if (actor.kind === "system" || actor.kind === "customer") return refused({ code: "not-found", what: "subscription" });
  const request = { actor, at, operation: "release-hold", idempotencyKey, wish, logAs: "hold-released" } as const;
  return changeOnce<HoldReleased, Refusal>(deps, request, async (tx, attempt) => {
    const subscription = await findInScope(tx, actor, input.subscriptionId);
    if (subscription === undefined) return refused({ code: "not-found", what: "subscription" });
    attempt.subject = subjectOf(subscription);
    const decision = decideReleaseHold(subscription, { at });
    if (!decision.ok) return decision;
    if (!(await updateSubscriptionHold(tx, subscription, decision.value.subscription)))
      return refused({ code: "changed-meanwhile" });
    await deleteFailuresOf(tx, subscription.partnerId, subscription.id);
    await logActivity(tx, deps, actor, decision.value.activity);
    return ok({ subscriptionId: subscription.id });
  });
}

function findInScope(
  tx: Tx,
  actor: Extract<Actor, { kind: "partner" | "operator" }>,
  subscriptionId: string,
): Promise<Subscription | undefined> {
  if (actor.kind === "operator") return findAnySubscriptionForChange(tx, subscriptionId);
  return findSubscriptionForChange(tx, actor.partnerId, subscriptionId);
}
