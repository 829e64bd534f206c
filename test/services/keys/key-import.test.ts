import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { actorOf } from "#app/domain/access/organization.ts";
import { roles } from "#app/domain/access/roles.ts";
import { keyFileLinesMax, keyImportStaleMs } from "#app/domain/entitlement/limits.ts";
import { discardKeyImport } from "#app/services/keys/discard-key-import.server.ts";
import { finishKeyImport } from "#app/services/keys/finish-key-import.server.ts";
import { addKeyPool, setLowStockMark } from "#app/services/keys/manage-key-pool.server.ts";
import { revealKey } from "#app/services/keys/reveal-key.server.ts";
import { stageKeyFile } from "#app/services/keys/stage-key-file.server.ts";
import type { KeyDeps } from "#app/services/ports.ts";
import { findKeyImport, insertKeyImport, listKeyLineRefusals } from "#db/repositories/key-imports.ts";
import { listPoolPage, poolKey } from "#db/repositories/key-pool-lists.ts";
import { findKeyPool, type KeyPoolListing } from "#db/repositories/key-pools.ts";
import type { Cursor } from "#db/keyset.ts";
import { buildOperatorActor, buildPartner, buildSubscription, buildUser } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import {
  buildKeyCase,
  buildPool,
  buildSoftware,
  bytesOf,
  fillPool,
  fixedClock,
  keyDeps,
  keysAt as at,
  newKey,
  newKeys,
} from "#test/support/keys.ts";

const later = (ms: number) => Temporal.Instant.fromEpochMilliseconds(at.epochMilliseconds + ms);

