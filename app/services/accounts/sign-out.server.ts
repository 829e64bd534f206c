import type { Temporal } from "temporal-polyfill";
import type { Browser } from "#app/domain/access/browser.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { deleteOpenSession, deleteSession, deleteSessionsOfUser } from "#db/repositories/sessions.ts";
import { changeOnce } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { logAccountActivity } from "./account-activity.server.ts";
import { hashOfSecret } from "./session-life.server.ts";

/** Ends one session for good: a copy of its cookie opens nothing from now on. */
export async function signOut(
  deps: ServiceDeps,
  actor: Actor,
  request: { readonly sessionId: string },
  at: Temporal.Instant,
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    // The second of two clicks finds nothing to end.
    if (!(await deleteSession(tx, hashOfSecret(request.sessionId)))) return;
    await logAccountActivity(deps, tx, actor, { action: "signed-out" }, at);
  });
}

/**
 * Ends one session of the user on another device, and says which browser it was of. Whatever that browser asks from now
 * on is asked by nobody. Sessions of others, those that have ended and the present one (which `signOut` ends) are not
 * found.
 *
 * @param sessionIdHash of the session to end, as the list of sessions names it
 * @param presentIdHash of the session that asks
 */
export async function signOutElsewhere(
  deps: ServiceDeps,
  actor: Exclude<Actor, { kind: "system" }>,
  input: { readonly idempotencyKey: string; readonly sessionIdHash: string; readonly presentIdHash: string },
  at: Temporal.Instant,
): Promise<Result<{ readonly browser: Browser }, RefusalOf<"not-found" | "idempotency-key-reused">>> {
  const { idempotencyKey, sessionIdHash, presentIdHash } = input;
  const logAs = "signed-out-elsewhere" as const;
  const request = { actor, at, operation: logAs, idempotencyKey, wish: { sessionIdHash }, logAs };
  return changeOnce<{ readonly browser: Browser }, RefusalOf<"not-found">>(deps, request, async (tx) => {
    const own = { userId: actor.userId, idHash: sessionIdHash };
    const ended = sessionIdHash === presentIdHash ? undefined : await deleteOpenSession(tx, own, at);
    if (ended === undefined) return refused({ code: "not-found", what: "session" });
    const { browser, createdAt } = ended;
    const newValue = {
      browser: browser.name,
      operatingSystem: browser.operatingSystem,
      signedInAt: createdAt.toString(),
    };
    await logAccountActivity(deps, tx, actor, { action: logAs, newValue }, at);
    return ok({ browser });
  });
}

/** Ends every session of the user on every device, the present one too; how many there were. */
export async function signOutEverywhere(
  deps: ServiceDeps,
  actor: Exclude<Actor, { kind: "system" }>,
  at: Temporal.Instant,
): Promise<{ readonly endedSessions: number }> {
  return deps.db.transaction().execute(async (tx) => {
    const endedSessions = await deleteSessionsOfUser(tx, actor.userId);
    await logAccountActivity(deps, tx, actor, { action: "signed-out-everywhere", newValue: { endedSessions } }, at);
    return { endedSessions };
  });
}
