import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Db, openDatabase } from "#db/client.ts";
import { failureKind } from "#db/dialects/failure-kind.ts";
import { keptQuery } from "#db/kept-query.ts";
import { buildPartner } from "#test/support/builders.ts";
import { createTestDatabase, type TestDatabase } from "#test/support/databases.ts";
import { createAccount, signInTo, startPortal } from "#test/support/portal.ts";

describe("a query that is kept, on PostgreSQL", () => {
  let database: TestDatabase;
  let db: Db;
  beforeAll(async () => {
    database = await createTestDatabase("postgres");
    // One connection, so that each question meets what the one before has prepared.
    db = openDatabase(database.url, { poolMax: 1 });
  });
  afterAll(async () => {
    await db.destroy();
    await database.dispose();
  });

  const partnerNamed = () =>
    keptQuery((connection, { name }: { readonly name: string }) =>
      connection.selectFrom("partner").selectAll().where("name", "=", name),
    );
  const prepared = async () => {
    const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(db);
    return rows.filter(({ statement }) => statement.includes('from "partner"'));
  };
  /** As a newer version does it beside a process that is still asking. */
  const addColumn = (name: string) =>
    sql`alter table partner add column ${sql.ref(name)} text not null default 'new'`.execute(database.db);

  it("is planned once for a connection, whatever it is asked with, and others are not", async () => {
    await buildPartner(database.db, { name: "Nordwind IT" });
    const ask = partnerNamed();
    expect(await ask(db, { name: "Nordwind IT" })).toMatchObject([{ name: "Nordwind IT" }]);
    expect(await ask(db, { name: "Nobody" })).toEqual([]);
    await db.transaction().execute((tx) => ask(tx, { name: "Nobody" }));
    await db.selectFrom("partner").select("id").where("name", "=", "Nobody").execute();
    expect(await prepared()).toHaveLength(1);
  });

  it("is so in the built pages too, which come with modules of their own", async () => {
    const portal = await startPortal({ environment: { DATABASE_URL: database.url } });
    try {
      const { cookie } = await signInTo(portal, await createAccount(portal, { roles: ["admin-agent"] }));
      expect((await fetch(`${portal.url}/`, { headers: { cookie } })).status).toBe(200);
      // At once, so that each asks over another connection: any of them may have served the page.
      const asked = Array.from({ length: 10 }, () =>
        sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(portal.composition.deps.db),
      );
      const statements = (await Promise.all(asked)).flatMap(({ rows }) => rows.map(({ statement }) => statement));
      for (const table of ["session", "inbox"])
        expect(statements).toContainEqual(expect.stringContaining(`from "${table}"`));
    } finally {
      await portal.close();
    }
  });

  it("answers on when its table got a column meanwhile, with what is there now", async () => {
    await buildPartner(database.db, { name: "Südwind IT" });
    const ask = partnerNamed();
    expect(await ask(db, { name: "Südwind IT" })).toHaveLength(1);
    await addColumn("added_once");
    expect(await ask(db, { name: "Südwind IT" })).toMatchObject([{ name: "Südwind IT", added_once: "new" }]);
  });

  it("fails a transaction that was so surprised as something to try once more, and the next try is answered", async () => {
    await buildPartner(database.db, { name: "Westwind IT" });
    const ask = partnerNamed();
    const asked = () => db.transaction().execute((tx) => ask(tx, { name: "Westwind IT" }));
    expect(await asked()).toHaveLength(1);
    await addColumn("added_again");
    const failure: unknown = await asked().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(failureKind(failure)).toBe("transient");
    expect(await asked()).toMatchObject([{ added_again: "new" }]);
  });
});
