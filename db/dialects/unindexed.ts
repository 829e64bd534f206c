import { type Kysely, type RawBuilder, sql } from "kysely";
import { dialectOf } from "./dialect.ts";

/**
 * A column that rows are checked against or sorted by, but not looked up by.
 *
 * SQLite knows no sizes of tables unless told, and takes the index of an organisation over a list of ids where both
 * fit: all of a partner's rows are read to find fifty. Its unary plus takes a column out of the choice.
 * PostgreSQL knows the sizes and is left to choose.
 */
export function unindexed<T, DB>(db: Kysely<DB>, column: string): RawBuilder<T> {
  return dialectOf(db) === "postgres" ? sql<T>`${sql.ref(column)}` : sql<T>`+${sql.ref(column)}`;
}
