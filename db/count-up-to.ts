import type { SelectQueryBuilder } from "kysely";
import type { Db } from "./client.ts";
import type { Database } from "./schema.ts";

/** How many rows a query has, counted up to a number: what a page shows as "99+" reads no more than that. */
export async function countUpTo<DB, TB extends keyof DB, O>(
  db: Db,
  rows: SelectQueryBuilder<DB, TB, O>,
  upTo: number,
): Promise<number> {
  const { count } = await countingUpTo(db, rows, upTo).executeTakeFirstOrThrow();
  return Number(count);
}

/** The query that counts so: one row. */
export function countingUpTo<DB, TB extends keyof DB, O>(db: Db, rows: SelectQueryBuilder<DB, TB, O>, upTo: number) {
  // Only how many there are matters, not what they are.
  const anyRows = rows as unknown as SelectQueryBuilder<Database, keyof Database, { readonly id: unknown }>;
  return db.selectFrom(anyRows.limit(upTo).as("counted")).select((eb) => eb.fn.countAll<number>().as("count"));
}
