import { CompiledQuery, sql } from "kysely";
import { expect, test } from "vitest";
import type { Db } from "#db/client.ts";
import * as fileLists from "#db/repositories/download-file-lists.ts";
import * as files from "#db/repositories/download-files.ts";
import * as links from "#db/repositories/download-links.ts";
import * as entitlements from "#db/repositories/entitlements.ts";
import * as imports from "#db/repositories/key-imports.ts";
import * as poolLists from "#db/repositories/key-pool-lists.ts";
import * as pools from "#db/repositories/key-pools.ts";
import * as keys from "#db/repositories/keys.ts";
import * as shelf from "#db/repositories/shelf-activity.ts";
import { describeOnBothDatabases, type TestDatabase } from "#test/support/databases.ts";
import { keysAt as at } from "#test/support/keys.ts";
import { recorded } from "./support/recorder.ts";

const id = { orderId: "o", lineNumber: 0 };
const scope = { partnerId: "p", customerId: "c" };
const after = { direction: "after", key: [1, "a"] } as const;
const wrap = { wrapped: "w", masterVersion: 2 };
const key = { keyId: "k", poolId: "pool", sealed: "s", wrapped: "w", masterVersion: 1 };

const calls: [string, (db: Db) => Promise<unknown>][] = [
  ["an entitlement", (db) => entitlements.findEntitlement(db, scope, id)],
  ["the reveals of an order", (db) => entitlements.listKeyReveals(db, "p", "o", 50)],
  ["the first accesses", (db) => entitlements.listAccesses(db, scope, { limit: 50, cursor: null })],
  ["the next accesses", (db) => entitlements.listAccesses(db, scope, { limit: 50, cursor: after })],
  [
    "the accesses of an entitlement",
    (db) => entitlements.listAccesses(db, scope, { limit: 50, cursor: after, entitlement: id }),
  ],
  ["whose an order is", (db) => entitlements.findOwnerOfOrder(db, "o")],
  ["the lines of an order", (db) => entitlements.listLineNumbers(db, scope, "o")],
  ["a pool", (db) => pools.findKeyPool(db, "pool", { lock: true })],
  ["the pool for an edition", (db) => pools.findKeyPoolFor(db, { productId: "x", skuId: "1", version: "v" })],
  ["the pool of a product", (db) => pools.findKeyPoolOf(db, { productId: "x", skuId: null, version: "v" })],
  ["a draw from the stock", (db) => pools.takeFromStock(db, "pool")],
  ["an available key", (db) => keys.getAvailableKey(db, "pool").catch(() => {})],
  ["the live key", (db) => keys.findLiveKey(db, "p", id, "v")],
  ["all keys of an entitlement", (db) => keys.listKeyRecords(db, "p", id)],
  ["the keys of some orders", (db) => keys.listKeyStatesOfOrders(db, "p", ["o", "q"])],
  ["the live keys of an entitlement", (db) => keys.listLiveKeys(db, "p", id)],
  ["a binding", (db) => keys.bindKey(db, key, { ...scope, ...id, version: "v" }, wrap, at)],
  ["a revocation", (db) => keys.revokeKey(db, "p", "k", "leaked", at)],
  ["keys to wrap anew", (db) => keys.claimKeysToRewrap(db, { masterVersion: 1, afterKeyId: "", limit: 200 })],
  ["a new wrap", (db) => keys.updateWrappedKey(db, key, wrap)],
  ["keys by master key", (db) => keys.countKeysByMasterVersion(db)],
  ["the open import", (db) => imports.findOpenKeyImport(db, "pool")],
  ["the imports of a pool", (db) => imports.listKeyImports(db, "pool", 20)],
  ["stale imports", (db) => imports.listStaleKeyImports(db, at)],
  ["discarded imports with keys", (db) => imports.listDiscardedWithKeys(db)],
  ["a batch of released keys", (db) => imports.releaseStagedKeys(db, "i", 1000)],
  ["a batch of deleted keys", (db) => imports.deleteStagedKeys(db, "i", 1000)],
  [
    "refused lines",
    (db) => imports.listKeyLineRefusals(db, "i", { limit: 50, cursor: { direction: "after", key: [7] } }),
  ],
  ["refused lines by reason", (db) => imports.countKeyLineRefusals(db, "i")],
  ["the lines about the pools and files of a product", (db) => shelf.listShelfActivity(db, "x", 20)],
  ["keys that were asked for in vain", (db) => shelf.listAskedInVain(db, at, 200)],
  ["lines that have a key", (db) => shelf.listLinesWithKey(db, ["o", "q"])],
  ["the pools of some products", (db) => poolLists.listPoolsOfProducts(db, ["x", "y"])],
  ["the present files of some products", (db) => fileLists.listCurrentFilesOfProducts(db, ["x", "y"])],
  ["the good links to a file", (db) => fileLists.countLiveLinksOfFile(db, "f", at)],
  ["the present files", (db) => files.listCurrentFiles(db, "x")],
  ["the files of a product", (db) => files.listFilesOfProduct(db, "x", { beforeFileId: "z", limit: 50 })],
  ["a link", (db) => links.findLinkForUse(db, "l")],
  ["the links of an entitlement", (db) => links.listLinksOfEntitlement(db, "p", id, 50)],
  ["some links", (db) => links.listLinksById(db, "p", ["l", "m"])],
  ["a revocation of links", (db) => links.revokeLinksOfEntitlement(db, "p", id, at)],
  ["live links by key", (db) => links.countLiveLinksByKey(db, at)],
];

