import { CompiledQuery, sql } from "kysely";
import { expect, test } from "vitest";
import { dayOfIsoDay } from "#app/domain/calendar/utc-days.ts";
import type { Db } from "#db/client.ts";
import * as chain from "#db/repositories/activity-chain.ts";
import * as checks from "#db/repositories/activity-checks.ts";
import * as seals from "#db/repositories/activity-seals.ts";
import * as partners from "#db/repositories/partners.ts";
import { instant } from "#test/support/builders.ts";
import { describeOnBothDatabases, type TestDatabase } from "#test/support/databases.ts";
import { recorded } from "./support/recorder.ts";

const at = instant("2026-11-02T09:00:00Z");
const progress = { chainsTotal: 1, chainsDone: 1, linesTotal: 1, linesDone: 1, broken: 0 };
const page = { after: null, limit: 50 };

const calls: [string, (db: Db) => Promise<unknown>][] = [
  ["a head", (db) => chain.findChainHead(db, "a")],
  ["the lines of a chain", (db) => chain.listChainLines(db, "a", { after: 7, limit: 500 })],
  ["the lines from before there was a chain", (db) => chain.listEarlierLines(db, "a", page)],
  ["the next of them", (db) => chain.listEarlierLines(db, "a", { after: { atMs: 1, id: "x" }, limit: 500 })],
  ["the chains by name", (db) => chain.listChains(db, { after: "a", limit: 200 })],
  ["the heads by name", (db) => seals.listChainHeads(db, { after: "a", limit: 500 })],
  ["the seal of a day", (db) => seals.findSeal(db, dayOfIsoDay("2026-11-02"))],
  ["the newest seal", (db) => seals.findNewestSeal(db)],
  ["the newest sealed head of a chain", (db) => seals.findSealedHead(db, "a")],
  ["the newest verification", (db) => checks.findNewestCheck(db)],
  ["progress of a verification", (db) => checks.updateCheck(db, "c", progress, at)],
  ["the chains with what was found in them", (db) => checks.listChainStates(db, { after: "a", limit: 50 })],
  ["the broken chains", (db) => checks.listBrokenChains(db, 20)],
  ["the partner of a customer", (db) => partners.findPartnerOfCustomer(db, "c")],
  ["names of users", (db) => partners.anyUserNamesById(db, ["u", "v"])],
  ["names of customers", (db) => partners.anyCustomerNamesById(db, ["c", "d"])],
];

/** Steps that read a whole table, or sort what is then cut off. A walk along an index that ends at a limit is neither. */
async function faultsOf({ db, dialect }: TestDatabase, query: CompiledQuery): Promise<string[]> {
  if (dialect === "sqlite") {
    const explain = CompiledQuery.raw(`explain query plan ${query.sql}`, [...query.parameters]);
    const { rows } = await db.executeQuery<{ detail: string }>(explain);
    const isCutOff = / limit \d/.test(query.sql);
    return rows
      .map(({ detail }) => detail)
      .filter((detail) => {
        if (detail.startsWith("SCAN json_each")) return false;
        if (detail.startsWith("SCAN")) return !(isCutOff && detail.includes("USING"));
        return isCutOff && /TEMP B-TREE FOR (LAST|RIGHT|ORDER)/.test(detail);
      });
  }
  return db.transaction().execute(async (tx) => {
    for (const way of ["seqscan", "sort", "bitmapscan", "hashjoin", "mergejoin"])
      await sql.raw(`set local enable_${way} = off`).execute(tx);
    const explain = CompiledQuery.raw(`explain ${query.sql}`, [...query.parameters]);
    const { rows } = await tx.executeQuery<Record<string, string>>(explain);
    const lines = rows.map((row) => Object.values(row)[0] ?? "");
    return lines.filter(
      (line) => /Seq Scan on/.test(line) || (/ limit /.test(query.sql) && /Sort {2}\(cost/.test(line)),
    );
  });
}

describeOnBothDatabases("No statement about chains and seals of the log reads a whole table", (database) => {
  test.each(calls)("%s", async (_name, call) => {
    const recording = recorded(database().db);
    await call(recording.db);
    const statements = recording.take();
    for (const query of statements) expect(await faultsOf(database(), query), query.sql).toEqual([]);
  });
});
