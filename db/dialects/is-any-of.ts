import { type Kysely, type RawBuilder, sql, type SqlBool } from "kysely";
import { dialectOf } from "./dialect.ts";

/** The same for a column that rows are checked against, and not looked up by (see `unindexed`). */
export function isCheckedAnyOf<DB>(db: Kysely<DB>, column: string, values: readonly string[]): RawBuilder<SqlBool> {
  if (dialectOf(db) === "postgres") return isAnyOf(db, column, values);
  return sql<SqlBool>`+${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`;
}

/**
 * Whether a text column holds one of many values. The values go as one parameter, so that the statement is the same for
 * every number of them and is prepared once: an array for PostgreSQL, JSON for SQLite.
 */
export function isAnyOf<DB>(db: Kysely<DB>, column: string, values: readonly string[]): RawBuilder<SqlBool> {
  if (dialectOf(db) === "postgres") return sql<SqlBool>`${sql.ref(column)} = any(${[...values]}::text[])`;
  return sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`;
}
