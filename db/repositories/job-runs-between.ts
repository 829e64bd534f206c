import type { Temporal } from "temporal-polyfill";
import { advancingJobs } from "#app/domain/jobs/job-names.ts";
import type { Db } from "../client.ts";
import { instantColumn } from "../columns.ts";
import { type JobRun, runOfRow } from "./job-runs.ts";

/** Runs that brought subscriptions forward and started within a stretch of time, the newest first. */
export async function listRunsBetween(
  db: Db,
  request: { readonly from: Temporal.Instant; readonly until: Temporal.Instant; readonly limit: number },
): Promise<JobRun[]> {
  const rows = await db
    .selectFrom("job_run")
    .selectAll()
    .where("started_at", ">=", instantColumn(request.from))
    // A run of the last step starts a moment after the clock was set to it.
    .where("at", "<=", instantColumn(request.until))
    .where("due_count", ">", 0)
    .where("job", "in", [...advancingJobs])
    .orderBy("started_at", "desc")
    .orderBy("id", "desc")
    .limit(request.limit)
    .execute();
  return rows.map(runOfRow);
}
