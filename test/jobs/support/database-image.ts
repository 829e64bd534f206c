import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { type Db, openDatabase, sqlitePath } from "#db/client.ts";
import type { DialectName } from "#db/dialects/dialect.ts";
import { createTestDatabase, type TestDatabase } from "#test/support/databases.ts";
import { copyPostgresDatabase, dropPostgresDatabase } from "#test/support/postgres-server.ts";

/** A filled database to start from again and again. */
export type DatabaseImage = {
  /** A fresh database with the same rows. */
  copy(): Promise<TestDatabase>;
  dispose(): Promise<void>;
};

/** Fills a database once, closes it, and hands out copies: many runs from one beginning. */
export async function createDatabaseImage(
  dialect: DialectName,
  fill: (db: Db) => Promise<void>,
): Promise<DatabaseImage> {
  const original = await createTestDatabase(dialect);
  await fill(original.db);
  // Closed, so that SQLite's log is in the file and PostgreSQL lets the database be copied.
  await original.db.destroy();
  return {
    copy: () => (dialect === "sqlite" ? copySqlite(original.url) : copyPostgres(original.url)),
    dispose: original.dispose,
  };
}

async function copySqlite(from: string): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "portal-copy-"));
  const path = join(folder, "portal.db");
  copyFileSync(sqlitePath(from), path);
  const url = `sqlite:${path}`;
  const db = openDatabase(url, { synchronous: "normal" });
  const dispose = async () => {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  };
  return { dialect: "sqlite", url, db, dispose };
}

async function copyPostgres(from: string): Promise<TestDatabase> {
  const serverUrl = inject("postgresServerUrl");
  const url = await copyPostgresDatabase(serverUrl, from);
  const db = openDatabase(url, { poolMax: 4 });
  const dispose = async () => {
    await db.destroy();
    await dropPostgresDatabase(serverUrl, url);
  };
  return { dialect: "postgres", url, db, dispose };
}
