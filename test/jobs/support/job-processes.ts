import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { build } from "vite";
import { isPostgresUrl } from "#db/client.ts";
import type { ChildAnswer, ChildOrder } from "./job-child.ts";

/**
 * Job processes to kill. They are made ready ahead of time and from one bundled file, because dozens of them die in
 * one test and each would compile the whole house again.
 */
export type JobProcesses = {
  /** Runs an order in a process of its own; null when the process died of it. */
  run(order: ChildOrder): Promise<ChildAnswer | null>;
  dispose(): void;
};

const readyAhead = 2;

export async function startJobProcesses(): Promise<JobProcesses> {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  // Inside the project, so that the packages are found; the folder of installed packages is never committed.
  const folder = mkdtempSync(join(root, "node_modules", ".job-child-"));
  const file = join(folder, "job-child.mjs");
  await build({
    configFile: false,
    root,
    logLevel: "silent",
    // With its packages in the one file a process is ready in less time. Two stay outside: one is native, the other
    // asks for a package that is not installed.
    ssr: { noExternal: true, external: ["better-sqlite3", "pg"] },
    build: {
      ssr: fileURLToPath(new URL("./job-child.ts", import.meta.url)),
      outDir: folder,
      minify: false,
      rollupOptions: { output: { entryFileNames: "job-child.mjs" } },
    },
  });
  const ready: Promise<ChildProcess>[] = [];
  const all = new Set<ChildProcess>();
  const startOne = async () => {
    const child = fork(file, { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
    all.add(child);
    child.once("exit", () => all.delete(child));
    await once(child, "message");
    return child;
  };
  const next = () => {
    while (ready.length < readyAhead) ready.push(startOne());
    return ready.shift() ?? startOne();
  };
  return {
    async run(order) {
      const child = await next();
      return new Promise((resolve, reject) => {
        let answer: ChildAnswer | null = null;
        child.once("message", (message) => (answer = message as ChildAnswer));
        child.once("exit", (code, signal) => {
          if (signal === "SIGKILL") waitUntilGone(order.url).then(() => resolve(null), reject);
          else if (code === 0 && answer !== null) resolve(answer);
          else reject(new Error(`The job process ended with ${code ?? signal}`));
        });
        child.send({ ...order, url: named(order.url) });
      });
    },
    dispose() {
      for (const child of all) child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const applicationName = "job-process-of-the-tests";

/** The address with a name by which PostgreSQL knows the connections of these processes. */
function named(url: string): string {
  if (!isPostgresUrl(url)) return url;
  const withName = new URL(url);
  withName.searchParams.set("application_name", applicationName);
  return withName.toString();
}

/**
 * Waits until PostgreSQL has noticed that a process died, and rolled back what it was doing. Until then its rows are
 * locked and a run passes them over; in life the next tick does them, here each test means to see one run.
 */
async function waitUntilGone(url: string): Promise<void> {
  if (!isPostgresUrl(url)) return;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const count = `select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = $1`;
    for (;;) {
      const { rows } = await client.query<{ count: number }>(count, [applicationName]);
      if (rows[0]?.count === 0) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    await client.end();
  }
}
