import type { Temporal } from "temporal-polyfill";
import type { ActivityAction } from "#app/domain/activity/activity.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { deleteBucket } from "#db/repositories/rate-limits.ts";
import { findUserById, findUserForChange, type UserAccount } from "#db/repositories/users.ts";
import type { ServiceDeps } from "../ports.ts";
import { logAccountActivity } from "./account-activity.server.ts";
import { bucketOf, takeAttempt } from "./rate-limit.server.ts";
import { type StartedSession, startSession } from "./session-life.server.ts";
import { attemptsPerAccountMax, provesPassword, signInWindowMs } from "./sign-in.server.ts";

type Owner = Exclude<Actor, { kind: "system" }>;

/**
 * Proves again that the signed-in user is the one who signed in, before a highly sensitive action. The session goes on
 * under a new id with a fresh `authenticatedAt`; its twelve hours count on from the sign-in.
 */
export async function proveAgain(
  deps: ServiceDeps,
  actor: Owner,
  request: { readonly sessionId: string; readonly password: string },
  at: Temporal.Instant,
): Promise<Result<StartedSession, RefusalOf<"password-wrong" | "too-many-attempts" | "changed-meanwhile">>> {
  const proof = await proveOwner(deps, actor, request.password, "signed-in", at);
  if (!proof.ok) return proof;
  return deps.db.transaction().execute(async (tx) => {
    const account = await findUserForChange(tx, actor.userId);
    if (account === undefined || account.disabledAt !== null || account.passwordHash !== proof.value.passwordHash) {
      return refused({ code: "changed-meanwhile" });
    }
    const session = await startSession(tx, { userId: account.id, replaces: request.sessionId, keepsLife: true }, at);
    await logAccountActivity(deps, tx, actor, { action: "signed-in", newValue: { again: true } }, at);
    return ok(session);
  });
}

/**
 * Checks the signed-in user's password; the account it was checked against. Limited per user: only somebody who is in
 * the session already can use the attempts up. To be called outside a transaction.
 *
 * @param action what a refusal is logged under
 */
export async function proveOwner(
  deps: ServiceDeps,
  actor: Owner,
  password: string,
  action: ActivityAction,
  at: Temporal.Instant,
): Promise<Result<UserAccount, RefusalOf<"password-wrong" | "too-many-attempts">>> {
  const bucket = bucketOf("prove", actor.userId);
  const limit = { bucket, attemptsMax: attemptsPerAccountMax, windowMs: signInWindowMs };
  const { decision, isFirstBeyond } = await takeAttempt(deps.db, limit, at);
  if (!decision.ok) {
    if (isFirstBeyond) {
      await logAccountActivity(deps, deps.db, actor, { action, refusalCode: decision.refusal.code }, at);
    }
    return decision;
  }
  const account = await findUserById(deps.db, actor.userId);
  const isProved = await provesPassword(deps, account, password);
  if (account === undefined || !isProved) {
    await logAccountActivity(deps, deps.db, actor, { action, refusalCode: "password-wrong" }, at);
    return refused({ code: "password-wrong" });
  }
  await deleteBucket(deps.db, bucket);
  return ok(account);
}
