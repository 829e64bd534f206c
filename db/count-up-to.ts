import { type SelectQueryBuilder, sql } from "kysely";
import type { Db } from "./client.ts";

/**
 * How many rows a query has, counted up to a number: what a page shows as "99+" reads no more than that.
 *
 * @param rows in the order of the index that finds them. Without an order PostgreSQL reads the table from its start
 *   as soon as it believes that many rows are such, and through all of it when they were such before the last run of
 *   a job but are no more.
 */
export async function countUpTo<DB, TB extends keyof DB, O>(
  db: Db,
  rows: SelectQueryBuilder<DB, TB, O>,
  upTo: number,
): Promise<number> {
  const { count } = await countingUpTo(db, rows, upTo).executeTakeFirstOrThrow();
  return Number(count);
}

type AnyTable = { readonly counted: object };

/** The query that counts so: one row. */
export function countingUpTo<DB, TB extends keyof DB, O>(db: Db, rows: SelectQueryBuilder<DB, TB, O>, upTo: number) {
  // Only how many there are matters, not what they are.
  const anyRows = rows as unknown as SelectQueryBuilder<AnyTable, "counted", object>;
  return db
    .selectFrom(
      anyRows
        .clearSelect()
        .select(sql<number>`1`.as("found"))
        .limit(upTo)
        .as("counted"),
    )
    .select((eb) => eb.fn.countAll<number>().as("count"));
}
