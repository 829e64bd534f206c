import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { deleteSession, deleteSessionsOfUser } from "#db/repositories/sessions.ts";
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
