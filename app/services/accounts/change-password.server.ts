import type { Temporal } from "temporal-polyfill";
import { decidePassword } from "#app/domain/access/password.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { deleteOpenPasswordTokens } from "#db/repositories/password-tokens.ts";
import { deleteSessionsOfUser } from "#db/repositories/sessions.ts";
import { updatePasswordHash } from "#db/repositories/users.ts";
import type { ServiceDeps } from "../ports.ts";
import { logAccountActivity } from "./account-activity.server.ts";
import { passwordContextOf } from "./password-context.server.ts";
import { proveOwner } from "./prove-again.server.ts";
import { type StartedSession, startSession } from "./session-life.server.ts";

/**
 * Changes the signed-in user's password. Needs the old one; ends all other sessions, and goes on under a new id in this one.
 */
export async function changePassword(
  deps: ServiceDeps,
  actor: Exclude<Actor, { kind: "system" }>,
  request: { readonly sessionId: string; readonly oldPassword: string; readonly newPassword: string },
  at: Temporal.Instant,
): Promise<
  Result<StartedSession, RefusalOf<"password-wrong" | "password-too-weak" | "too-many-attempts" | "changed-meanwhile">>
> {
  const proof = await proveOwner(deps, actor, request.oldPassword, "password-changed", at);
  if (!proof.ok) return proof;
  const account = proof.value;
  const decision = decidePassword(request.newPassword, await passwordContextOf(deps.db, account));
  if (!decision.ok) return decision;
  const newHash = await deps.passwords.hash(request.newPassword);
  return deps.db.transaction().execute(async (tx) => {
    const isChanged = await updatePasswordHash(tx, account.id, account.passwordHash, newHash);
    if (!isChanged) return refused({ code: "changed-meanwhile" });
    const started = { userId: account.id, replaces: request.sessionId, keepsLife: true } as const;
    const session = await startSession(tx, started, at);
    await deleteSessionsOfUser(tx, account.id, session.idHash);
    await deleteOpenPasswordTokens(tx, account.id);
    await logAccountActivity(deps, tx, actor, { action: "password-changed" }, at);
    return ok(session);
  });
}
