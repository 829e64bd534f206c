import type { Kysely, SelectQueryBuilder } from "kysely";
import { dialectOf } from "./dialect.ts";

/**
 * Locks the rows a transaction reads in order to change them.
 *
 * PostgreSQL: `for no key update`, so that a second writer waits and then reads what the first one left.
 * SQLite: nothing, because `begin immediate` lets one writer in at a time.
 */
export function lockedForChange<DB, TB extends keyof DB, O>(
  db: Kysely<DB>,
  query: SelectQueryBuilder<DB, TB, O>,
): SelectQueryBuilder<DB, TB, O> {
  return dialectOf(db) === "postgres" ? query.forNoKeyUpdate() : query;
}
