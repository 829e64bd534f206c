import type { JobName } from "#app/domain/jobs/job-names.ts";
import type { JobDeps } from "#app/services/renewals/run-context.server.ts";
import { type JobReport, runJob } from "#app/services/renewals/run-job.server.ts";
import { releaseLease, takeLease } from "#db/repositories/scheduler.ts";

/** What the jobs say about themselves; a pino logger fits. */
export type JobLogger = {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
};

export type ScheduledRun = {
  readonly deps: JobDeps;
  readonly logger: JobLogger;
  /** Name of this scheduler, told apart from every other process. */
  readonly scheduler: string;
  readonly signal: AbortSignal;
};

/**
 * Jobs of which one process at a time is enough. Those that renew, charge and end need no lease: they claim row by
 * row, and two processes share the work.
 */
const leased: ReadonlySet<JobName> = new Set(["look-ahead", "issue-invoices"]);
export const leaseMs = 2 * 60_000;

/**
 * One run as the scheduler makes it: at the clock's present, read once.
 *
 * @returns false when another process has the job's lease; it may have died with it, so that it is worth asking again
 */
export async function runScheduledJob(run: ScheduledRun, job: JobName): Promise<boolean> {
  const { deps, logger, scheduler, signal } = run;
  await deps.clock.refresh();
  const at = deps.clock.now();
  if (leased.has(job) && !(await takeLease(deps.db, { job, holder: scheduler, at, untilMs: leaseMs }))) return false;
  try {
    const result = await runJob(deps, { kind: "system", job }, { job, at, signal });
    if (result.ok) logReport(logger, result.value);
    else logger.error({ job, refusal: result.refusal }, "the run was refused");
  } finally {
    if (leased.has(job)) await releaseLease(deps.db, job, scheduler);
  }
  return true;
}

function logReport(logger: JobLogger, report: JobReport): void {
  const { runId, job, status, due, done, failed, certificate, error } = report;
  if (runId === null) return;
  const facts = { job, runId, at: report.at.toString(), status, due, done, failed, certificate, error };
  if (status === "failed") logger.error(facts, "the run failed");
  else if (failed > 0 || certificate.duplicates > 0) logger.warn(facts, "some subscriptions failed");
  else logger.info(facts, `the run is ${status}`);
}
