import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** What `npm run demo -- --json` prints. */
export type DemoAnswer = {
  readonly url: string;
  readonly accounts: readonly {
    readonly email: string;
    readonly password: string;
    readonly organization: string;
    readonly roles: readonly string[];
    readonly language: "en" | "de";
  }[];
  readonly apiClients: readonly unknown[];
};

export type RunningDemo = DemoAnswer & {
  /** The processes behind it: the demo's own first. */
  readonly pid: number;
  /** All lines of standard output so far; the answer is the only one. */
  readonly output: readonly string[];
  /** Asks it to stop; its exit code. */
  readonly stop: () => Promise<number | null>;
};

const demoFile = fileURLToPath(new URL("../../app/server/demo.ts", import.meta.url));

/**
 * A demo in processes of its own, on a free port and an SQLite file of its own, as somebody starts it from a terminal.
 * It shows the portal as it is built: several tests that build at once would spoil each other's files.
 */
export async function startDemo(options: readonly string[] = ["--json", "--no-build"]): Promise<RunningDemo> {
  const folder = mkdtempSync(join(tmpdir(), "portal-demo-"));
  const child = runDemo(options, { PORT: "0", DATABASE_URL: `sqlite:${join(folder, "demo.db")}` });
  const output: string[] = [];
  const said: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => said.push(text));
  const answer = await new Promise<DemoAnswer>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      output.push(line);
      if (line.startsWith("{")) resolve(JSON.parse(line) as DemoAnswer);
    });
    child.once("exit", (code) => reject(new Error(`The demo ended with ${code} before it served:\n${said.join("")}`)));
  });
  return {
    ...answer,
    pid: child.pid ?? 0,
    output,
    stop: async () => {
      if (child.exitCode === null) {
        child.kill("SIGTERM");
        await once(child, "exit");
      }
      rmSync(folder, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}

/** The demo's command, with nothing of the environment that would change it. */
export function runDemo(options: readonly string[], environment: Readonly<Record<string, string>>) {
  const { PATH, HOME, TMPDIR } = process.env;
  return spawn(process.execPath, ["--import", "tsx", demoFile, ...options], {
    env: { PATH, HOME, TMPDIR, NODE_ENV: "production", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}
