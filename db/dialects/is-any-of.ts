import { type Kysely, type RawBuilder, sql, type SqlBool } from "kysely";
import { dialectOf } from "./dialect.ts";
import { listParameter } from "./list-parameter.ts";

/** The same for a column that rows are checked against, and not looked up by (see `unindexed`). */
export function isCheckedAnyOf<DB>(db: Kysely<DB>, column: string, values: readonly string[]): RawBuilder<SqlBool> {
  if (dialectOf(db) === "postgres") return isAnyOf(db, column, values);
  return sql<SqlBool>`+${sql.ref(column)} in (select value from json_each(${listParameter(db, values)}))`;
}

/** Whether a text column holds one of many values, which go as one parameter. */
export function isAnyOf<DB>(db: Kysely<DB>, column: string, values: readonly string[]): RawBuilder<SqlBool> {
  const list = listParameter(db, values);
  if (dialectOf(db) === "postgres") return sql<SqlBool>`${sql.ref(column)} = any(${list}::text[])`;
  return sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${list}))`;
}
