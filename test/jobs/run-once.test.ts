import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { masterKeyText } from "#test/support/keys.ts";
import { assertFixpoint, jobDeps } from "./support/jobs.ts";
import { buildScene, historyOf } from "./support/scene.ts";

const runOnce = fileURLToPath(new URL("../../jobs/run-once.ts", import.meta.url));
const jobsMain = fileURLToPath(new URL("../../jobs/main.ts", import.meta.url));

const production = {
  MODE: "production",
  NODE_ENV: "production",
  ORIGIN: "https://portal.example.test",
  SESSION_SECRET: "a-secret-of-the-tests-0123456789abcdef",
  MASTER_KEYS: masterKeyText(),
  DOWNLOADS_FOLDER: "not-used-here",
  ACTIVITY_SEALS_FOLDER: "not-used-here",
};

async function command(args: readonly string[], variables: Record<string, string>) {
  const env = { ...process.env, ...variables };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--import", "tsx", runOnce, ...args], {
      env,
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

describeOnBothDatabases("npm run job", (database) => {
  it("runs one job up to an instant and prints what it did", async () => {
    const { db, url } = database();
    const scene = await buildScene(db);
    const { id } = await scene.buy(instant("2024-03-10T15:30:00Z"), { quantity: 2 });
    const at = "2025-03-10T06:00:00Z";

    const done = await command(["renew-due-subscriptions", "--at", at, "--json"], {
      MODE: "sandbox",
      DATABASE_URL: url,
    });

    expect(done).toMatchObject({ code: 0 });
    const report: unknown = JSON.parse(done.stdout);
    expect(report).toMatchObject({
      job: "renew-due-subscriptions",
      at,
      status: "done",
      due: 1,
      done: 1,
      certificate: { charged: { EUR: 20_000 }, duplicates: 0 },
    });
    expect((await historyOf(db, id)).terms).toHaveLength(2);
    const again = await command(["renew-due-subscriptions", "--at", at], { MODE: "sandbox", DATABASE_URL: url });
    expect(again.stdout).toMatch(/due\s+0\n/);
    expect(again.stdout).toMatch(/duplicates\s+0\n/);
    await assertFixpoint(jobDeps(db, instant(at)), instant(at));
  });

  it("goes ahead of the clock in a sandbox only, and explains itself", async () => {
    const { url } = database();
    const future = "2199-01-01T00:00:00Z";
    const refused = await command(["renew-due-subscriptions", "--at", future], { ...production, DATABASE_URL: url });
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toContain("Only a sandbox");
    for (const args of [[], ["nonsense"], ["look-ahead", "--at", "tomorrow"], ["look-ahead", "--att"]]) {
      const wrong = await command(args, { MODE: "sandbox", DATABASE_URL: url });
      expect(wrong.code).toBe(1);
      expect(wrong.stderr).not.toContain("    at ");
    }
  });
});

describeOnBothDatabases("the jobs process", (database) => {
  it("does at its start what fell due while it was away, and ends cleanly when told to", async () => {
    const { db, url } = database();
    const scene = await buildScene(db);
    // Ended long ago by any clock, so that the test does not depend on today.
    const { id } = await scene.buy(instant("2024-03-10T15:30:00Z"), { isAutoRenewOn: false });
    const child = fork(jobsMain, {
      execArgv: ["--import", "tsx"],
      env: { ...process.env, MODE: "sandbox", DATABASE_URL: url, LOG_LEVEL: "info" },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    let output = "";
    // The look ahead comes last of the jobs that change anything, and always says what it did.
    const hasWorked = new Promise<void>((resolve) => {
      const read = (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('"job":"look-ahead"')) resolve();
      };
      child.stdout?.on("data", read);
      child.stderr?.on("data", read);
      child.once("exit", () => resolve());
    });
    await hasWorked;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    const [code] = (await ended) as [number];

    expect(output).toContain("scheduling");
    expect({ code, output: code === 0 ? "" : output }).toEqual({ code: 0, output: "" });
    const { record } = await historyOf(db, id);
    expect(record.expired_at).toBe(instant("2025-03-10T00:00:00Z").epochMilliseconds);
  });
});
