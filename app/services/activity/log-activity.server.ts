import type { ActivityDraft } from "#app/domain/activity/activity.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { LinkHolder } from "#app/domain/entitlement/download.ts";
import type { Db, Tx } from "#db/client.ts";
import type { ServiceDeps } from "../ports.ts";
import { type ActivityDeps, type ActivityEntry, appendActivity } from "./append-activity.server.ts";

/** Lines that wait for the end of their transaction. */
const waiting = new WeakMap<Db, ActivityEntry[]>();

/**
 * Appends lines to the log, in the transaction of what they tell. Inside `loggedTransaction` they are written at its
 * end; elsewhere now, and then this is the last thing that the transaction locks.
 */
export async function logActivity(
  tx: Db,
  deps: ActivityDeps,
  actor: Actor | LinkHolder,
  drafts: readonly ActivityDraft[],
): Promise<void> {
  const entries = drafts.map((draft) => ({ id: deps.ids.next(), actor, draft }));
  const later = waiting.get(tx);
  if (later === undefined) await appendActivity(tx, deps, entries);
  else later.push(...entries);
}

/**
 * A transaction whose lines are written at its end, all at once: what is logged in the middle then holds nobody's
 * chain while other rows are waited for. For whatever logs more than once, or locks something after it has logged.
 */
export async function loggedTransaction<T>(
  deps: ActivityDeps & Pick<ServiceDeps, "db">,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return deps.db.transaction().execute(async (tx) => {
    const entries: ActivityEntry[] = [];
    waiting.set(tx, entries);
    const result = await work(tx);
    waiting.delete(tx);
    await appendActivity(tx, deps, entries);
    return result;
  });
}
