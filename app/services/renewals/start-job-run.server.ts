import { setTimeout as sleep } from "node:timers/promises";
import type { Actor } from "#app/domain/access/roles.ts";
import type { JobName } from "#app/domain/jobs/job-names.ts";
import { ok, type Result } from "#app/domain/result.ts";
import type { JobDeps } from "./run-context.server.ts";
import { type JobRefusal, type JobReport, runJob } from "./run-job.server.ts";

/** How long a request waits for a run before it answers that the run is under way, in milliseconds. */
const waitMs = 1500;

export type StartedRun = {
  /** Null where the run has not come so far as to be told apart. */
  readonly runId: string | null;
  /** Null while it goes on. */
  readonly report: JobReport | null;
};

/**
 * Runs a job by hand, up to the present, and lets it go on behind the answer where it takes longer. Two runs at once
 * are safe, so that a double click costs a line in the list of runs and nothing else.
 */
export async function startJobRun(deps: JobDeps, actor: Actor, job: JobName): Promise<Result<StartedRun, JobRefusal>> {
  let runId: string | null = null;
  await deps.clock.refresh();
  const work = runJob(deps, actor, { job }, (progress) => {
    runId = progress.runId;
  });
  const result = await Promise.race([work, sleep(waitMs, null, { ref: false })]);
  if (result === null) {
    // A run that breaks off shows as interrupted; nobody waits for it here any more.
    work.catch(() => undefined);
    return ok({ runId, report: null });
  }
  return result.ok ? ok({ runId: result.value.runId, report: result.value }) : result;
}
