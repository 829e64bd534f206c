import { expect, it } from "vitest";
import type { Db } from "#db/client.ts";
import { isAnyOf } from "#db/dialects/is-any-of.ts";
import { keptQuery } from "#db/kept-query.ts";
import { buildCustomer, buildPartner } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { recorded } from "./support/recorder.ts";

type Wish = { readonly partnerId: string; readonly ids: readonly string[]; readonly limit: number };

const build = (db: Db, { partnerId, ids, limit }: Wish) =>
  db
    .selectFrom("customer")
    .select(["id", "name"])
    .where("partner_id", "=", partnerId)
    .where(isAnyOf(db, "id", ids))
    // A value of the query itself, beside those that it is asked with.
    .where("name", "!=", "Never listed")
    .orderBy("id")
    .limit(limit);

describeOnBothDatabases("a query that is built once", (database) => {
  const bookOf = async (db: Db, names: readonly string[]) => {
    const { id: partnerId } = await buildPartner(db);
    const ids: string[] = [];
    for (const name of names) ids.push((await buildCustomer(db, partnerId, { name })).id);
    return { partnerId, ids };
  };

  it("answers each time what the same query says that is built anew", async () => {
    const { db } = database();
    const ask = keptQuery(build);
    const [one, other] = [await bookOf(db, ["A", "B", "Never listed", "C"]), await bookOf(db, ["D"])];
    const wishes: Wish[] = [
      { ...one, limit: 10 },
      { ...one, limit: 2 },
      { ...other, limit: 10 },
      { partnerId: other.partnerId, ids: one.ids, limit: 10 },
      { partnerId: one.partnerId, ids: one.ids.slice(1, 2), limit: 1 },
      { partnerId: one.partnerId, ids: [], limit: 10 },
    ];
    const counts: number[] = [];
    for (const wish of wishes) {
      const rows = await ask(db, wish);
      expect(rows).toEqual(await build(db, wish).execute());
      counts.push(rows.length);
    }
    expect(counts).toEqual([3, 2, 1, 0, 1, 0]);
  });

  /** A kept query, and for which limits it was built. */
  const counted = () => {
    const built: number[] = [];
    const ask = keptQuery((connection, wish: Wish) => {
      built.push(wish.limit);
      return build(connection, wish);
    });
    return { ask, built };
  };

  it("is built once for a limit, however often and with whatever else it is asked", async () => {
    const { db } = database();
    const { ask, built } = counted();
    const [one, other] = [await bookOf(db, ["A"]), await bookOf(db, ["B"])];
    for (const book of [one, other, one]) for (const limit of [5, 6]) await ask(db, { ...book, limit });
    await db.transaction().execute((tx) => ask(tx, { ...one, limit: 5 }));
    expect(built).toEqual([5, 6]);
  });

  it("is kept for ten limits, so that pages of any size never fill the memory, and answers the others as well", async () => {
    const { db } = database();
    const { ask, built } = counted();
    const book = await bookOf(db, ["A", "B"]);
    const limits = Array.from({ length: 12 }, (_, index) => index + 1);
    for (const limit of [...limits, ...limits])
      expect(await ask(db, { ...book, limit })).toHaveLength(Math.min(limit, 2));
    expect(built).toEqual([...limits, 11, 12]);
  });

  it("has its limit written out, not as a parameter that has it planned anew each time", async () => {
    const { db } = database();
    const { db: watched, take } = recorded(db);
    const book = await bookOf(db, ["A"]);
    await keptQuery(build)(watched, { ...book, limit: 7 });
    expect(take().map(({ sql }) => sql)).toEqual([expect.stringMatching(/ limit 7$/)]);
  });

  it("sees within a transaction what was written there, and nothing of it once that was taken back", async () => {
    const { db } = database();
    const ask = keptQuery(build);
    const { partnerId, ids } = await bookOf(db, ["A"]);
    const seen: number[] = [];
    const wrong = new Error("Taken back");
    const work = db.transaction().execute(async (tx) => {
      const { id } = await buildCustomer(tx, partnerId, { name: "B" });
      ids.push(id);
      seen.push((await ask(tx, { partnerId, ids, limit: 10 })).length);
      throw wrong;
    });
    await expect(work).rejects.toBe(wrong);
    seen.push((await ask(db, { partnerId, ids, limit: 10 })).length);
    expect(seen).toEqual([2, 1]);
  });

  it("is shown to a plugin each time, with its values", async () => {
    const { db } = database();
    const ask = keptQuery(build);
    const book = await bookOf(db, ["A"]);
    await ask(db, { ...book, limit: 1 });
    const { db: watched, take } = recorded(db);
    for (const limit of [2, 3]) await ask(watched, { ...book, limit });
    expect(take().map(({ sql, parameters }) => [parameters[0], sql.slice(-1)])).toEqual([
      [book.partnerId, "2"],
      [book.partnerId, "3"],
    ]);
  });

  it("fails loudly where it is asked without a value, or looks at one while it is built", async () => {
    const { db } = database();
    const book = await bookOf(db, ["A"]);
    const { ids: _, ...withoutIds } = { ...book, limit: 1 };
    await expect(keptQuery(build)(db, withoutIds as Wish)).rejects.toThrow("without ids");
    const curious = keptQuery((connection, wish: Wish) =>
      build(connection, { ...wish, partnerId: `${wish.partnerId}` }),
    );
    await expect(curious(db, { ...book, limit: 1 })).rejects.toThrow("partnerId is not known");
  });
});
