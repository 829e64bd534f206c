import type { Temporal } from "temporal-polyfill";
import { expect } from "vitest";
import type { Actor } from "#app/domain/access/roles.ts";
import { advancingJobs, type JobName, subscriptionJobs } from "#app/domain/jobs/job-names.ts";
import type { Clock, PortalMode } from "#app/services/ports.ts";
import type { JobDeps } from "#app/services/renewals/run-context.server.ts";
import { type JobReport, runJob } from "#app/services/renewals/run-job.server.ts";
import type { Db } from "#db/client.ts";
import { testIds } from "#test/support/builders.ts";
import { testActivityKeys } from "#test/support/activity-keys.ts";
import { fingerprint } from "./fingerprint.ts";

/** A clock that stands still until the test sets it. */
export type TestClock = Clock & { set(at: Temporal.Instant): void };

export function testClock(at: Temporal.Instant): TestClock {
  let now = at;
  return {
    now: () => now,
    refresh: async () => {},
    set: (later) => {
      now = later;
    },
  };
}

export type TestJobDeps = JobDeps & { readonly clock: TestClock };

export function jobDeps(db: Db, at: Temporal.Instant, mode: PortalMode = "sandbox"): TestJobDeps {
  return { db, clock: testClock(at), ids: testIds, activityKeys: testActivityKeys, mode };
}

export function scheduler(job: JobName): Extract<Actor, { kind: "system" }> {
  return { kind: "system", job };
}

/** Runs one job at an instant, as the scheduler would, with the clock at that instant. */
export async function runAt(deps: TestJobDeps, job: JobName, at: Temporal.Instant): Promise<JobReport> {
  deps.clock.set(at);
  const result = await runJob(deps, scheduler(job), { job, at });
  if (!result.ok) throw new Error(`The run was refused: ${result.refusal.code}`);
  return result.value;
}

export type SubscriptionJob = (typeof subscriptionJobs)[number];

/** Runs all jobs of subscriptions at an instant, in the order of the table of jobs. Invoices have tests of their own. */
export async function runAllAt(deps: TestJobDeps, at: Temporal.Instant): Promise<Record<SubscriptionJob, JobReport>> {
  const reports: Partial<Record<SubscriptionJob, JobReport>> = {};
  for (const job of subscriptionJobs) reports[job] = await runAt(deps, job, at);
  return reports as Record<SubscriptionJob, JobReport>;
}

/** Runs the jobs that bring subscriptions forward, without the look ahead. */
export async function advanceAllAt(deps: TestJobDeps, at: Temporal.Instant): Promise<void> {
  for (const job of advancingJobs) await runAt(deps, job, at);
}

/** A run at the same instant again changes nothing: asserted after every scenario. */
export async function assertFixpoint(deps: TestJobDeps, at: Temporal.Instant): Promise<void> {
  const before = await fingerprint(deps.db);
  await runAllAt(deps, at);
  expect(await fingerprint(deps.db)).toEqual(before);
}
