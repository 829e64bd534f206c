import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { instantColumn, readInstant } from "../columns.ts";

/** Gives a user's calendar a new secret address; the one before opens nothing any more. */
export async function putCalendarFeed(db: Db, userId: string, secretHash: string, at: Temporal.Instant): Promise<void> {
  const feed = { secret_hash: secretHash, created_at: instantColumn(at) };
  await db
    .insertInto("calendar_feed")
    .values({ user_id: userId, ...feed })
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet(feed))
    .execute();
}

/** Takes the address away; false where there was none. */
export async function deleteCalendarFeed(db: Db, userId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("calendar_feed")
    .where("user_id", "=", userId)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

/** When a user's calendar got its present address; undefined where it has none. */
export async function findCalendarFeed(db: Db, userId: string): Promise<Temporal.Instant | undefined> {
  const row = await db
    .selectFrom("calendar_feed")
    .select("created_at")
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return row === undefined ? undefined : readInstant(row.created_at);
}

/** Whose calendar an address opens, by the hash of its secret: how long the search takes says nothing of the secret. */
export async function findCalendarOwner(db: Db, secretHash: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("calendar_feed")
    .select("user_id")
    .where("secret_hash", "=", secretHash)
    .executeTakeFirst();
  return row?.user_id;
}
