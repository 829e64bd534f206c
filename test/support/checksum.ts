import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import { dialectOf } from "#db/dialects/dialect.ts";

/**
 * One hash per table over all its rows in any order: two moments of a database with the same hashes hold the same.
 * PostgreSQL makes them itself: to fetch every row takes ten times as long.
 */
export async function checksumOfTables(db: Db, without: readonly string[] = []): Promise<Record<string, string>> {
  const names = (await tableNames(db)).filter((name) => !without.includes(name));
  return dialectOf(db) === "postgres" ? sumsByDatabase(db, names) : sumsOfRows(db, names);
}

const namesKept = new WeakMap<Db, readonly string[]>();

async function tableNames(db: Db): Promise<readonly string[]> {
  const kept = namesKept.get(db) ?? (await db.introspection.getTables()).map(({ name }) => name);
  namesKept.set(db, kept);
  return kept;
}

async function sumsByDatabase(db: Db, names: readonly string[]): Promise<Record<string, string>> {
  const sums = names.map(
    (name) =>
      sql`select ${sql.lit(name)} as name, md5(string_agg(md5(t::text), '' order by md5(t::text))) as sum from ${sql.table(name)} t`,
  );
  const { rows } = await sql<{ name: string; sum: string | null }>`${sql.join(sums, sql` union all `)}`.execute(db);
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum ?? ""]));
}

async function sumsOfRows(db: Db, names: readonly string[]): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const name of names) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db);
    const lines = rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
    sums[name] = createHash("sha256").update(lines.join("\n")).digest("hex");
  }
  return sums;
}

/** How many rows a table has. */
export async function countRows(db: Db, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db);
  return Number(rows[0]?.count);
}
