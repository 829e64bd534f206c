import { rmSync } from "node:fs";
import { sql } from "kysely";
import { type Db, isPostgresUrl, openDatabase, sqlitePath } from "#db/client.ts";
import { dialectOf } from "#db/dialects/dialect.ts";
import { findDemoState } from "./load-demo.ts";

/**
 * Takes everything out of the database at an address, for starting over. Only what the demo itself had put there:
 * a database that holds anything else is left as it is, and that is an error.
 */
export async function emptyDemo(url: string): Promise<void> {
  const db = openDatabase(url, { poolMax: 1 });
  try {
    const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
    if (tables.length === 0) return;
    const isOurs = tables.some(({ name }) => name === "portal_setting");
    if (!isOurs || (await findDemoState(db)) === "other-data")
      throw new Error("The database holds other data than the demo's, and nothing of it was touched.");
    if (isPostgresUrl(url)) await dropAll(db);
  } finally {
    await db.destroy();
  }
  if (!isPostgresUrl(url)) for (const end of ["", "-wal", "-shm"]) rmSync(`${sqlitePath(url)}${end}`, { force: true });
}

/** Tables and functions of the schema that the connection works in; what extensions brought stays. */
async function dropAll(db: Db): Promise<void> {
  if (dialectOf(db) !== "postgres") throw new TypeError("An SQLite file is deleted instead");
  await db.transaction().execute(async (tx) => {
    const tables = await sql<{ name: string }>`
      select format('%I', tablename) as name from pg_tables where schemaname = current_schema()
    `.execute(tx);
    for (const { name } of tables.rows) await sql.raw(`drop table ${name} cascade`).execute(tx);
    const functions = await sql<{ name: string }>`
      select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace = current_schema()::regnamespace and p.prokind = 'f'
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    `.execute(tx);
    for (const { name } of functions.rows) await sql.raw(`drop function ${name} cascade`).execute(tx);
  });
}
