import { type Kysely, type RawBuilder, sql } from "kysely";
import { dialectOf } from "./dialect.ts";

/**
 * One stretch per value, each from an index in its own order, as one table expression: whoever sorts and cuts off what
 * comes out reads a few rows of each stretch and no more.
 *
 * PostgreSQL runs one subquery per value of an array; SQLite, which has no such join, gets one part of a union per value
 * and merges them as it reads.
 *
 * @param stretch the query for one value, with its own order and limit
 */
export function newestOfEach<Row, DB>(
  db: Kysely<DB>,
  values: readonly string[],
  stretch: (value: RawBuilder<string>) => RawBuilder<Row>,
): RawBuilder<Row> {
  if (values.length === 0) throw new RangeError("There is something to choose from");
  if (dialectOf(db) === "postgres")
    return sql<Row>`(select stretch.* from unnest(${[...values]}::text[]) as wanted (value)
      cross join lateral (${stretch(sql<string>`wanted.value`)}) as stretch)`;
  const parts = values.map((value) => sql`select * from (${stretch(sql<string>`${value}`)})`);
  return sql<Row>`(${sql.join(parts, sql` union all `)})`;
}