describeOnBothDatabases("A key file", (database) => {
  async function emptyPool(options: { keyFormat?: "5x5" | "32-digits"; lowStockMark?: number } = {}) {
    const deps = keyDeps(database().db);
    const operator = await buildOperatorActor(deps.db);
    const sku = await buildSoftware(deps.db);
    const poolId = await buildPool(deps, operator, { productId: sku.productId, ...options });
    const stage = (text: string, chunkBytes?: number) =>
      stageKeyFile(
        deps,
        operator,
        { poolId, fileName: "keys.txt", content: bytesOf(text, chunkBytes), bytesTotal: Buffer.byteLength(text) },
        at,
      );
    return { deps, operator, sku, poolId, stage };
  }

  async function keysOf(deps: KeyDeps, poolId: string) {
    return deps.db.selectFrom("software_key").select(["id", "state"]).where("pool_id", "=", poolId).execute();
  }

  test("is read as a dry run first, and is then imported or not", async () => {
    const { deps, operator, poolId, stage } = await emptyPool();
    const report = await stage(`${newKeys(3).join("\n")}\n`);
    if (!report.ok) throw new Error(report.refusal.code);
    expect(report.value).toMatchObject({ linesRead: 3, goodLines: 3, refusedLines: 0, refusals: [] });
    expect(await findKeyPool(deps.db, poolId)).toMatchObject({ available: 0 });
    const { importId } = report.value;
    expect(await findKeyImport(deps.db, importId)).toMatchObject({ status: "checked", bytesRead: 90, bytesTotal: 90 });
    const done = await finishKeyImport(deps, operator, { importId, leaveOutRefused: false }, at);
    expect(done).toEqual({ ok: true, value: { importId, poolId, keys: 3 } });
    expect(await findKeyPool(deps.db, poolId)).toMatchObject({ available: 3 });
    expect(await finishKeyImport(deps, operator, { importId, leaveOutRefused: false }, at)).toEqual(done);
    expect(await findKeyPool(deps.db, poolId)).toMatchObject({ available: 3 });
    expect(await discardKeyImport(deps, operator, { importId }, at)).toMatchObject({
      refusal: { code: "key-import-closed" },
    });
    const logged = await deps.db
      .selectFrom("activity")
      .select("new_json")
      .where("actor_user_id", "=", operator.userId)
      .where("action", "=", "keys-imported")
      .execute();
    expect(logged.map((line) => JSON.parse(line.new_json ?? ""))).toEqual([
      { poolId, version: "2022", keys: 3, refusedLines: 0, fileName: "keys.txt" },
    ]);
  });

  test("names refused lines by number and reason, never by their text", async () => {
    const { deps, operator, poolId, stage } = await emptyPool();
    const known = newKey();
    await fillPool(deps, operator, poolId, [known]);
    const [one = "", two = ""] = newKeys(2);
    const lines = [
      one,
      "not a key",
      known.toLowerCase(),
      "",
      one.replaceAll("-", " "),
      two,
      `${two}X`,
      "x".repeat(5000),
    ];
    const report = await stage(lines.join("\r\n"));
    if (!report.ok) throw new Error(report.refusal.code);
    expect(report.value.refusals).toEqual([
      { line: 2, reason: "wrong-format", firstLine: null },
      { line: 3, reason: "known-already", firstLine: null },
      { line: 5, reason: "twice-in-file", firstLine: 1 },
      { line: 7, reason: "wrong-format", firstLine: null },
      { line: 8, reason: "wrong-format", firstLine: null },
    ]);
    expect(report.value).toMatchObject({ linesRead: 7, goodLines: 2, refusedLines: 5 });
    const { importId } = report.value;
    const after = { limit: 2, cursor: { direction: "after", key: [3] } } as const;
    expect((await listKeyLineRefusals(deps.db, importId, after)).rows).toEqual(report.value.refusals.slice(2, 4));
    expect(JSON.stringify(report)).not.toContain(one);
    const whole = await finishKeyImport(deps, operator, { importId, leaveOutRefused: false }, at);
    expect(whole).toEqual({ ok: false, refusal: { code: "key-file-refused", refusedLines: 5 } });
    const rest = await finishKeyImport(deps, operator, { importId, leaveOutRefused: true }, at);
    expect(rest).toMatchObject({ ok: true, value: { keys: 2 } });
  });

  test("is checked against the keys of all pools, also those of other products and versions", async () => {
    const first = await emptyPool();
    const second = await emptyPool();
    const key = newKey();
    await fillPool(first.deps, first.operator, first.poolId, [key]);
    const report = await second.stage(key);
    expect(report.ok ? null : report.refusal).toBe(null);
    expect(report).toMatchObject({
      ok: true,
      value: { goodLines: 0, refusals: [{ line: 1, reason: "known-already" }] },
    });
  });

  test("may come in any pieces, with a byte order mark, and with 32 digits", async () => {
    const { stage } = await emptyPool({ keyFormat: "32-digits" });
    const keys = newKeys(40, "32-digits");
    const grouped = keys.map((key) => (key.match(/.{4}/g) ?? []).join(" "));
    const report = await stage(`\ufeff${grouped.join("\n")}`, 7);
    expect(report).toMatchObject({ ok: true, value: { goodLines: 40, refusedLines: 0 } });
    const { stage: other } = await emptyPool({ keyFormat: "32-digits" });
    expect(await other(newKey("5x5"))).toMatchObject({ value: { refusals: [{ reason: "wrong-format" }] } });
  });

  test("that is discarded leaves nothing, and its keys can come in again", async () => {
    const { deps, operator, poolId, stage } = await emptyPool();
    const text = newKeys(1200).join("\n");
    const report = await stage(text);
    if (!report.ok) throw new Error(report.refusal.code);
    expect(await discardKeyImport(deps, operator, { importId: report.value.importId }, at)).toEqual({
      ok: true,
      value: null,
    });
    expect(await keysOf(deps, poolId)).toEqual([]);
    expect(await stage(text)).toMatchObject({ ok: true, value: { goodLines: 1200, refusedLines: 0 } });
  });

  test("takes the place of one that nobody finished, and waits for one that is being read", async () => {
    const { deps, poolId, stage } = await emptyPool();
    const text = newKeys(2).join("\n");
    const first = await stage(text);
    const second = await stage(text);
    expect(second).toMatchObject({ ok: true, value: { goodLines: 2 } });
    if (!first.ok || !second.ok) throw new Error("Both are read");
    expect(await findKeyImport(deps.db, first.value.importId)).toMatchObject({ status: "discarded" });
    expect(await keysOf(deps, poolId)).toHaveLength(2);

    const { deps: other, poolId: busy, stage: stageBusy } = await emptyPool();
    const entry = { poolId: busy, fileName: "x", bytesTotal: null, startedBy: null, startedAt: at };
    await insertKeyImport(other.db, { importId: `${busy}-reading`, ...entry });
    expect(await stageBusy(text)).toMatchObject({ refusal: { code: "key-import-running" } });
  });

  test("of which the upload broke off, or whose process ended, does not keep its keys", async () => {
    const { deps, operator, poolId } = await emptyPool();
    const keys = newKeys(700);
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(keys.join("\n"));
      throw new Error("The connection is gone");
    }
    const input = { poolId, fileName: "keys.txt", content: breaking(), bytesTotal: null };
    await expect(stageKeyFile(deps, operator, input, at)).rejects.toThrow("The connection is gone");
    expect(await keysOf(deps, poolId)).toEqual([]);

    async function* hanging(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(keys.join("\n"));
      await new Promise(() => {});
    }
    void stageKeyFile(deps, operator, { ...input, content: hanging() }, at);
    await expect.poll(async () => (await keysOf(deps, poolId)).length, { timeout: 10_000 }).toBe(500);
    const muchLater = later(keyImportStaleMs + 1);
    const again = { ...input, content: bytesOf(keys.join("\n")) };
    const result = await stageKeyFile({ ...deps, clock: fixedClock(muchLater) }, operator, again, muchLater);
    expect(result).toMatchObject({ ok: true, value: { goodLines: 700, refusedLines: 0 } });
  });

  test("without a key, or beyond the limit of lines, is refused and leaves nothing", async () => {
    const { deps, poolId, stage } = await emptyPool();
    expect(await stage("\n \r\n\n")).toEqual({ ok: false, refusal: { code: "key-file-empty" } });
    const line = "x\n".repeat(keyFileLinesMax + 1);
    expect(await stage(line)).toMatchObject({ refusal: { code: "key-file-too-long", linesMax: keyFileLinesMax } });
    expect(await keysOf(deps, poolId)).toEqual([]);
  });

  test("counts more refused lines than it keeps", async () => {
    const { deps, stage } = await emptyPool();
    const report = await stage(`${"nothing\n".repeat(1500)}${newKey()}`);
    if (!report.ok) throw new Error(report.refusal.code);
    expect(report.value).toMatchObject({ refusedLines: 1500, goodLines: 1 });
    expect(report.value.refusals).toHaveLength(1000);
    const all = await listKeyLineRefusals(deps.db, report.value.importId, { limit: 2000, cursor: null });
    expect(all.rows).toHaveLength(1000);
  });

  test("that is made available in the middle of a crash goes on where it was", async () => {
    const { deps, operator, poolId, stage } = await emptyPool();
    const report = await stage(newKeys(2300).join("\n"));
    if (!report.ok) throw new Error(report.refusal.code);
    const { importId } = report.value;
    let batches = 0;
    const db = new Proxy(deps.db, {
      get(target, name) {
        if (name === "transaction" && ++batches === 2) throw new Error("Gone");
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === "function" ? (value as (...args: never[]) => unknown).bind(target) : value;
      },
    });
    const failing = finishKeyImport({ ...deps, db }, operator, { importId, leaveOutRefused: false }, at);
    await expect(failing).rejects.toThrow("Gone");
    expect(await findKeyPool(deps.db, poolId)).toMatchObject({ available: 1000 });
    const done = await finishKeyImport(deps, operator, { importId, leaveOutRefused: false }, at);
    expect(done).toMatchObject({ ok: true, value: { keys: 2300 } });
    expect(await findKeyPool(deps.db, poolId)).toMatchObject({ available: 2300 });
  });

  test("called by a key does not carry it into log or list", async () => {
    const { deps, operator, poolId } = await emptyPool();
    const key = newKey();
    const input = { poolId, fileName: `${key}.txt`, content: bytesOf(newKey()), bytesTotal: null };
    const report = await stageKeyFile(deps, operator, input, at);
    if (!report.ok) throw new Error(report.refusal.code);
    expect(await findKeyImport(deps.db, report.value.importId)).toMatchObject({ fileName: "keys.txt" });
  });
});

