import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { sql } from "kysely";
import type { TestProject } from "vitest/node";
import { createKeyServices } from "#app/composition-keys.server.ts";
import { sandboxMasterKey } from "#app/http/key-env.server.ts";
import { openDatabase, type Db } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { putPortalSetting } from "#db/repositories/portal-settings.ts";
import { loadDemo } from "#db/seeds/demo/load-demo.ts";
import { createPostgresDatabase, dropPostgresDatabase, startPostgresServer } from "#test/support/postgres-server.ts";
import { seenAt, settle, type Settled } from "./settle.ts";

/** What the tests of all routes share: the demo with people of every role in it, on both databases, to be copied. */
export type DemoSite = Settled & {
  readonly sqliteFile: string;
  readonly postgresUrl: string;
  /** Content of the download files; all portals share it, because what lies in it never changes. */
  readonly downloadsFolder: string;
};

declare module "vitest" {
  interface ProvidedContext {
    demoSite: DemoSite;
    demoServerUrl: string;
  }
}

/** Loads the demo once for all test files, as it stands at one fixed instant, and copies it to PostgreSQL row by row. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "portal-routes-"));
  const sqliteFile = join(folder, "demo.db");
  const starting = startPostgresServer();
  const db = openDatabase(`sqlite:${sqliteFile}`, { synchronous: "normal" });
  await migrateToLatest(db);
  const downloadsFolder = join(folder, "downloads");
  const masterKeys = { text: sandboxMasterKey };
  const keyServices = createKeyServices({ masterKeys, downloadsFolder, s3: undefined });
  await loadDemo(db, seenAt, keyServices);
  const settled = await settle(db, keyServices);
  // From here on the portal's clock goes on from that instant.
  await putPortalSetting(db, "sandbox-clock", { offsetMs: seenAt.epochMilliseconds - Date.now() }, seenAt);
  const server = await starting;
  const postgresUrl = await createPostgresDatabase(server.url);
  await copyRows(db, postgresUrl);
  await db.destroy();
  project.provide("demoSite", { ...settled, sqliteFile, postgresUrl, downloadsFolder });
  project.provide("demoServerUrl", server.url);
  return async () => {
    await dropPostgresDatabase(server.url, postgresUrl);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** All rows of one database into the empty tables of another, in any order of tables. */
async function copyRows(from: Db, toUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: toUrl });
  await client.connect();
  try {
    // Foreign keys and triggers are not asked: the rows come from a database where they hold.
    await client.query("set session_replication_role = replica");
    const there = await client.query<{ table: string; column: string }>(
      `select table_name as "table", column_name as "column" from information_schema.columns
       where table_schema = current_schema() and is_generated = 'NEVER'`,
    );
    for (const { name } of await from.introspection.getTables()) {
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(from);
      const [first] = rows;
      // Each database keeps tables and columns of its own for its full text search.
      const columns = there.rows.filter(({ table, column }) => table === name && column in (first ?? {}));
      if (first === undefined || columns.length === 0) continue;
      const table = client.escapeIdentifier(name);
      const list = columns.map(({ column }) => client.escapeIdentifier(column)).join(", ");
      await client.query(
        `insert into ${table} (${list}) select ${list} from json_populate_recordset(null::${table}, $1)
         on conflict do nothing`,
        [JSON.stringify(rows)],
      );
    }
  } finally {
    await client.end();
  }
}
