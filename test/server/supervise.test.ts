import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { supervise } from "#app/server/supervise.ts";

const folder = mkdtempSync(join(tmpdir(), "portal-supervise-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A process of a few lines, as a file. */
function processOf(name: string, lines: string) {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, lines);
  return { name, file: pathToFileURL(file) };
}

const stays = processOf(
  "stays",
  `process.on("SIGTERM", () => process.exit(0)); setInterval(() => {}, 1000); process.send({ listening: "http://here" });`,
);
const endsWell = processOf("ends-well", `process.exit(0);`);
const fails = processOf("fails", `process.exit(7);`);
const deaf = processOf(
  "deaf",
  `process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); process.send({ listening: "http://deaf" });`,
);

function start(specs: Parameters<typeof supervise>[0], graceMs = 10_000) {
  const said: string[] = [];
  const options = {
    environment: process.env,
    output: "stderr",
    graceMs,
    say: (line: string) => said.push(line),
  } as const;
  return { ...supervise(specs, options), said };
}

test("a process that fails takes the other with it and leaves its code; it is not started again", async () => {
  const { ended, said } = start([stays, fails]);
  expect(await ended).toBe(7);
  expect(said).toEqual(["fails ended by itself (exit code 7); stopping the rest."]);
});

test("a process that ends well without being asked is a failure too", async () => {
  const { ended, said } = start([stays, endsWell]);
  expect(await ended).toBe(1);
  expect(said).toEqual(["ends-well ended by itself (exit code 0); stopping the rest."]);
});

test("stopping ends all of them, well and without a word", async () => {
  const { stop, ended, listening, said } = start([stays, stays]);
  expect(await listening).toBe("http://here");
  stop();
  expect(await ended).toBe(0);
  expect(said).toEqual([]);
});

test("a process that does not stop is killed after the grace, and that is said", async () => {
  const { stop, ended, listening, said } = start([deaf], 300);
  await listening;
  stop();
  expect(await ended).toBe(1);
  expect(said).toEqual(["deaf did not stop within 0.3 s and is killed."]);
});

test("no address comes of a process that ends before it listens", async () => {
  const { listening, ended } = start([fails]);
  await expect(listening).rejects.toThrow("fails ended (exit code 7)");
  await ended;
});

test("the processes end with the one that started them, also when that one is killed outright", async () => {
  const child = processOf("orphan", `setInterval(() => {}, 1000); process.send({ listening: String(process.pid) });`);
  const parentFile = join(folder, "parent.mjs");
  const superviseUrl = new URL("../../app/server/supervise.ts", import.meta.url).href;
  writeFileSync(
    parentFile,
    `import { supervise } from ${JSON.stringify(superviseUrl)};
     const { listening } = supervise([{ name: "orphan", file: new URL(${JSON.stringify(child.file.href)}) }],
       { environment: process.env, output: "stderr", graceMs: 1000, say: () => {} });
     process.send(await listening);`,
  );
  const parent = fork(parentFile, { execArgv: ["--import", "tsx"] });
  const [pid] = (await once(parent, "message")) as [string];
  expect(isAlive(Number(pid))).toBe(true);
  parent.kill("SIGKILL");
  await once(parent, "exit");
  await expect.poll(() => isAlive(Number(pid)), { timeout: 10_000 }).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("npm start refuses without its secrets, and says which and how to make them", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "app/server/start.ts"], {
    env: { PATH: process.env["PATH"], NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = await text(child.stderr);
  for (const name of ["DATABASE_URL", "ORIGIN", "SESSION_SECRET"]) expect(said).toContain(name);
  expect(said).toContain("randomBytes(32)");
  expect(child.exitCode ?? (await new Promise((resolve) => child.once("exit", resolve)))).toBe(1);
});
