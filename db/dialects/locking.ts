import type { Kysely, SelectQueryBuilder } from "kysely";
import { dialectOf } from "./dialect.ts";

/**
 * Claims the rows of a query for this transaction, leaving out what another one holds: two jobs share the work on
 * PostgreSQL instead of waiting for each other. On SQLite the transaction began with the only write lock there is.
 */
export function claimedForChange<DB, TB extends keyof DB, O>(
  db: Kysely<DB>,
  query: SelectQueryBuilder<DB, TB, O>,
): SelectQueryBuilder<DB, TB, O> {
  return dialectOf(db) === "postgres" ? query.forNoKeyUpdate().skipLocked() : query;
}
