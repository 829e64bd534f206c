import { CompiledQuery } from "kysely";
import { expect, it } from "vitest";
import { countSubscriptionsUpTo } from "#db/repositories/subscription-lists.ts";
import { fillPagesBook, pagesAt } from "#test/bench/pages-book.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { recorded } from "./support/recorder.ts";

const countMax = 100;

describeOnBothDatabases("counts of a partner's home, counted up to a number", (database) => {
  it("go along their indexes also where the database believes that nearly every row is such", async () => {
    const { db, dialect } = database();
    const { partnerId } = await fillPagesBook(db, 4_000);
    const asking = recorded(db);
    const until = pagesAt.add({ hours: 24 * 30 });
    const counts = await countSubscriptionsUpTo(
      asking.db,
      { partnerId, customerId: null },
      { at: pagesAt, until, countMax },
    );
    expect(counts).toEqual({ windowsClosing: 70, renewalsAhead: countMax, endingWithoutRenewal: 37, active: countMax });
    const [query, ...others] = asking.take();
    expect(others).toEqual([]);
    if (query === undefined) throw new Error("Nothing was asked");
    const explain = dialect === "sqlite" ? "explain query plan" : "explain";
    const plan = await db.executeQuery<Record<string, unknown>>(
      CompiledQuery.raw(`${explain} ${query.sql}`, [...query.parameters]),
    );
    const lines = plan.rows.map((row) => String(row["detail"] ?? row["QUERY PLAN"]));
    expect(lines.filter((line) => /subscription_(live_by_window|renews|will_not_renew)/.test(line))).toHaveLength(4);
    expect(lines.filter((line) => /Seq Scan on subscription|SCAN subscription|TEMP B-TREE/.test(line))).toEqual([]);
  });
});