/** Steps that read a whole table, or all of a large index from one end to the other. */
async function scansOf({ db, dialect }: TestDatabase, query: CompiledQuery): Promise<string[]> {
  if (dialect === "sqlite") {
    const explain = CompiledQuery.raw(`explain query plan ${query.sql}`, [...query.parameters]);
    const { rows } = await db.executeQuery<{ detail: string }>(explain);
    return rows
      .map(({ detail }) => detail)
      .filter(
        (detail) =>
          (detail.startsWith("SCAN") && !detail.startsWith("SCAN json_each")) || isSortOfPage(query.sql, detail),
      );
  }
  return db.transaction().execute(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx);
    const explain = CompiledQuery.raw(`explain ${query.sql}`, [...query.parameters]);
    const { rows } = await tx.executeQuery<Record<string, string>>(explain);
    return rows.map((row) => Object.values(row)[0] ?? "").filter((line) => /Seq Scan on/.test(line));
  });
}

/** What is cut off must come sorted from its index: sorting it first would read all of it. */
function isSortOfPage(statement: string, detail: string): boolean {
  return / limit /.test(statement) && /TEMP B-TREE FOR (LAST|RIGHT|ORDER)/.test(detail);
}

/** Statements that may read an index from end to end: it holds a handful of rows, or the counting is the purpose. */
const mayScan: Record<string, RegExp> = {
  // One entry per key, counted by whoever rotates the master key.
  "keys by master key": /USING COVERING INDEX software_key_by_master/,
  // Links that were not revoked, counted by the same.
  "live links by key": /USING INDEX download_link_by_signature/,
  // The imports that are open: at most one per pool.
  "stale imports": /USING INDEX key_import_one_open_per_pool/,
  // Staged keys, of imports that nobody has finished.
  "discarded imports with keys": /USING COVERING INDEX software_key_staged/,
};

describeOnBothDatabases("No statement about keys and downloads reads a whole table", (database) => {
  test.each(calls)("%s", async (name, call) => {
    const recording = recorded(database().db);
    await call(recording.db);
    const statements = recording.take();
    expect(statements.length).toBeGreaterThan(0);
    for (const query of statements) {
      const scans = (await scansOf(database(), query)).filter((step) => mayScan[name]?.test(step) !== true);
      expect(scans, query.sql).toEqual([]);
    }
  });
});
