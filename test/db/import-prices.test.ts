import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importProducts } from "#app/services/catalog/import-products.server.ts";
import { openDatabase } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { instant } from "#test/support/builders.ts";
import { csvText } from "#test/support/price-lists.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const cli = fileURLToPath(new URL("../../db/cli/import-prices.ts", import.meta.url));
const badFile = fileURLToPath(new URL("../fixtures/price-lists/bad.csv", import.meta.url));
const at = instant("2026-11-02T09:00:00Z");

describe("npm run import-prices", () => {
  const folder = mkdtempSync(join(tmpdir(), "portal-import-"));
  const url = `sqlite:${join(folder, "portal.db")}`;
  const goodFile = join(folder, "good.csv");

  beforeAll(async () => {
    const db = openDatabase(url, { synchronous: "normal" });
    await migrateToLatest(db);
    const text = readFileSync(new URL("../../db/seeds/catalog/products.json", import.meta.url), "utf8");
    await importProducts(serviceDeps(db, at), { kind: "system", job: "test" }, JSON.parse(text), at);
    await db.destroy();
    writeFileSync(goodFile, csvText({}, { Market: "FR" }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  type Ended = { code: number; stdout: string; stderr: string };

  function run(...args: string[]): Promise<Ended> {
    const env = { ...process.env, DATABASE_URL: url, MODE: "sandbox" };
    return new Promise((resolve) => {
      const child = execFile(process.execPath, ["--import", "tsx", cli, ...args], { env }, (_error, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });
  }

  async function stored(): Promise<{ prices: number; drafts: number }> {
    const db = openDatabase(url);
    const prices = await db.selectFrom("availability").select("id").execute();
    const drafts = await db.selectFrom("price_list_draft").select("id").where("price_list_id", "is", null).execute();
    await db.destroy();
    return { prices: prices.length, drafts: drafts.length };
  }

  test("shows what an import would do, and changes nothing", async () => {
    const { code, stdout } = await run(goodFile, "--dry-run");
    expect(stdout).toContain("added 2, changed 0, ended 0, unchanged 0");
    expect(code).toBe(0);
    expect(await stored()).toEqual({ prices: 0, drafts: 0 });
  });

  test("refuses a list with every line and its reason, and ends with 1", async () => {
    for (const args of [[badFile], [badFile, "--dry-run"]]) {
      const { code, stdout } = await run(...args);
      expect(code).toBe(1);
      expect(stdout).toContain("Refused lines: 20");
      expect(stdout).toContain(
        'line 5, column 11 (Currency): currency-not-of-market "USD": This market (Germany) is billed in EUR.',
      );
      expect(stdout).toContain("line 15: row-duplicate: Says the same as line 3.");
      expect(stdout.match(/^ {2}line \d+/gm)).toHaveLength(20);
      expect(await stored()).toEqual({ prices: 0, drafts: 0 });
    }
  });

  test("imports a list, and the same one again without a change", async () => {
    expect(await run(goodFile)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("added 2, changed 0") as string,
    });
    expect(await run(goodFile)).toMatchObject({ code: 0, stdout: expect.stringContaining("unchanged 2") as string });
    expect(await stored()).toEqual({ prices: 2, drafts: 0 });
  });

  test.each([[[]], [["--wet-run", "x.csv"]], [["a.csv", "b.csv"]]])(
    "called with %j says how it is called, and ends with 2",
    async (args) => {
      const { code, stderr } = await run(...args);
      expect(code).toBe(2);
      expect(stderr).toContain("Usage: npm run import-prices");
    },
  );

  test("without the file says so, and ends with 2", async () => {
    expect(await run(join(folder, "none.csv"))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("There is no file") as string,
    });
  });
});
