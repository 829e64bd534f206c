import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase, dialects } from "#test/support/databases.ts";
import { recorded } from "./support/recorder.ts";
import { buildBook, repositoryCalls } from "./support/repository-calls.ts";

/** Statements as a reader wants to see them: a line per clause. */
function pretty(statement: string): string {
  return statement.replace(
    / (from|where|and|order by|group by|limit|set|values|on conflict|union(?: all)?|for) /g,
    "\n  $1 ",
  );
}

describe("every repository function's SQL stands in db/sql", () => {
  const databases: TestDatabase[] = [];
  beforeAll(async () => {
    for (const dialect of dialects) databases.push(await createTestDatabase(dialect));
  });
  afterAll(async () => {
    for (const database of databases) await database.dispose();
  });

  it.each(Object.keys(repositoryCalls))("%s, on both databases", async (name) => {
    const repository = repositoryCalls[name];
    if (repository === undefined) throw new Error(`No repository ${name}`);
    const sections = new Map<string, string[]>();
    for (const database of databases) {
      const book = await buildBook(database.db);
      const { db, take } = recorded(database.db);
      for (const [call, ask] of Object.entries(repository.calls)) {
        await ask(db, book);
        const statements = take().map(({ sql }) => `${pretty(sql)};`);
        const section = sections.get(call) ?? [`-- ${call}`];
        sections.set(call, [...section, `-- ${database.dialect}`, ...statements]);
      }
    }
    const text = [...sections.values()].map((section) => section.join("\n")).join("\n\n");
    await expect(`${text}\n`).toMatchFileSnapshot(`../../db/sql/${name}.sql`);
  });

  it.each(Object.entries(repositoryCalls))("%s: no function is missing", (_name, { module, calls }) => {
    const asking = Object.entries(module)
      .filter(([, value]) => typeof value === "function" && value.constructor.name === "AsyncFunction")
      .map(([name]) => name);
    const called = new Set(Object.keys(calls).map((call) => call.split(" ")[0]));
    expect(asking.filter((name) => !called.has(name))).toEqual([]);
  });
});
