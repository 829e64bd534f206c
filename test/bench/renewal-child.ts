import { createUuidIds } from "#app/adapters/uuid-ids.ts";
import { runJob } from "#app/services/renewals/run-job.server.ts";
import { openDatabase } from "#db/client.ts";
import { testClock } from "#test/jobs/support/jobs.ts";
import { renewalAt } from "./dataset.ts";

/**
 * Runs the real job over each database given, one after the other, in this process alone, and prints milliseconds and
 * peak memory as JSON. The first databases warm the process up; the parent knows which.
 */
const urls = process.argv.slice(2);
const runs: { elapsedMs: number; done: number; status: string; error: string | null }[] = [];
const ids = createUuidIds(() => renewalAt.epochMilliseconds);
for (const url of urls) {
  const db = openDatabase(url);
  const deps = { db, clock: testClock(renewalAt), ids, mode: "production" } as const;
  const startedMs = performance.now();
  const result = await runJob(
    deps,
    { kind: "system", job: "renew-due-subscriptions" },
    { job: "renew-due-subscriptions" },
  );
  const elapsedMs = performance.now() - startedMs;
  await db.destroy();
  if (!result.ok) throw new Error(result.refusal.code);
  runs.push({ elapsedMs, done: result.value.done, status: result.value.status, error: result.value.error });
}
process.stdout.write(JSON.stringify({ runs, maxRssMb: process.resourceUsage().maxRSS / 1024 }));
