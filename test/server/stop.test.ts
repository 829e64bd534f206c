import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { fromOwnPage } from "#test/support/portal.ts";

const main = fileURLToPath(new URL("../../app/server/main.ts", import.meta.url));
let folder: string;
let web: ChildProcess;
let output = "";

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "portal-stop-"));
  const url = `sqlite:${join(folder, "portal.db")}`;
  const db = openDatabase(url);
  await migrateToLatest(db);
  await db.destroy();
  output = "";
  web = fork(main, {
    env: { ...process.env, NODE_ENV: "production", MODE: "sandbox", DATABASE_URL: url, PORT: "0" },
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  web.stdout?.on("data", (part: Buffer) => (output += part.toString()));
});
afterEach(() => {
  web.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const listening = () =>
  new Promise<string>((resolve) =>
    web.once("message", (message) => resolve((message as { listening: string }).listening)),
  );
const ended = () => new Promise<number | null>((resolve) => web.once("exit", (code) => resolve(code)));

describe("the web process", () => {
  it("answers what is under way when it is asked to stop, then ends with 0", async () => {
    const url = await listening();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const body = new URLSearchParams({ email: "nobody@example.com", password: "correct horse battery" }).toString();
    const headers = { ...fromOwnPage({ url }), "Content-Length": String(body.length) };
    const underWay = request(new URL("/sign-in", url), { method: "POST", headers });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      underWay.on("response", (answer) => resolve(answer.resume().statusCode)).on("error", reject);
    });
    // The request has begun and cannot be finished before the portal is stopping.
    await new Promise<void>((resolve) => underWay.write(body.slice(0, 5), () => resolve()));
    await expect.poll(async () => (await fetch(`${url}/healthz`)).ok).toBe(true);
    const end = ended();
    web.kill("SIGTERM");
    await expect.poll(() => output).toContain('"msg":"stopping"');
    underWay.end(body.slice(5));
    expect(await answered).toBe(401);
    expect(await end).toBe(0);
    expect(output).toContain('"msg":"stopped"');
  });
});
