import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { instantColumn } from "../columns.ts";

/** How many attempts a bucket has seen in its window, and when the window began, in epoch milliseconds. */
export type AttemptCount = { readonly count: number; readonly windowStartedAt: number };

/**
 * Counts an attempt in one statement, so that attempts at the same moment are all counted. A window begins with its
 * first attempt; after `windowMs` the next attempt begins a new one.
 */
export async function countAttempt(
  db: Db,
  bucket: string,
  at: Temporal.Instant,
  windowMs: number,
): Promise<AttemptCount> {
  const now = instantColumn(at);
  const isOver = sql<boolean>`rate_limit.window_started_at <= ${now - windowMs}`;
  const row = await db
    .insertInto("rate_limit")
    .values({ bucket, window_started_at: now, count: 1 })
    .onConflict((conflict) =>
      conflict.column("bucket").doUpdateSet({
        count: sql`case when ${isOver} then 1 else rate_limit.count + 1 end`,
        window_started_at: sql`case when ${isOver} then ${now} else rate_limit.window_started_at end`,
      }),
    )
    .returning(["count", "window_started_at"])
    .executeTakeFirstOrThrow();
  return { count: row.count, windowStartedAt: row.window_started_at };
}

/** Takes one attempt back, which turned out to be rightful. */
export async function forgetAttempt(db: Db, bucket: string): Promise<void> {
  await db
    .updateTable("rate_limit")
    .set({ count: sql`count - 1` })
    .where("bucket", "=", bucket)
    .where("count", ">", 0)
    .execute();
}

/** Starts a bucket afresh. */
export async function deleteBucket(db: Db, bucket: string): Promise<void> {
  await db.deleteFrom("rate_limit").where("bucket", "=", bucket).execute();
}

/** Takes away buckets whose window began before an instant, at most so many at a time. */
export async function deleteOldBuckets(db: Db, before: Temporal.Instant, countMax: number): Promise<void> {
  await db
    .deleteFrom("rate_limit")
    .where("bucket", "in", (from) =>
      from
        .selectFrom("rate_limit")
        .select("bucket")
        .where("window_started_at", "<", instantColumn(before))
        .orderBy("window_started_at")
        .limit(countMax),
    )
    .execute();
}
