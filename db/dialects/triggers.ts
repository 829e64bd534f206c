import { type Kysely, sql } from "kysely";
import { dialectOf } from "./dialect.ts";

/** Makes a table append-only: the database itself refuses every update and delete, whoever asks. */
export async function refuseUpdateAndDelete<DB>(db: Kysely<DB>, table: string): Promise<void> {
  const statements = dialectOf(db) === "postgres" ? postgresTriggers(table) : sqliteTriggers(table);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

function sqliteTriggers(table: string): string[] {
  return ["update", "delete"].map(
    (event) =>
      `create trigger ${table}_refuses_${event} before ${event} on "${table}" ` +
      `begin select raise(abort, '${table} is append-only'); end`,
  );
}

function postgresTriggers(table: string): string[] {
  return [
    `create or replace function refuse_change() returns trigger language plpgsql as ` +
      `$$ begin raise exception '% is append-only', tg_table_name; end $$`,
    `create trigger ${table}_is_append_only before update or delete on "${table}" ` +
      `for each row execute function refuse_change()`,
    `create trigger ${table}_is_never_truncated before truncate on "${table}" ` +
      `for each statement execute function refuse_change()`,
  ];
}

/** Takes a trigger away, where another one takes its place. */
export async function dropTrigger<DB>(
  db: Kysely<DB>,
  { name, table }: { readonly name: string; readonly table: string },
): Promise<void> {
  const of = dialectOf(db) === "postgres" ? ` on "${table}"` : "";
  await sql.raw(`drop trigger ${name}${of}`).execute(db);
}

/** Lets rows of an append-only table be changed and deleted again; on PostgreSQL it is still never truncated. */
export async function dropAppendOnly<DB>(db: Kysely<DB>, table: string): Promise<void> {
  const names =
    dialectOf(db) === "postgres" ? [`${table}_is_append_only`] : [`${table}_refuses_update`, `${table}_refuses_delete`];
  for (const name of names) await dropTrigger(db, { name, table });
}
