import { Temporal } from "temporal-polyfill";
import { deleteDryRun, listOldDryRuns } from "#db/repositories/bulk-runs.ts";
import type { ServiceDeps } from "../ports.ts";

/** What a dry run says is of its day: after a month nobody should confirm it. */
const kept = Temporal.Duration.from({ hours: 30 * 24 });
const runsAtOnce = 20;

/** Takes away dry runs of changes of many that nobody confirmed within a month. Safe at any time and by two at once. */
export async function sweepDryRuns(deps: Pick<ServiceDeps, "db">, at: Temporal.Instant): Promise<number> {
  let swept = 0;
  for (const runId of await listOldDryRuns(deps.db, at.subtract(kept), runsAtOnce))
    if (await deps.db.transaction().execute((tx) => deleteDryRun(tx, runId))) swept += 1;
  return swept;
}
