import { CompiledQuery, type KyselyPlugin, type RootOperationNode, sql } from "kysely";
import { expect, it } from "vitest";
import { addHours } from "#app/domain/calendar/utc-days.ts";
import { advancingJobs } from "#app/domain/jobs/job-names.ts";
import type { Db } from "#db/client.ts";
import { dialectOf } from "#db/dialects/dialect.ts";
import {
  claimDue,
  countDue,
  findTermOrders,
  listDueKeys,
  listEndingWithin,
  listWindowsClosingWithin,
} from "#db/repositories/due-work.ts";
import { findNewestPriceListId, listOffersOfSkus, listSkuFacts } from "#db/repositories/offers-for-renewal.ts";
import { instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";

const at = instant("2025-03-10T00:00:00Z");

/** The plans of everything that a repository function asks. */
async function plansOf(db: Db, ask: (db: Db) => Promise<unknown>): Promise<string> {
  const nodes: RootOperationNode[] = [];
  const listening: KyselyPlugin = {
    transformQuery: ({ node }) => {
      nodes.push(node);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await ask(db.withPlugin(listening));
  const isPostgres = dialectOf(db) === "postgres";
  return db.connection().execute(async (connection) => {
    // With a handful of rows PostgreSQL would read the table whole; the question is whether an index could serve.
    if (isPostgres) await sql`set enable_seqscan = off`.execute(connection);
    let plans = "";
    for (const node of nodes) {
      const query = connection.getExecutor().compileQuery(node, { queryId: "plan" });
      const explain = `explain ${isPostgres ? "" : "query plan "}${query.sql}`;
      const { rows } = await connection.executeQuery<Record<string, unknown>>(
        CompiledQuery.raw(explain, [...query.parameters]),
      );
      plans += `${rows.map((row) => String(row["QUERY PLAN"] ?? row["detail"])).join("\n")}\n`;
    }
    if (isPostgres) await sql`reset enable_seqscan`.execute(connection);
    return plans;
  });
}

const readsWhole =
  /TEMP B-TREE FOR ORDER BY|Seq Scan on|SCAN (subscription|term|availability|sku|price_list)(?! USING)/;

/**
 * The plan of a query that is not served by its index; null where it is. SQLite names the index that it will take;
 * PostgreSQL chooses by statistics, which an empty database has not.
 */
async function unservedPlan(db: Db, index: RegExp, ask: (db: Db) => Promise<unknown>): Promise<string | null> {
  const plan = await plansOf(db, ask);
  const expected = dialectOf(db) === "sqlite" ? index : /Index( Only)? Scan/;
  return expected.test(plan) && !readsWhole.test(plan) ? null : plan;
}

const dueIndex = {
  "renew-due-subscriptions": /subscription_due_term/,
  "charge-due-cycles": /subscription_due_charge/,
  "expire-ended-subscriptions": /subscription_due_term/,
} as const;

describeOnBothDatabases("what is due is found by an index", (database) => {
  it.each(advancingJobs)("for %s, however far the run has come", async (job) => {
    const { db } = database();
    const after = { dueAtMs: at.epochMilliseconds - 1, id: "x" };
    for (const cursor of [null, after])
      expect(
        await unservedPlan(db, dueIndex[job], (on) => listDueKeys(on, { job, at, after: cursor, limit: 10 })),
      ).toBeNull();
    expect(await unservedPlan(db, dueIndex[job], (on) => countDue(on, job, at))).toBeNull();
    expect(
      await unservedPlan(db, /sqlite_autoindex_subscription_1/, (on) => claimDue(on, { job, at, ids: ["a", "b"] })),
    ).toBeNull();
  });

  it("for the look ahead", async () => {
    const { db } = database();
    const stretch = {
      from: at,
      until: addHours(at, 720),
      after: { dueAtMs: at.epochMilliseconds, id: "x" },
      limit: 10,
    };
    expect(await unservedPlan(db, /subscription_due_term/, (on) => listEndingWithin(on, stretch))).toBeNull();
    expect(
      await unservedPlan(db, /subscription_live_by_window/, (on) =>
        listWindowsClosingWithin(on, { ...stretch, partnerId: "p" }),
      ),
    ).toBeNull();
  });

  it("for the orders of terms, and for prices", async () => {
    const { db } = database();
    const terms = [
      { id: "a", term_number: 2 },
      { id: "b", term_number: 3 },
    ];
    const keys = [
      { market: "DE", productId: "p", skuId: "s" },
      { market: "FR", productId: "p", skuId: "s" },
    ];
    expect(await unservedPlan(db, /sqlite_autoindex_term_1/, (on) => findTermOrders(on, terms))).toBeNull();
    expect(await unservedPlan(db, /availability_by_/, (on) => listOffersOfSkus(on, keys))).toBeNull();
    expect(await unservedPlan(db, /sqlite_autoindex_sku_1/, (on) => listSkuFacts(on, keys))).toBeNull();
    expect(await unservedPlan(db, /price_list_by_time/, findNewestPriceListId)).toBeNull();
  });
});
