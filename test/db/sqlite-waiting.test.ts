import BetterSqlite from "better-sqlite3";
import { Kysely, sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Db, openDatabase, sqlitePath } from "#db/client.ts";
import { failureKind } from "#db/dialects/failure-kind.ts";
import { manyRows } from "#db/dialects/many-rows.ts";
import { ImmediateSqliteDialect } from "#db/dialects/sqlite.ts";
import type { Database } from "#db/schema.ts";
import { createTestDatabase, type TestDatabase } from "#test/support/databases.ts";

describe("a file of SQLite that another process writes to", () => {
  let database: TestDatabase;
  let db: Db;
  let other: BetterSqlite.Database;

  beforeEach(async () => {
    database = await createTestDatabase("sqlite");
    db = openDatabase(database.url);
    await sql`create table note (words text primary key)`.execute(db);
    other = new BetterSqlite(sqlitePath(database.url));
    other.exec("begin immediate; insert into note values ('theirs')");
  });
  afterEach(async () => {
    other.close();
    await db.destroy();
    await database.dispose();
  });

  const notes = async () => {
    const { rows } = await sql<{ words: string }>`select words from note order by words`.execute(db);
    return rows.map(({ words }) => words);
  };
  const ours = sql`insert into note values ('ours')`;

  it.each([
    ["a transaction", () => db.transaction().execute((tx) => ours.execute(tx))],
    ["a statement by itself", () => ours.execute(db)],
    ["many rows by themselves", () => db.executeQuery(manyRows("insert into note values (?)", [["ours"], ["us"]]))],
  ])("is written to afterwards, and read meanwhile (%s)", async (_, write) => {
    const writing = write();
    expect(await notes()).toEqual([]);
    other.exec("commit");
    await writing;
    expect(await notes()).toEqual(expect.arrayContaining(["ours", "theirs"]));
  });

  it("makes a writer fail as something to try again when that takes too long", async () => {
    const raw = new BetterSqlite(sqlitePath(database.url));
    const hasty = new Kysely<Database>({ dialect: new ImmediateSqliteDialect(raw, 0) });
    const failure: unknown = await ours.execute(hasty).catch((error: unknown) => error);
    await hasty.destroy();
    expect(failure).toBeInstanceOf(Error);
    expect(failureKind(failure)).toBe("transient");
  });

  it("takes many rows by themselves all or not at all", async () => {
    other.exec("rollback");
    const twice = db.executeQuery(manyRows("insert into note values (?)", [["a"], ["b"], ["a"]]));
    await expect(twice).rejects.toThrow(/UNIQUE/);
    expect(await notes()).toEqual([]);
  });
});
