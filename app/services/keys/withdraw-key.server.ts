import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { type EntitlementId, subjectOfEntitlement } from "#app/domain/entitlement/entitlement.ts";
import { decideWithdrawal, withdrawnNotice, type WithdrawalRefusal } from "#app/domain/entitlement/withdrawal.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { type EntitlementScope, findEntitlement } from "#db/repositories/entitlements.ts";
import { findLiveKey } from "#db/repositories/keys.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, queueNotices, refuseAttempt } from "../change-once.server.ts";
import type { KeyDeps } from "../ports.ts";
import { drawKey } from "./draw-key.server.ts";
import { decideKeyAccess, noSuchOrder, subjectFinder } from "./key-access.server.ts";
import { revokeKeyOfPool } from "./revoke-entitlements.server.ts";

export type WithdrawKeyInput = EntitlementId & {
  /** Whose customer; asked of the operator alone, a partner's user has its own. */
  readonly partnerId?: string;
  readonly customerId: string;
  readonly version: string;
  /** The key that the page was about, so that a second click does not withdraw the fresh one. */
  readonly keyId: string;
  /** Why; at most 500 characters, and no key in it. */
  readonly reason: string;
  readonly idempotencyKey: string;
};

export type WithdrawnKey = {
  readonly keyId: string;
  /** `bound`: a fresh key is there; `pool-empty`: the next look draws one; `none`: the entitlement has expired. */
  readonly replacement: "bound" | "pool-empty" | "none";
};

export type WithdrawKeyRefusal = WithdrawalRefusal | RefusalOf<"role-needed" | "not-found" | "idempotency-key-reused">;

/**
 * Withdraws a key that leaked: revoked for good, a fresh one bound to the same entitlement, both sides told, all of
 * it in the log, in one transaction. Where the pool is empty the key is withdrawn all the same.
 */
export async function withdrawKey(
  deps: KeyDeps,
  actor: Actor,
  input: WithdrawKeyInput,
  at: Temporal.Instant,
): Promise<Result<WithdrawnKey, WithdrawKeyRefusal>> {
  const access = decideWithdrawer(actor, input);
  if (!access.ok) {
    const findSubject = subjectFinder(actor, input.customerId, input);
    return refuseAttempt(deps, actor, { at, logAs: "key-withdrawn", refused: access, findSubject });
  }
  const { scope, user } = access.value;
  const { orderId, lineNumber, version, keyId, reason, idempotencyKey } = input;
  const wish = { ...scope, orderId, lineNumber, version, keyId, reason };
  const request = { actor: user, at, operation: "withdraw-key", idempotencyKey, wish, logAs: "key-withdrawn" } as const;
  return changeOnce<WithdrawnKey, WithdrawKeyRefusal>(deps, request, async (tx, attempt) => {
    const entitlement = await findEntitlement(tx, scope, input, { lock: true });
    if (entitlement === undefined) return noSuchOrder;
    const subject = subjectOfEntitlement(entitlement);
    attempt.subject = subject;
    const live = await findLiveKey(tx, scope.partnerId, entitlement, version);
    const decision = decideWithdrawal(entitlement, { at, reason, keyId, liveKeyId: live?.keyId });
    if (!decision.ok) return decision;
    if (live === undefined || !(await revokeKeyOfPool(tx, scope.partnerId, live, "leaked", at)))
      return refused({ code: "changed-meanwhile" });

    const { needsReplacement } = decision.value;
    const fresh = needsReplacement ? await drawKey(deps, tx, entitlement, version, at) : undefined;
    const withdrawn = { keyId, version, reason: decision.value.reason, isReplaced: fresh !== undefined };
    await queueNotices(tx, deps.ids, at, [withdrawnNotice(entitlement, withdrawn, at)]);
    const oldValue = { lineNumber, version, keyId };
    const newValue = { reason: decision.value.reason, keyId: fresh?.keyId ?? null };
    await logActivity(tx, deps, actor, [activityDone("key-withdrawn", at, subject, { oldValue, newValue })]);
    const replacement = fresh !== undefined ? "bound" : needsReplacement ? "pool-empty" : "none";
    return ok({ keyId, replacement });
  });
}

type Withdrawer = { readonly user: Exclude<Actor, { kind: "system" }>; readonly scope: EntitlementScope };

function decideWithdrawer(
  actor: Actor,
  input: WithdrawKeyInput,
): Result<Withdrawer, RefusalOf<"role-needed" | "not-found">> {
  if (actor.kind !== "operator") {
    const access = decideKeyAccess(actor, "withdraw-keys", input.customerId);
    return access.ok ? ok({ user: access.value.actor, scope: access.value.scope }) : access;
  }
  const access = decideAccess(actor, "withdraw-keys");
  if (!access.ok) return access;
  if (input.partnerId === undefined) return noSuchOrder;
  return ok({ user: actor, scope: { partnerId: input.partnerId, customerId: input.customerId } });
}
