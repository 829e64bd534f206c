import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { type Db, openDatabase } from "#db/client.ts";
import type { DialectName } from "#db/dialects/dialect.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { createPostgresDatabase, dropPostgresDatabase } from "./postgres-server.ts";

/** An empty, migrated database of a test's own. `url` opens it from another process too. */
export type TestDatabase = { dialect: DialectName; url: string; db: Db; dispose: () => Promise<void> };

export const dialects: readonly DialectName[] = ["sqlite", "postgres"];

export async function createTestDatabase(dialect: DialectName): Promise<TestDatabase> {
  return dialect === "sqlite" ? createSqlite() : createPostgres();
}

async function createSqlite(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "portal-sqlite-"));
  const file = join(folder, "portal.db");
  const url = `sqlite:${file}`;
  // Tests that need no database server run without the setup that makes the file.
  const empty: string | undefined = inject("emptySqliteFile");
  if (empty !== undefined) copyFileSync(empty, file);
  const db = openDatabase(url, { synchronous: "normal" });
  if (empty === undefined) await migrateToLatest(db);
  return {
    dialect: "sqlite",
    url,
    db,
    dispose: async () => {
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function createPostgres(): Promise<TestDatabase> {
  const serverUrl = inject("postgresServerUrl");
  const url = await createPostgresDatabase(serverUrl);
  const db = openDatabase(url, { poolMax: 8 });
  return {
    dialect: "postgres",
    url,
    db,
    dispose: async () => {
      await db.destroy();
      await dropPostgresDatabase(serverUrl, url);
    },
  };
}

/**
 * Runs a group of tests once on SQLite and once on PostgreSQL, each on a database of its own that lives as long as the group.
 * Tests in a group share it, so each makes its own partner, customer and ids.
 */
export function describeOnBothDatabases(name: string, tests: (database: () => TestDatabase) => void): void {
  describe.each(dialects)(`${name} (%s)`, (dialect) => {
    let database: TestDatabase | undefined;
    beforeAll(async () => {
      database = await createTestDatabase(dialect);
    });
    afterAll(async () => database?.dispose());
    tests(() => {
      if (database === undefined) throw new Error("The database is there only inside a test");
      return database;
    });
  });
}
