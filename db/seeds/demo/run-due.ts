import type { Temporal } from "temporal-polyfill";
import { instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import { advancingJobs, type JobName } from "#app/domain/jobs/job-names.ts";
import { runJob } from "#app/services/renewals/run-job.server.ts";
import type { DemoDeps } from "./demo-deps.ts";

/**
 * Runs everything that falls due up to an instant through the real jobs, in order, each at the instant at which it
 * falls due: what renews at midnight has its window from midnight on, and is charged for the days it is charged for.
 */
export async function runDueUntil(deps: DemoDeps, until: Temporal.Instant): Promise<void> {
  let lastMs = Number.NEGATIVE_INFINITY;
  for (;;) {
    const dueMs = await firstDueMs(deps, lastMs);
    if (dueMs === null || dueMs > until.epochMilliseconds) return;
    await runJobsAt(deps, advancingJobs, instantOfEpochMs(dueMs));
    lastMs = dueMs;
  }
}

/** Runs some jobs up to an instant, as the scheduler does. */
export async function runJobsAt(deps: DemoDeps, jobs: readonly JobName[], at: Temporal.Instant): Promise<void> {
  deps.clock.moveTo(at);
  for (const job of jobs) {
    const run = await runJob(deps, { kind: "system", job }, { job, at });
    if (!run.ok) throw new Error(`The job ${job} was refused: ${run.refusal.code}`);
  }
}

/** The first instant after another at which a term ends or a cycle is to be charged, in epoch milliseconds. */
async function firstDueMs({ db }: DemoDeps, afterMs: number): Promise<number | null> {
  const after = Math.max(0, afterMs);
  const end = await db
    .selectFrom("subscription")
    .select((is) => is.fn.min("term_end_at").as("first"))
    .where("cancelled_at", "is", null)
    .where("expired_at", "is", null)
    .where("held_at", "is", null)
    .where("term_end_at", ">", after)
    .executeTakeFirst();
  const charge = await db
    .selectFrom("subscription")
    .select((is) => is.fn.min("next_charge_at").as("first"))
    .where("next_charge_at", "is not", null)
    .where("held_at", "is", null)
    .where("next_charge_at", ">", after)
    .executeTakeFirst();
  const candidates = [end?.first ?? null, charge?.first ?? null].filter((ms) => ms !== null);
  return candidates.length === 0 ? null : Math.min(...candidates);
}
