import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Certificate } from "#app/domain/jobs/certificate.ts";
import { type JobName, type JobRunStatus, runSilentAfterMs } from "#app/domain/jobs/job-names.ts";
import type { Db } from "../client.ts";
import { instantColumn, jsonColumnOrNull, readInstant, readInstantOrNull, readJson } from "../columns.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { JobRunTable } from "../schema.ts";

/** One run of a job, as it is shown while it goes and kept afterwards. */
export type JobRun = {
  readonly id: string;
  readonly job: JobName;
  /** The instant up to which it works. */
  readonly at: Temporal.Instant;
  readonly status: JobRunStatus;
  readonly startedAt: Temporal.Instant;
  readonly finishedAt: Temporal.Instant | null;
  readonly lastProgressAt: Temporal.Instant;
  /** How many subscriptions were due when it started. */
  readonly dueCount: number;
  readonly doneCount: number;
  readonly failedCount: number;
  readonly certificate: Certificate | null;
  /** Why the whole run failed; failures of single subscriptions are in `job_failure`. */
  readonly error: string | null;
};

export function runOfRow(row: Selectable<JobRunTable>): JobRun {
  return {
    id: row.id,
    job: row.job as JobName,
    at: readInstant(row.at),
    status: row.status,
    startedAt: readInstant(row.started_at),
    finishedAt: readInstantOrNull(row.finished_at),
    lastProgressAt: readInstant(row.last_progress_at),
    dueCount: row.due_count,
    doneCount: row.done_count,
    failedCount: row.failed_count,
    certificate: row.certificate_json === null ? null : readJson<Certificate>(row.certificate_json),
    error: row.error,
  };
}

export async function insertJobRun(
  db: Db,
  run: { id: string; job: JobName; at: Temporal.Instant; startedAt: Temporal.Instant; dueCount: number },
): Promise<void> {
  await db
    .insertInto("job_run")
    .values({
      id: run.id,
      job: run.job,
      at: instantColumn(run.at),
      status: "running",
      started_at: instantColumn(run.startedAt),
      finished_at: null,
      last_progress_at: instantColumn(run.startedAt),
      due_count: run.dueCount,
      done_count: 0,
      failed_count: 0,
      certificate_json: null,
      error: null,
    })
    .execute();
}

/** Adds what a batch did. Called in the batch's own transaction, so that the counts are true also after a crash. */
export async function addJobRunProgress(
  db: Db,
  runId: string,
  progress: { done: number; failed: number; at: Temporal.Instant },
): Promise<void> {
  await db
    .updateTable("job_run")
    .set((row) => ({
      done_count: row("done_count", "+", progress.done),
      failed_count: row("failed_count", "+", progress.failed),
      last_progress_at: instantColumn(progress.at),
    }))
    .where("id", "=", runId)
    .execute();
}

export async function finishJobRun(
  db: Db,
  runId: string,
  end: {
    status: "done" | "failed" | "interrupted";
    at: Temporal.Instant;
    certificate: Certificate | null;
    error: string | null;
  },
): Promise<void> {
  await db
    .updateTable("job_run")
    .set({
      status: end.status,
      finished_at: instantColumn(end.at),
      last_progress_at: instantColumn(end.at),
      certificate_json: jsonColumnOrNull(end.certificate),
      error: end.error,
    })
    .where("id", "=", runId)
    .execute();
}

/**
 * Marks runs that say they are running and have been silent for too long: their process died. What they left undone
 * is still due, and the next run does it; a run that was only asleep goes on and says "done" itself.
 */
export async function markInterruptedRuns(db: Db, at: Temporal.Instant): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("job_run")
    .set({ status: "interrupted" })
    .where("status", "=", "running")
    .where("last_progress_at", "<", instantColumn(at) - runSilentAfterMs)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export async function findJobRun(db: Db, runId: string): Promise<JobRun | undefined> {
  const row = await db.selectFrom("job_run").selectAll().where("id", "=", runId).executeTakeFirst();
  return row === undefined ? undefined : runOfRow(row);
}

/** Runs, newest first. */
export async function listJobRuns(
  db: Db,
  { job, page }: { job: JobName | null; page: PageRequest },
): Promise<Page<JobRun>> {
  const columns = ["started_at", "id"] as const;
  let query = db.selectFrom("job_run").selectAll();
  if (job !== null) query = query.where("job", "=", job);
  if (page.cursor !== null) query = query.where(beyondKey(columns, "desc", page.cursor));
  const direction = readDirection("desc", page.cursor);
  const rows = await query
    .orderBy("started_at", direction)
    .orderBy("id", direction)
    .limit(page.limit + 1)
    .execute();
  return pageOf(rows.map(runOfRow), page);
}
