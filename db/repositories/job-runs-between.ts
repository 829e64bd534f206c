import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { instantColumn } from "../columns.ts";
import { type JobRun, runOfRow } from "./job-runs.ts";

/** Runs that started within a stretch of time and found something due, the newest first. */
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
    .orderBy("started_at", "desc")
    .orderBy("id", "desc")
    .limit(request.limit)
    .execute();
  return rows.map(runOfRow);
}
