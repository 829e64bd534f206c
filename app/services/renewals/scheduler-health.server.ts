import type { Temporal } from "temporal-polyfill";
import { advancingJobs, type AdvancingJob, schedulerSilentAfterMs } from "#app/domain/jobs/job-names.ts";
import type { Db } from "#db/client.ts";
import { countDue, findOldestDueAt } from "#db/repositories/due-work.ts";
import { findLastTick } from "#db/repositories/scheduler.ts";

/** Whether the jobs are awake and keep up; for the operator's page, the health check and the metrics. */
export type SchedulerHealth = {
  readonly lastTickAt: Temporal.Instant | null;
  /** No scheduler has ticked for too long: nothing is being renewed, whatever else looks well. */
  readonly isSilent: boolean;
  /** Subscriptions that are due now, by the job that would bring them forward. */
  readonly due: Readonly<Record<AdvancingJob, number>>;
  /** How long the oldest of them has been waiting, in milliseconds; 0 where none is. */
  readonly oldestDueAgeMs: number;
};

export async function findSchedulerHealth(db: Db, at: Temporal.Instant): Promise<SchedulerHealth> {
  const lastTickAt = (await findLastTick(db)) ?? null;
  const atMs = at.epochMilliseconds;
  const due: Partial<Record<AdvancingJob, number>> = {};
  let oldestDueMs = atMs;
  for (const job of advancingJobs) {
    due[job] = await countDue(db, job, at);
    const oldest = due[job] === 0 ? null : await findOldestDueAt(db, job, at);
    if (oldest !== null) oldestDueMs = Math.min(oldestDueMs, oldest.epochMilliseconds);
  }
  return {
    lastTickAt,
    isSilent: lastTickAt === null || atMs - lastTickAt.epochMilliseconds > schedulerSilentAfterMs,
    due: due as Record<AdvancingJob, number>,
    oldestDueAgeMs: atMs - oldestDueMs,
  };
}