describeOnBothDatabases("The stock of a pool", (database) => {
  test("tells the operator once when it becomes low, and again after it was filled up", async () => {
    const built = await buildKeyCase(database().db, { keys: newKeys(4), lowStockMark: 2 });
    const { deps, actor, customer, sku, poolId, operator } = built;
    const drawOne = async () => {
      const { orderId } = await buildSubscription(deps.db, { customer, sku, at });
      expect((await revealKey(deps, actor, { ...built.reveal, orderId }, at)).ok).toBe(true);
    };
    const told = async () => {
      const rows = await deps.db
        .selectFrom("notice")
        .select("facts_json")
        .where("dedupe_key", "like", `key-pool:${poolId}:low:%`)
        .orderBy("dedupe_key")
        .execute();
      return rows.map((row) => (JSON.parse(row.facts_json) as { left: number }).left);
    };
    await drawOne();
    expect(await told()).toEqual([]);
    await drawOne();
    expect(await told()).toEqual([2]);
    await drawOne();
    expect(await told()).toEqual([2]);
    await fillPool(deps, operator, poolId, newKeys(2));
    expect(await findKeyPool(deps.db, poolId)).toMatchObject({ available: 3, isLow: false });
    await drawOne();
    expect(await told()).toEqual([2, 2]);
  });

  test("is looked at anew when the mark changes, and no mark brings a revoked key back", async () => {
    const { deps, operator, poolId } = await buildKeyCase(database().db, { keys: newKeys(5), lowStockMark: 2 });
    expect(await setLowStockMark(deps, operator, { poolId, lowStockMark: 10 }, at)).toMatchObject({
      ok: true,
      value: { isLow: true, lowStockMark: 10, lowCount: 1, available: 5 },
    });
    expect(await setLowStockMark(deps, operator, { poolId, lowStockMark: 1 }, at)).toMatchObject({
      value: { isLow: false, lowStockMark: 1 },
    });
    for (const lowStockMark of [-1, 1.5, Number.NaN, 1e9])
      expect(await setLowStockMark(deps, operator, { poolId, lowStockMark }, at)).toMatchObject({
        refusal: { code: "invalid-field", field: "lowStockMark" },
      });
  });

  test("belongs to one pool per product, version and edition", async () => {
    const deps = keyDeps(database().db);
    const operator = await buildOperatorActor(deps.db);
    const { productId } = await buildSoftware(deps.db);
    const pool = { productId, skuId: null, version: "2022", keyFormat: "5x5", lowStockMark: 1 } as const;
    const added = await addKeyPool(deps, operator, pool, at);
    if (!added.ok) throw new Error(added.refusal.code);
    expect(await addKeyPool(deps, operator, pool, at)).toEqual({
      ok: false,
      refusal: { code: "key-pool-exists", poolId: added.value.poolId },
    });
    expect((await addKeyPool(deps, operator, { ...pool, skuId: "0001" }, at)).ok).toBe(true);
    expect((await addKeyPool(deps, operator, { ...pool, version: "2019" }, at)).ok).toBe(true);
    expect(await addKeyPool(deps, operator, { ...pool, version: "1999" }, at)).toMatchObject({
      refusal: { code: "version-not-offered" },
    });
    expect(await addKeyPool(deps, operator, { ...pool, productId: "NOPRODUCT" }, at)).toMatchObject({
      refusal: { code: "not-found", what: "product" },
    });
    const right = await buildSoftware(deps.db, { needsKey: false });
    expect(await addKeyPool(deps, operator, { ...pool, productId: right.productId }, at)).toMatchObject({
      refusal: { code: "invalid-field", reason: "needs-no-key" },
    });
    const listed: KeyPoolListing[] = [];
    for (let cursor: Cursor | null = null; ;) {
      const page = await listPoolPage(deps.db, { filter: "all", search: "", limit: 2, cursor });
      listed.push(...page.rows);
      const last = page.rows.at(-1);
      if (!page.hasNext || last === undefined) break;
      cursor = { direction: "after", key: poolKey(last) };
    }
    const ofProduct = listed.filter((entry) => entry.productId === productId);
    expect(ofProduct.map(({ version, skuId }) => `${version} ${skuId}`).toSorted()).toEqual([
      "2019 null",
      "2022 0001",
      "2022 null",
    ]);
    expect(new Set(listed.map(({ poolId }) => poolId)).size).toBe(listed.length);
  });

  test.each(roles.filter((role) => role !== "operator"))("is no business of the role %s", async (role) => {
    const deps = keyDeps(database().db);
    const partner = await buildPartner(deps.db);
    const user = await buildUser(deps.db, { partnerId: partner.id, roles: [role] });
    const organization = { kind: "partner", partnerId: partner.id } as const;
    const actor = actorOf(organization, { userId: user.id, roles: [role], address: null });
    const operator = await buildOperatorActor(deps.db);
    const { productId } = await buildSoftware(deps.db);
    const poolId = await buildPool(deps, operator, { productId });
    const content = bytesOf(newKey());
    const attempts = [
      addKeyPool(deps, actor, { productId, skuId: null, version: "2019", keyFormat: "5x5", lowStockMark: 1 }, at),
      setLowStockMark(deps, actor, { poolId, lowStockMark: 1 }, at),
      stageKeyFile(deps, actor, { poolId, fileName: "k", content, bytesTotal: null }, at),
      finishKeyImport(deps, actor, { importId: "x", leaveOutRefused: true }, at),
      discardKeyImport(deps, actor, { importId: "x" }, at),
    ];
    for (const attempt of attempts)
      expect(await attempt).toMatchObject({ ok: false, refusal: { code: "role-needed", roles: ["operator"] } });
    const logged = await deps.db
      .selectFrom("activity")
      .select("outcome")
      .where("actor_user_id", "=", user.id)
      .execute();
    expect(logged).toEqual(attempts.map(() => ({ outcome: "refused" })));
  });
});
