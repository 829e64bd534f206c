import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { openDatabase } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { startPostgresServer } from "./postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the PostgreSQL that the tests make their databases on. */
    postgresServerUrl: string;
    /** A migrated SQLite file without rows, to be copied. */
    emptySqliteFile: string;
  }
}

/** One PostgreSQL server and one migrated SQLite file for the whole run; each test file makes its own databases of them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresServer();
  project.provide("postgresServerUrl", server.url);
  const folder = mkdtempSync(join(tmpdir(), "portal-empty-"));
  const file = join(folder, "portal.db");
  const db = openDatabase(`sqlite:${file}`, { synchronous: "normal" });
  await migrateToLatest(db);
  // Closing it brings its log into the file.
  await db.destroy();
  project.provide("emptySqliteFile", file);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
