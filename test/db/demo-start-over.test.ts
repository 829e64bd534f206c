import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openDatabase, sqlitePath } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { putPortalSetting } from "#db/repositories/portal-settings.ts";
import { emptyDemo } from "#db/seeds/demo/empty-demo.ts";
import { findDemoState } from "#db/seeds/demo/load-demo.ts";
import { createTestDatabase, dialects } from "#test/support/databases.ts";
import { instant } from "#test/support/builders.ts";

describe.each(dialects)("starting the demo over (%s)", (dialect) => {
  test("takes out what the demo put there, so that the tables can be made anew", async () => {
    const { db, url, dispose } = await createTestDatabase(dialect);
    await putPortalSetting(db, "demo-data", { state: "loading" }, instant("2026-11-24T13:05:00Z"));
    expect(await findDemoState(db)).toBe("cut-off");
    await emptyDemo(url);
    expect(dialect === "sqlite" && existsSync(sqlitePath(url))).toBe(false);
    const again = openDatabase(url);
    expect((await migrateToLatest(again)).length).toBeGreaterThan(0);
    expect(await findDemoState(again)).toBe("empty");
    await again.destroy();
    await dispose();
  });

  test("leaves other data alone", async () => {
    const { db, url, dispose } = await createTestDatabase(dialect);
    await db.insertInto("partner").values({ id: "p", name: "Somebody", country: "DE", created_at: 0 }).execute();
    await expect(emptyDemo(url)).rejects.toThrow(/nothing of it was touched/);
    expect(await db.selectFrom("partner").select("name").execute()).toEqual([{ name: "Somebody" }]);
    await dispose();
  });

  test("is content with a database that has no tables", async () => {
    const { url, dispose } = await createTestDatabase(dialect);
    await emptyDemo(url);
    await expect(emptyDemo(url)).resolves.toBeUndefined();
    await dispose();
  });
});
