import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoSecrets } from "#app/server/demo-secrets.ts";
import { type RunningDemo, runDemo, startDemo } from "#test/support/demo-process.ts";

const loadMs = 120_000;

describe("npm run demo -- --json", () => {
  let demo: RunningDemo;
  beforeAll(async () => {
    demo = await startDemo();
  }, loadMs);
  afterAll(() => demo?.stop());

  test("prints its address and sign-ins as the only line of standard output, and serves", async () => {
    expect(demo.output).toHaveLength(1);
    const answer = await fetch(`${demo.url}/healthz`);
    expect(answer.status).toBe(200);
    for (const kind of ["app", "app+user"])
      for (const name of ["Nordlicht Systemhaus GmbH", "Harbour & Pine Cloud Services Ltd"])
        expect(demo.apiClients).toContainEqual(expect.objectContaining({ kind, organization: name }));
  });

  test("names a sign-in for every role of both resellers, the operator and customers", () => {
    const roles = new Set(demo.accounts.flatMap((account) => account.roles));
    expect(roles.size).toBe(11);
    const organizations = new Set(demo.accounts.map((account) => account.organization));
    expect(organizations).toContain("Operator");
    expect(organizations.size).toBeGreaterThanOrEqual(6);
    expect(new Set(demo.accounts.map((account) => account.language))).toEqual(new Set(["en", "de"]));
    for (const { password, email } of demo.accounts) {
      expect(password.length).toBeGreaterThanOrEqual(12);
      expect(email).toMatch(/\.example$/);
    }
  });

  test("stops both of its processes when it is asked to", async () => {
    expect(await demo.stop()).toBe(0);
    await expect(fetch(`${demo.url}/healthz`)).rejects.toThrow("fetch failed");
  });
});

test("says which port is taken and how to choose another one", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  const folder = mkdtempSync(join(tmpdir(), "portal-demo-"));
  const child = runDemo([], { PORT: String(port), DATABASE_URL: `sqlite:${join(folder, "demo.db")}` });
  const said = await text(child.stderr);
  expect(said).toContain(`Port ${port} on 127.0.0.1 is taken by another program.`);
  expect(said).toContain(`PORT=${port + 1} npm run demo`);
  expect(child.exitCode ?? (await new Promise((resolve) => child.once("exit", resolve)))).toBe(1);
  other.close();
  rmSync(folder, { recursive: true });
});

test("knows its options, and prints them for one that it does not know", async () => {
  const child = runDemo(["--jsn"], {});
  const said = await text(child.stderr);
  expect(said).toContain("--jsn");
  expect(said).toContain("--fresh");
  expect(child.exitCode ?? (await new Promise((resolve) => child.once("exit", resolve)))).toBe(1);
});

describe("the demo's secrets", () => {
  const folder = mkdtempSync(join(tmpdir(), "portal-secrets-"));
  const file = join(folder, "data", "demo.db.secrets.json");
  afterAll(() => rmSync(folder, { recursive: true }));

  test("are made once, kept beside the data, and read by their owner alone", () => {
    const made = demoSecrets(file);
    expect(made.SESSION_SECRET.length).toBeGreaterThanOrEqual(43);
    expect(demoSecrets(file)).toEqual(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).toContain(made.SESSION_SECRET);
  });

  test("are made anew where the file is no longer one", () => {
    const before = demoSecrets(file);
    writeFileSync(file, "{");
    expect(demoSecrets(file)).not.toEqual(before);
  });
});
