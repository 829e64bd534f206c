import type { Temporal } from "temporal-polyfill";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { permissionForBulk, refusalToConfirm } from "#app/domain/bulk/bulk-change.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { confirmBulkRun, findBulkRun } from "#db/repositories/bulk-runs.ts";
import { logActivity, loggedTransaction } from "../activity/log-activity.server.ts";
import { refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";

export type BulkRunConfirmed = {
  readonly runId: string;
  /** False where it was confirmed before: there is one run of a dry run, however often it is confirmed. */
  readonly isNew: boolean;
};

/**
 * Confirms a dry run. From here on it is carried out, now or by the next process that looks, in the name of whoever
 * confirmed it. The run is the key of the request: confirmed twice, the second answer is that of the first.
 */
export async function confirmBulk(
  deps: ServiceDeps,
  actor: Actor,
  { runId }: { readonly runId: string },
  at: Temporal.Instant,
): Promise<Result<BulkRunConfirmed, RefusalOf<"role-needed" | "not-found" | "bulk-nothing-to-do">>> {
  const scope = decidePartnerScope(actor, "see-subscriptions");
  if (!scope.ok) return scope;
  const { partnerId, actor: confirmer } = scope.value;
  const found = await findBulkRun(deps.db, partnerId, runId);
  if (found === undefined) return refused({ code: "not-found", what: "bulk-run" });
  const access = decidePartnerScope(actor, permissionForBulk(found.action.kind));
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "bulk-change-confirmed", refused: access });
  return loggedTransaction(deps, async (tx) => {
    const run = await findBulkRun(tx, partnerId, runId, { lock: true });
    if (run === undefined) return refused({ code: "not-found", what: "bulk-run" });
    if (run.state !== "dry-run") return ok({ runId, isNew: false });
    const refusal = refusalToConfirm(run.willCount);
    if (refusal !== null) return refused(refusal);
    await confirmBulkRun(tx, run, { by: confirmer.userId, at, address: confirmer.address });
    const newValue = { bulkRunId: runId, change: run.action.kind, subscriptions: run.willCount };
    await logActivity(tx, deps, actor, [activityDone("bulk-change-confirmed", at, { partnerId }, { newValue })]);
    return ok({ runId, isNew: true });
  });
}
