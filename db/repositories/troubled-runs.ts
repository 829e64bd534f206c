import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { instantColumn, readInstant } from "../columns.ts";
import type { JobRunTable } from "../schema.ts";

/** A run that someone should look at. */
export type TroubledRun = {
  readonly id: string;
  readonly job: string;
  readonly status: JobRunTable["status"];
  readonly startedAt: Temporal.Instant;
  readonly dueCount: number;
  readonly failedCount: number;
  readonly error: string | null;
};

/** The newest runs since an instant that failed, were interrupted, or left subscriptions undone. */
export async function listTroubledRuns(db: Db, since: Temporal.Instant, limit: number): Promise<TroubledRun[]> {
  const rows = await db
    .selectFrom("job_run")
    .select(["id", "job", "status", "started_at", "due_count", "failed_count", "error"])
    // Word for word the condition of the index, which else neither database would use.
    .where(sql<boolean>`(status in ('failed', 'interrupted') or failed_count > 0)`)
    .where("started_at", ">=", instantColumn(since))
    .orderBy("started_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    job: row.job,
    status: row.status,
    startedAt: readInstant(row.started_at),
    dueCount: row.due_count,
    failedCount: row.failed_count,
    error: row.error,
  }));
}
