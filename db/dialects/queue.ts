import { type Kysely, sql } from "kysely";
import { dialectOf } from "./dialect.ts";

/** A table whose new rows are also written into another one, by the database itself and in the same transaction. */
export type Queue = {
  readonly from: string;
  readonly into: string;
  /** Column of `into`, and what it gets: a column of the new row as `new.name`, or a constant. */
  readonly columns: Readonly<Record<string, string>>;
};

/**
 * Lets every insert into a table leave a row in another one, whoever inserts. On PostgreSQL once per statement, so that
 * a statement with hundreds of rows pays once.
 */
export async function addQueue<DB>(db: Kysely<DB>, { from, into, columns }: Queue): Promise<void> {
  const names = Object.keys(columns).join(", ");
  const values = Object.values(columns).join(", ");
  const statements =
    dialectOf(db) === "postgres"
      ? [
          `create function ${from}_into_${into}() returns trigger language plpgsql as ` +
            `$$ begin insert into ${into} (${names}) select ${values.replaceAll("new.", "added.")} from added; return null; end $$`,
          `create trigger ${from}_goes_into_${into} after insert on ${from} referencing new table as added ` +
            `for each statement execute function ${from}_into_${into}()`,
        ]
      : [
          `create trigger ${from}_goes_into_${into} after insert on ${from} ` +
            `begin insert into ${into} (${names}) values (${values}); end`,
        ];
  for (const statement of statements) await sql.raw(statement).execute(db);
  const present = values.replaceAll("new.", `${from}.`);
  await sql.raw(`insert into ${into} (${names}) select ${present} from ${from}`).execute(db);
}
