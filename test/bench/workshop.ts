import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Db, openDatabase, sqlitePath } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { copyPostgresDatabase, createPostgresDatabase, dropPostgresDatabase } from "#test/support/postgres-server.ts";
import type { BenchOptions, Measurement } from "./results.ts";

/** Where books are made and copied; both databases look the same from here. */
export type Workshop = {
  make(fill: (db: Db) => Promise<void>): Promise<string>;
  copy(url: string): Promise<string>;
  drop(url: string): Promise<void>;
};

/** Opens a workshop for as long as `work` takes. */
export async function inWorkshop<T>(
  database: Measurement["database"],
  { postgresServerUrl }: BenchOptions,
  work: (workshop: Workshop) => Promise<T>,
): Promise<T> {
  if (database === "postgres") {
    if (postgresServerUrl === undefined) throw new Error("There is no PostgreSQL server to measure on");
    return work(postgresWorkshop(postgresServerUrl));
  }
  const folder = mkdtempSync(join(tmpdir(), "portal-bench-"));
  try {
    return await work(sqliteWorkshop(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sqliteWorkshop(folder: string): Workshop {
  let made = 0;
  const nextPath = () => join(folder, `${(made += 1)}.db`);
  return {
    async make(fill) {
      const path = nextPath();
      const db = openDatabase(`sqlite:${path}`, { synchronous: "normal" });
      await migrateToLatest(db);
      await fill(db);
      await db.destroy();
      return `sqlite:${path}`;
    },
    async copy(url) {
      const path = nextPath();
      copyFileSync(sqlitePath(url), path);
      return `sqlite:${path}`;
    },
    drop: async (url) => rmSync(sqlitePath(url), { force: true }),
  };
}

function postgresWorkshop(serverUrl: string): Workshop {
  return {
    async make(fill) {
      const url = await createPostgresDatabase(serverUrl);
      const db = openDatabase(url);
      await fill(db);
      await db.destroy();
      return url;
    },
    copy: (url) => copyPostgresDatabase(serverUrl, url),
    drop: (url) => dropPostgresDatabase(serverUrl, url),
  };
}

/** Starts a process of this folder that is ready once it has sent its first message. */
export async function startChild(script: string): Promise<ChildProcess> {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = fork(file, { execArgv: ["--import", "tsx"], stdio: ["ignore", "inherit", "inherit", "ipc"] });
  child.once("exit", (code) => {
    if (code !== null && code !== 0) throw new Error(`${script} ended with ${code}`);
  });
  await once(child, "message");
  return child;
}

/** Sends a task and waits for the answer. */
export async function askChild<Answer>(child: ChildProcess, task: string | object): Promise<Answer> {
  const answered = once(child, "message") as Promise<[Answer]>;
  child.send(task);
  const [answer] = await answered;
  return answer;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("Nothing was measured");
  return middle;
}
