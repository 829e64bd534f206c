import { type Kysely, sql } from "kysely";
import { dialectOf } from "./dialect.ts";

/** A change of single rows that the database itself refuses, whoever asks. */
export type RowGuard = {
  /** Name of the trigger; says what it keeps. */
  readonly name: string;
  readonly table: string;
  readonly event: "insert" | "update" | "delete";
  /** Condition over `old` and `new` in the words that both databases share, such as `is distinct from`. */
  readonly when: string;
  readonly message: string;
};

/** Adds a guard to a table. */
export async function addRowGuard<DB>(db: Kysely<DB>, guard: RowGuard): Promise<void> {
  const statements = dialectOf(db) === "postgres" ? postgresGuard(guard) : sqliteGuard(guard);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

function sqliteGuard({ name, table, event, when, message }: RowGuard): string[] {
  return [
    `create trigger ${name} before ${event} on "${table}" when ${when} begin select raise(abort, '${message}'); end`,
  ];
}

function postgresGuard({ name, table, event, when, message }: RowGuard): string[] {
  return [
    `create or replace function refuse_row_change() returns trigger language plpgsql as ` +
      `$$ begin raise exception '%', tg_argv[0] using errcode = 'integrity_constraint_violation'; end $$`,
    `create trigger ${name} before ${event} on "${table}" for each row when (${when}) ` +
      `execute function refuse_row_change('${message}')`,
  ];
}
