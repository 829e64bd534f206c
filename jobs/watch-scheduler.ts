import { Temporal } from "temporal-polyfill";
import { sweepAccounts } from "#app/services/accounts/sweep-accounts.server.ts";
import { sweepDryRuns } from "#app/services/bulk/sweep-dry-runs.server.ts";
import { sweepProductListDrafts } from "#app/services/product-list/list-drafts.server.ts";
import { sweepAttachments } from "#app/services/support/sweep-attachments.server.ts";
import { findSchedulerHealth } from "#app/services/renewals/scheduler-health.server.ts";
import { markInterruptedRuns } from "#db/repositories/job-runs.ts";
import { deleteOldTicks, recordTick } from "#db/repositories/scheduler.ts";
import type { ScheduledRun } from "./run-job.ts";

/** Due work older than this means that the jobs do not keep up, or do not work. */
const overdueAfterMs = 15 * 60_000;
const ticksKept = Temporal.Duration.from({ hours: 24 });

/**
 * Notes that this scheduler is awake. Says first whether all of them have been silent: that is how a sleep of the whole
 * machine, or a night without jobs, gets into the log. Then marks runs whose process died, and reports what is overdue.
 * Sweeps away, too, what accounts, uploads, dry runs and attachments have left behind long ago.
 */
export async function watchScheduler({ deps, logger, scheduler }: Omit<ScheduledRun, "signal">): Promise<void> {
  await deps.clock.refresh();
  const at = deps.clock.now();
  const health = await findSchedulerHealth(deps.db, at);
  if (health.isSilent && health.lastTickAt !== null)
    logger.error({ metric: "scheduler_silent", lastTickAt: health.lastTickAt.toString() }, "no scheduler was awake");
  await recordTick(deps.db, scheduler, at);
  await deleteOldTicks(deps.db, at.subtract(ticksKept));
  await sweepAccounts(deps, at);
  await sweepProductListDrafts(deps, at);
  await sweepDryRuns(deps, at);
  const { db, attachmentStore } = deps;
  const putAside = attachmentStore === undefined ? 0 : await sweepAttachments({ db, attachmentStore }, at);
  if (putAside > 0) logger.warn({ putAside }, "attachments that no row names were put aside for a month");
  const interrupted = await markInterruptedRuns(deps.db, at);
  if (interrupted > 0) logger.warn({ interrupted }, "runs were interrupted; what they left is done by the next ones");
  if (health.oldestDueAgeMs > overdueAfterMs)
    logger.warn({ metric: "renewals_due", due: health.due, oldestDueAgeMs: health.oldestDueAgeMs }, "work is overdue");
}
