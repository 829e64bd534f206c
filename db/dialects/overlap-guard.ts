import { type Kysely, sql } from "kysely";
import type { Db } from "../client.ts";
import { dialectOf } from "./dialect.ts";

/** Rows of one table that agree in `same` must have disjoint periods `[from, until)`. */
export type PeriodGuard = {
  readonly table: string;
  /** Columns that make two rows rows of one thing. */
  readonly same: readonly string[];
  /** Those of them that can be null; they are compared as empty text, as the unique index does. */
  readonly nullable: readonly string[];
  readonly from: string;
  readonly until: string;
};

/**
 * Lets the database itself refuse a period that overlaps another one of the same thing, whoever writes it.
 *
 * An exclusion constraint would need an extension in PostgreSQL that not every server lets one install, and SQLite has
 * none; so both get a trigger. On PostgreSQL every writing statement first takes one lock until its transaction ends:
 * two transactions that cannot see each other's rows would otherwise both find their period free.
 */
export async function refuseOverlappingPeriods<DB>(db: Kysely<DB>, guard: PeriodGuard): Promise<void> {
  const statements = dialectOf(db) === "postgres" ? postgresStatements(guard) : sqliteStatements(guard);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** Waits until no other transaction changes the periods of a table, and keeps the others waiting until this one ends. */
export async function lockPeriods(tx: Db, table: string): Promise<void> {
  // SQLite: the transaction began with the only write lock there is.
  if (dialectOf(tx) === "postgres")
    await sql`select pg_advisory_xact_lock(hashtext(${`periods of ${table}`}))`.execute(tx);
}

function overlapQuery({ table, same, nullable, from, until }: PeriodGuard): string {
  const equal = same.map((column) =>
    nullable.includes(column)
      ? `coalesce(o.${column}, '') = coalesce(new.${column}, '')`
      : `o.${column} = new.${column}`,
  );
  return (
    `select 1 from ${table} o where ${equal.join(" and ")} ` +
    `and o.${from} < new.${until} and o.${until} > new.${from} and o.id <> new.id`
  );
}

function message(table: string): string {
  return `${table} has two rows for one instant`;
}

function sqliteStatements(guard: PeriodGuard): string[] {
  return ["insert", "update"].map(
    (event) =>
      `create trigger ${guard.table}_never_overlaps_on_${event} before ${event} on ${guard.table} ` +
      `when exists (${overlapQuery(guard)}) begin select raise(abort, '${message(guard.table)}'); end`,
  );
}

function postgresStatements(guard: PeriodGuard): string[] {
  const { table } = guard;
  return [
    `create function ${table}_one_writer() returns trigger language plpgsql as ` +
      `$$ begin perform pg_advisory_xact_lock(hashtext('periods of ${table}')); return null; end $$`,
    `create trigger ${table}_has_one_writer before insert or update on ${table} ` +
      `for each statement execute function ${table}_one_writer()`,
    `create function ${table}_refuse_overlap() returns trigger language plpgsql as ` +
      `$$ begin if exists (${overlapQuery(guard)}) then ` +
      `raise exception '${message(table)}' using errcode = 'exclusion_violation'; end if; return new; end $$`,
    `create trigger ${table}_never_overlaps before insert or update on ${table} ` +
      `for each row execute function ${table}_refuse_overlap()`,
  ];
}
