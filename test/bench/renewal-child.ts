import { createUuidIds } from "#app/adapters/uuid-ids.ts";
import { runJob } from "#app/services/renewals/run-job.server.ts";
import { openDatabase } from "#db/client.ts";
import { jobsConnection } from "#jobs/connection.ts";
import { testActivityKeys } from "#test/support/activity-keys.ts";
import { renewalAt } from "./dataset.ts";

/**
 * Runs the real job over each database that the parent names, in this process alone, and answers with milliseconds and
 * the peak of its memory so far. Waits in between, so that the parent can take turns with the floor.
 */
export type RenewalAnswer = {
  readonly elapsedMs: number;
  readonly done: number;
  readonly status: string;
  readonly error: string | null;
  readonly maxRssMb: number;
};

const job = "renew-due-subscriptions";
const ids = createUuidIds(() => renewalAt.epochMilliseconds);

const clock = { now: () => renewalAt, refresh: async () => {} };

async function renewAll(url: string): Promise<RenewalAnswer> {
  const db = openDatabase(url, jobsConnection);
  const deps = { db, clock, ids, activityKeys: testActivityKeys, mode: "production" } as const;
  const startedMs = performance.now();
  const result = await runJob(deps, { kind: "system", job }, { job });
  const elapsedMs = performance.now() - startedMs;
  await db.destroy();
  if (!result.ok) throw new Error(result.refusal.code);
  const { done, status, error } = result.value;
  return { elapsedMs, done, status, error, maxRssMb: process.resourceUsage().maxRSS / 1024 };
}

process.on("message", (url: string) => {
  void renewAll(url).then((answer) => process.send?.(answer));
});
process.send?.("ready");
