import { expect, test } from "vitest";
import type { Actor } from "#app/domain/access/roles.ts";
import { startKeyFileCheck, stageKeyFile } from "#app/services/keys/stage-key-file.server.ts";
import { removeDownloadFile } from "#app/services/downloads/manage-download-files.server.ts";
import { finishKeyImport } from "#app/services/keys/finish-key-import.server.ts";
import { setLowStockMark } from "#app/services/keys/manage-key-pool.server.ts";
import { revealKey } from "#app/services/keys/reveal-key.server.ts";
import { issueDownloadLink } from "#app/services/downloads/issue-download-link.server.ts";
import { operatorHome } from "#app/views/operator-home.ts";
import { formatFor } from "#app/views/format.ts";
import { addFileView, removeFileView } from "#app/views/shelf/download-file.ts";
import { downloadProductsView, productFilesView } from "#app/views/shelf/download-files.ts";
import { keyImportView, keyPoolView } from "#app/views/shelf/key-pool.ts";
import { addPoolView, keyPoolsView, type PoolTab } from "#app/views/shelf/key-pools.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import { insertKeyImport } from "#db/repositories/key-imports.ts";
import type { Db } from "#db/client.ts";
import { buildOperatorActor, buildPartner, buildPartnerActor } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { buildDownloadCase, buildFile, downloadDeps } from "#test/support/downloads.ts";
import {
  buildKeyCase,
  buildPool,
  buildSoftware,
  bytesOf,
  keyDeps,
  keysAt as at,
  newKey,
  newKeys,
} from "#test/support/keys.ts";

const reader = { language: "en", timeZone: "UTC" } as const;
const noPage = { after: null, before: null };

function seenBy(db: Db, actor: Actor): ViewContext {
  return { db, actor, at, reader };
}

/** As the import of a product would, so that a search finds it. */
async function findable(db: Db, productId: string): Promise<string> {
  const word = { word: productId.toLowerCase(), product_id: productId };
  await db
    .insertInto("product_word")
    .values(word)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return productId;
}

