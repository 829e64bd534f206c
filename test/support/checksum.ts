import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "#db/client.ts";

/** One hash per table over all its rows in any order: two databases, or two moments, with the same hashes hold the same. */
export async function checksumOfTables(db: Db, without: readonly string[] = []): Promise<Record<string, string>> {
  const tables = await db.introspection.getTables();
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    if (without.includes(name)) continue;
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
