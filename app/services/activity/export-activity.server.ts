import { setImmediate as nextTurn } from "node:timers/promises";
import type { Temporal } from "temporal-polyfill";
import { activityDone } from "#app/domain/activity/activity.ts";
import { readableActions } from "#app/domain/activity/topics.ts";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import type { Cursor } from "#db/keyset.ts";
import { activityKey, type ActivityFilter, listActivity } from "#db/repositories/activity-list.ts";
import { namesOfLines } from "#db/repositories/activity-names.ts";
import { refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { activityCsvFields } from "./activity-csv.server.ts";
import { logActivity } from "./log-activity.server.ts";

const linesPerRead = 500;

/**
 * Gives the lines of a filter as rows of a CSV file, newest first, read a few hundred at a time and no faster than they
 * are taken: a file of any length needs no memory. The columns are `activityCsvColumns`.
 * The export is itself a line of the log, written before the first one is read.
 *
 * @param filter is narrowed to what the actor may read, whatever it asks for
 */
export async function exportActivity(
  deps: Pick<ServiceDeps, "db" | "ids" | "activityKeys">,
  actor: Actor,
  filter: ActivityFilter,
  at: Temporal.Instant,
): Promise<Result<AsyncGenerator<readonly (string | number | null)[]>, RefusalOf<"role-needed" | "not-found">>> {
  const access = decideAccess(actor, "open-activity-log");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "activity-exported", refused: access });
  if (!isWithinReach(actor, filter)) return refused({ code: "not-found", what: "page" });
  const readable = new Set(readableActions(actor));
  const narrowed = { ...filter, actions: filter.actions.filter((action) => readable.has(action)) };
  const { from, until, customerId, userId, scope, actions } = narrowed;
  const partnerId = typeof scope === "object" ? scope.partnerId : null;
  const newValue = {
    from: from.toString(),
    until: until.toString(),
    action: actions.length === 1 ? (actions[0] ?? null) : null,
    userId,
  };
  const line = activityDone("activity-exported", at, { partnerId, customerId }, { newValue });
  await deps.db.transaction().execute((tx) => logActivity(tx, deps, actor, [line]));
  return ok(recordsOf(deps.db, narrowed, { isOperator: actor.kind === "operator" }));
}

/** A partner's user reads the own organisation's lines alone; the operator everybody's. */
function isWithinReach(actor: Actor, { scope }: ActivityFilter): boolean {
  if (actor.kind === "operator") return true;
  return actor.kind === "partner" && typeof scope === "object" && scope.partnerId === actor.partnerId;
}

async function* recordsOf(
  db: Db,
  filter: ActivityFilter,
  options: { readonly isOperator: boolean },
): AsyncGenerator<readonly (string | number | null)[]> {
  let cursor: Cursor | null = null;
  for (;;) {
    const page = await listActivity(db, filter, { limit: linesPerRead, cursor });
    const last = page.rows.at(-1);
    if (last === undefined) return;
    const names = await namesOfLines(db, filter.scope, page.rows, options);
    for (const entry of page.rows) yield activityCsvFields(entry, names);
    if (!page.hasNext) return;
    cursor = { direction: "after", key: activityKey(last) };
    // SQLite answers within this process; whoever else waits in it gets a turn.
    await nextTurn();
  }
}
