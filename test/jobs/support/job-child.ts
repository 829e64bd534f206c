import { createUuidIds } from "#app/adapters/uuid-ids.ts";
import type { JobName } from "#app/domain/jobs/job-names.ts";
import { runJob } from "#app/services/renewals/run-job.server.ts";
import { instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import { openDatabase } from "#db/client.ts";
import { testActivityKeys } from "#test/support/activity-keys.ts";
import { withFaultPoints } from "./fault-points.ts";

/**
 * A job process for tests: waits for an order on its channel, runs the jobs at their instant, and answers how many
 * statements that took. Told to, it kills itself (SIGKILL: no handler, no rollback, no goodbye) after the k-th.
 */
export type ChildOrder = {
  readonly url: string;
  readonly atMs: number;
  readonly jobs: readonly JobName[];
  /** 0: never. */
  readonly dieAfterStatement: number;
};

export type ChildAnswer = {
  readonly statements: number;
  readonly done: number;
  readonly failed: number;
  readonly duplicates: number;
};

async function obey(order: ChildOrder): Promise<ChildAnswer> {
  const { url, atMs, jobs, dieAfterStatement } = order;
  const opened = openDatabase(url, { poolMax: 2, synchronous: "normal" });
  let statements = 0;
  const db = withFaultPoints(opened, (count) => {
    statements = count;
    if (count === dieAfterStatement) process.kill(process.pid, "SIGKILL");
  });
  const at = instantOfEpochMs(atMs);
  const clock = { now: () => at, refresh: async () => {} };
  const deps = { db, clock, ids: createUuidIds(() => atMs), activityKeys: testActivityKeys, mode: "sandbox" } as const;
  const sum = { done: 0, failed: 0, duplicates: 0 };
  for (const job of jobs) {
    const result = await runJob(deps, { kind: "system", job }, { job, at });
    if (!result.ok) throw new Error(result.refusal.code);
    if (result.value.error !== null) throw new Error(result.value.error);
    sum.done += result.value.done;
    sum.failed += result.value.failed;
    sum.duplicates += result.value.certificate.duplicates;
  }
  await opened.destroy();
  return { statements, ...sum };
}

process.once("message", (order: ChildOrder) => {
  obey(order).then(
    (answer) => process.send?.(answer, () => process.exit(0)),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exit(1);
    },
  );
});
process.send?.("ready");