function valueOf<T>(result: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

describeOnBothDatabases("The operator's views of keys", (database) => {
  const poolsOf = async (context: ViewContext, productId: string, tab: PoolTab = "all") =>
    valueOf(await keyPoolsView(context, { search: await findable(context.db, productId), tab, ...noPage }));

  test("tell how much there is of each pool, and never a key", async () => {
    const keys = newKeys(4);
    const built = await buildKeyCase(database().db, { keys, lowStockMark: 2 });
    const context = seenBy(built.deps.db, built.operator);
    const { productId } = built.sku;
    expect((await poolsOf(context, productId)).rows).toMatchObject([
      {
        poolId: built.poolId,
        version: "2022",
        skuTitle: null,
        stock: { level: "plenty", available: { value: 4, text: "4" }, issued: { value: 0 }, revoked: { value: 0 } },
      },
    ]);
    valueOf(await revealKey(built.deps, built.actor, built.reveal, at));
    const mark = await setLowStockMark(built.deps, built.operator, { poolId: built.poolId, lowStockMark: 3 }, at);
    expect(mark).toMatchObject({ ok: true });
    const low = await poolsOf(context, productId, "low");
    expect(low.rows).toMatchObject([{ stock: { level: "low", available: { value: 3 }, issued: { value: 1 } } }]);
    expect(low.counts).toMatchObject({ all: { value: 1 }, low: { value: 1 }, empty: { value: 0 } });
    const view = valueOf(await keyPoolView(context, built.poolId));
    expect(view.pool.stock).toMatchObject({ level: "low", lowStockMark: { value: 3 } });
    expect(view.imports).toMatchObject([
      { fileName: "keys.txt", state: "imported", lines: { value: 4 }, importedKeys: { value: 4 } },
    ]);
    expect(view.activity.map(({ action, keys: count, mark: moved }) => [action, count, moved])).toEqual(
      expect.arrayContaining([
        ["key-pool-changed", null, { from: "2", to: "3" }],
        ["keys-imported", "4", null],
        ["key-pool-added", null, null],
      ]),
    );
    const text = JSON.stringify([low, view]);
    for (const key of keys) expect(text).not.toContain(key);
  });

  test("name the products and versions that need keys and have no pool, edition by edition", async () => {
    const { db } = database();
    const operator = await buildOperatorActor(db);
    const context = seenBy(db, operator);
    const sku = await buildSoftware(db);
    const missing = async () => (await poolsOf(context, sku.productId, "missing")).missing;
    expect((await missing()).map(({ version, skuId }) => [version, skuId])).toEqual([
      ["2022", null],
      ["2019", null],
    ]);
    await buildPool(keyDeps(db), operator, { productId: sku.productId, skuId: sku.skuId });
    expect((await missing()).map(({ version }) => version)).toEqual(["2019"]);
    const { product } = valueOf(await addPoolView(context, sku.productId));
    expect(product?.versions).toEqual([
      { version: "2022", hasPool: true },
      { version: "2019", hasPool: false },
    ]);
    const right = await buildSoftware(db, { needsKey: false });
    expect((await poolsOf(context, right.productId, "missing")).missing).toEqual([]);
    expect(await addPoolView(context, right.productId)).toMatchObject({ refusal: { code: "not-found" } });
  });

  test("name whoever waits for a key, until they have one or their right ends", async () => {
    const built = await buildKeyCase(database().db, { keys: newKeys(1) });
    const { deps, operator, poolId, reveal, actor } = built;
    const context = seenBy(deps.db, operator);
    // Somebody else takes the last key.
    await deps.db.updateTable("key_pool").set({ available_count: 0 }).where("id", "=", poolId).execute();
    expect(await revealKey(deps, actor, reveal, at)).toMatchObject({ refusal: { code: "key-pool-empty" } });
    expect(await revealKey(deps, actor, reveal, at)).toMatchObject({ refusal: { code: "key-pool-empty" } });
    const { waiting } = valueOf(await keyPoolView(context, poolId));
    expect(waiting).toMatchObject([{ orderId: reveal.orderId, lineNumber: 0, version: "2022" }]);
    expect((await poolsOf(context, built.sku.productId)).rows).toMatchObject([{ waiting: { value: 1 } }]);
    const home = await operatorHome(context, formatFor(reader));
    expect(home.shelf.waiting.value).toBeGreaterThanOrEqual(1);
    expect(home.shelf.empty.value).toBeGreaterThanOrEqual(1);
    await deps.db.updateTable("key_pool").set({ available_count: 1 }).where("id", "=", poolId).execute();
    valueOf(await revealKey(deps, actor, reveal, at));
    expect(valueOf(await keyPoolView(context, poolId)).waiting).toEqual([]);
  });

  test("tell of a key file how far it is, and of its refused lines number and reason alone", async () => {
    const { db } = database();
    const operator = await buildOperatorActor(db);
    const deps = keyDeps(db);
    const sku = await buildSoftware(db);
    const poolId = await buildPool(deps, operator, { productId: sku.productId }, newKeys(1));
    const twice = newKey();
    const text = ["not a key", twice, twice, newKey()].join("\n");
    const file = { poolId, fileName: "new.txt", content: bytesOf(text), bytesTotal: Buffer.byteLength(text) };
    const { importId } = valueOf(await stageKeyFile(deps, operator, file, at));
    const context = seenBy(db, operator);
    const view = valueOf(await keyImportView(context, { poolId, importId, ...noPage }));
    expect(view).toMatchObject({
      file: { state: "checked", lines: { value: 4 }, goodLines: { value: 2 }, refusedLines: { value: 2 } },
      progress: null,
      reasons: { "wrong-format": { value: 1 }, "twice-in-file": { value: 1 }, "known-already": { value: 0 } },
      refusals: [
        { line: 1, reason: "wrong-format" },
        { line: 3, reason: "twice-in-file", firstLineText: "2" },
      ],
    });
    expect(JSON.stringify(view)).not.toContain(twice);
    expect(JSON.stringify(view)).not.toContain("not a key");
    expect(valueOf(await keyPoolView(context, poolId)).open).toMatchObject({ importId, state: "checked" });
    valueOf(await finishKeyImport(deps, operator, { importId, leaveOutRefused: true }, at));
    expect(valueOf(await keyPoolView(context, poolId)).open).toBeNull();
    const other = await buildPool(deps, operator, { productId: sku.productId, version: "2019" });
    expect(await keyImportView(context, { poolId: other, importId, ...noPage })).toMatchObject({
      refusal: { code: "not-found" },
    });
  });

  test("say that a file which nobody reads any more was interrupted", async () => {
    const { db } = database();
    const operator = await buildOperatorActor(db);
    const sku = await buildSoftware(db);
    const poolId = await buildPool(keyDeps(db), operator, { productId: sku.productId });
    const entry = { importId: `import-${poolId}`, poolId, fileName: "cut.txt", startedBy: null, bytesTotal: 100 };
    await insertKeyImport(db, { ...entry, startedAt: at });
    const at61s = at.add({ seconds: 61 });
    const stateAt = async (now: typeof at) => {
      const view = await keyImportView({ ...seenBy(db, operator), at: now }, { ...entry, ...noPage });
      return valueOf(view).file.state;
    };
    expect(await stateAt(at)).toBe("reading");
    expect(await stateAt(at61s)).toBe("interrupted");
  });

  test("come from a check that goes on behind the page, and tells what was thrown", async () => {
    const { db } = database();
    const operator = await buildOperatorActor(db);
    const sku = await buildSoftware(db);
    const poolId = await buildPool(keyDeps(db), operator, { productId: sku.productId });
    const errors: unknown[] = [];
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${newKey()}\n`);
      throw new Error("gone");
    }
    const file = { poolId, fileName: "a.txt", content: broken(), bytesTotal: null };
    const started = valueOf(await startKeyFileCheck(keyDeps(db), operator, file, at, (error) => errors.push(error)));
    expect(await started.finished).toBeNull();
    expect(errors).toHaveLength(1);
    const view = await keyImportView(seenBy(db, operator), { poolId, importId: started.importId, ...noPage });
    expect(valueOf(view).file.state).toBe("discarded");
  });

  test("are nobody's but the operator's", async () => {
    const built = await buildKeyCase(database().db);
    const { db } = built.deps;
    const partner = await buildPartner(db);
    const context = seenBy(db, await buildPartnerActor(db, partner.id));
    const { productId } = built.sku;
    const asked = [
      keyPoolsView(context, { search: "", tab: "all", ...noPage }),
      addPoolView(context, null),
      keyPoolView(context, built.poolId),
      keyImportView(context, { poolId: built.poolId, importId: "x", ...noPage }),
      downloadProductsView(context, { search: "", ...noPage }),
      productFilesView(context, productId),
      addFileView(context, productId, {}),
      removeFileView(context, productId, "x"),
    ];
    for (const view of await Promise.all(asked)) expect(view).toMatchObject({ refusal: { code: "role-needed" } });
  });
});

describeOnBothDatabases("The operator's views of download files", (database) => {
  test("tell which choices have a file, and which have none", async () => {
    const { db } = database();
    const operator = await buildOperatorActor(db);
    const context = seenBy(db, operator);
    const deps = downloadDeps(db);
    const { productId } = await buildSoftware(db);
    const search = await findable(db, productId);
    const rowOf = async () => valueOf(await downloadProductsView(context, { search, ...noPage })).rows[0];
    expect(await rowOf()).toMatchObject({ files: { value: 0 }, newest: null });
    const first = await buildFile(deps, operator, productId, { bytes: Buffer.alloc(2_000) });
    expect(await rowOf()).toMatchObject({
      files: { value: 1 },
      size: "2 kB",
      versions: [
        { version: "2022", files: { value: 1 } },
        { version: "2019", files: { value: 0 } },
      ],
    });
    const view = valueOf(await productFilesView(context, productId));
    expect(view.offers).toEqual({ version: true, language: true, fileType: true, operatingSystem: false });
    expect(view.files).toMatchObject([{ fileId: first.id, languageName: "English (United States)", bytes: "2,000" }]);
    expect(view.missing.value).toBe(3);
    expect(view.coverage.map(({ version, languages }) => [version, languages.map(({ hasFile }) => hasFile)])).toEqual([
      ["2022", [true, false]],
      ["2019", [false, false]],
    ]);
  });

  test("tell what another file takes the place of, and what taking one back stops", async () => {
    const built = await buildDownloadCase(database().db, {});
    const { downloads, operator, actor, line, file, sku } = built;
    const context = seenBy(downloads.db, operator);
    const choice = { version: "2022", language: "en-US", fileType: "ISO", operatingSystem: "" };
    const wish = async (other: object) => valueOf(await addFileView(context, sku.productId, { ...choice, ...other }));
    expect(await wish({})).toMatchObject({ isChosen: true, current: { fileId: file.id, links: { value: 0 } } });
    expect(await wish({ language: "de-DE" })).toMatchObject({ isChosen: true, current: null });
    expect(await wish({ language: "xx" })).toMatchObject({ isChosen: false, current: null });
    valueOf(await issueDownloadLink(downloads, actor, { ...line, fileId: file.id, kind: "copied" }, at));
    expect((await wish({})).current?.links.value).toBe(1);
    const remove = async () => valueOf(await removeFileView(context, sku.productId, file.id));
    expect(await remove()).toMatchObject({ isCurrent: true, isRemoved: false, file: { links: { value: 1 } } });
    const next = await buildFile(downloads, operator, sku.productId, { bytes: Buffer.from("newer") });
    expect(await remove()).toMatchObject({ isCurrent: false, isRemoved: false, file: { links: { value: 1 } } });
    valueOf(await removeDownloadFile(downloads, operator, { fileId: file.id }, at));
    const view = valueOf(await productFilesView(context, sku.productId));
    expect(view.files.map(({ fileId }) => fileId)).toEqual([next.id]);
    expect(view.former).toMatchObject([{ fileId: file.id, isRemoved: true }]);
    expect(view.activity.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["download-file-added", "download-file-removed"]),
    );
    const other = await buildSoftware(downloads.db);
    expect(await removeFileView(context, other.productId, file.id)).toMatchObject({ refusal: { code: "not-found" } });
  });
});
