import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeEach, expect, test, vi } from "vitest";
import { openEndMs } from "#app/domain/catalog/price-list.ts";
import { discardPriceList } from "#app/services/catalog/discard-price-list.server.ts";
import {
  checkPriceList,
  importPriceList,
  importPriceListDraft,
} from "#app/services/catalog/import-price-list.server.ts";
import { importProducts } from "#app/services/catalog/import-products.server.ts";
import type { OnPriceListProgress } from "#app/services/catalog/price-list-progress.ts";
import type { PriceListFile } from "#app/services/catalog/receive-price-list.server.ts";
import type { ServiceDeps } from "#app/services/ports.ts";
import type { Db } from "#db/client.ts";
import { findAvailabilityRow, listAvailabilitiesFor } from "#db/repositories/catalog.ts";
import { findPriceListDraft } from "#db/repositories/price-list-drafts.ts";
import { listDraftRefusals } from "#db/repositories/price-list-refusals.ts";
import { loadCatalogue } from "#db/seeds/catalog/load-catalogue.ts";
import { buildOperatorActor, buildPartner, buildPartnerActor, instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { bytesOf, csvText, type RowFields } from "#test/support/price-lists.ts";
import { testActivityKeys } from "#test/support/activity-keys.ts";

const at = instant("2026-11-02T09:00:00Z");
const badFile = readFileSync(new URL("../../fixtures/price-lists/bad.csv", import.meta.url));
const expected = JSON.parse(
  readFileSync(new URL("../../fixtures/price-lists/bad.expected.json", import.meta.url), "utf8"),
) as { refused: { line: number; column: number | null; code: string; value: string | null }[] };
const products: unknown = JSON.parse(
  readFileSync(new URL("../../../db/seeds/catalog/products.json", import.meta.url), "utf8"),
);

function depsOn(db: Db): ServiceDeps {
  return {
    db,
    clock: { now: () => at, refresh: async () => {} },
    ids: testIds,
    passwords: { hash: async () => "", verify: async () => false },
    activityKeys: testActivityKeys,
    mode: "sandbox",
  };
}

function fileOf(bytes: Uint8Array, fileName = "list.csv"): PriceListFile {
  return { fileName, bytesTotal: bytes.length, chunks: [bytes] };
}

const listOf = (...rows: RowFields[]) => fileOf(bytesOf(csvText(...rows)));
const system = { kind: "system", job: "test" } as const;

/** Everything that is stored about prices, to compare before and after. */
async function pricesOf(db: Db) {
  return db.selectFrom("availability").selectAll().orderBy("id").execute();
}

describeOnBothDatabases("A price list", (database) => {
  const db = () => database().db;
  const deps = () => depsOn(db());

  beforeEach(async () => {
    for (const table of [
      "price_list_draft_change",
      "price_list_draft_row",
      "price_list_draft_refusal",
      "price_list_draft",
      "availability",
      "price_list",
    ] as const)
      await db().deleteFrom(table).execute();
    await importProducts(deps(), system, products, at);
  });

  async function imported(...rows: RowFields[]) {
    const result = await importPriceList(deps(), system, listOf(...rows), at);
    if (!result.ok) throw new Error(result.refusal.code);
    const { added, changed, ended, unchanged } = result.value;
    return { added, changed, ended, unchanged };
  }

  test("of the demo is imported, and a second time changes nothing", async () => {
    await loadCatalogue(deps(), at);
    const before = await pricesOf(db());
    expect(before).toHaveLength(63 * 23);
    await loadCatalogue(deps(), at);
    expect(await db().selectFrom("price_list").select("id").execute()).toHaveLength(1);
    const bytes = readFileSync(new URL("../../../db/seeds/catalog/price-list.csv", import.meta.url));
    const again = await importPriceList(deps(), system, fileOf(bytes), at);
    expect(again).toMatchObject({ ok: true, value: { added: 0, changed: 0, ended: 0, unchanged: 63 * 23 } });
    expect(await pricesOf(db())).toEqual(before);
  });

  test("with bad lines is refused with all of them, and nothing of it is stored", async () => {
    const operator = await buildOperatorActor(db());
    const checked = await checkPriceList(deps(), operator, fileOf(badFile, "C:\\lists\\bad.csv"), at);
    if (!checked.ok) throw new Error(checked.refusal.code);
    expect(checked.value).toMatchObject({
      status: "checked",
      fileName: "bad.csv",
      linesRead: 24,
      goodRows: 3,
      added: 3,
      refusedLines: 20,
      refusals: 20,
    });
    const { rows } = await listDraftRefusals(db(), checked.value.id, { limit: 50, cursor: null });
    expect(rows.map(({ line, column, code, value }) => ({ line, column, code, value }))).toEqual(
      expected.refused.map(({ line, column, code, value }) => ({ line, column, code, value })),
    );
    expect(await importPriceListDraft(deps(), operator, checked.value.id, at)).toEqual({
      ok: false,
      refusal: { code: "price-list-refused", refusedLines: 20 },
    });
    expect(await pricesOf(db())).toEqual([]);
    expect(await db().selectFrom("price_list").select("id").execute()).toEqual([]);
    const log = await db().selectFrom("activity").selectAll().where("actor_user_id", "=", operator.userId).execute();
    expect(log).toMatchObject([
      { action: "price-list-imported", outcome: "refused", refusal_code: "price-list-refused" },
    ]);
  });

  test("is read by a dry run without a change, and imported when that is confirmed", async () => {
    const operator = await buildOperatorActor(db());
    await imported(
      { UnitPrice: "380.00" },
      { Market: "FR" },
      { Market: "NL", EffectiveEndDate: "9999-11-30T23:59:59Z" },
    );
    const before = await pricesOf(db());
    const file = listOf(
      {},
      { Market: "FR", EffectiveEndDate: "2027-12-31T23:59:59Z" },
      { Market: "NL" },
      { Market: "AT" },
    );
    const checked = await checkPriceList(deps(), operator, file, at);
    if (!checked.ok) throw new Error(checked.refusal.code);
    expect(checked.value).toMatchObject({
      added: 1,
      changed: 1,
      ended: 1,
      unchanged: 1,
      refusedLines: 0,
      offersLosingPrice: 1,
    });
    expect(await pricesOf(db())).toEqual(before);

    const list = await importPriceListDraft(deps(), operator, checked.value.id, at);
    expect(list).toMatchObject({
      ok: true,
      value: { added: 1, changed: 1, ended: 1, unchanged: 1, importedBy: operator.userId, importedByName: "Test User" },
    });
    const now = await pricesOf(db());
    expect(now).toHaveLength(4);
    expect(now.find((price) => price.market === "DE")).toMatchObject({
      unit_price_minor: 38_950,
      id: before.find((price) => price.market === "DE")?.id,
    });
    expect(now.find((price) => price.market === "FR")).toMatchObject({ effective_until_at: Date.UTC(2028, 0, 1) });
    expect(
      await db().selectFrom("price_list_draft_row").select("line").where("draft_id", "=", checked.value.id).execute(),
    ).toEqual([]);
    const log = await db().selectFrom("activity").selectAll().where("actor_user_id", "=", operator.userId).execute();
    expect(log).toHaveLength(1);
    expect(JSON.parse(log[0]?.new_json ?? "{}")).toMatchObject({
      fileName: "list.csv",
      added: 1,
      changed: 1,
      sha256: checked.value.sha256,
    });
  });

  test("that is confirmed twice is imported once", async () => {
    const operator = await buildOperatorActor(db());
    const checked = await checkPriceList(deps(), operator, listOf({}), at);
    if (!checked.ok) throw new Error(checked.refusal.code);
    const confirm = () => importPriceListDraft(deps(), operator, checked.value.id, at);
    const [first, second] = await Promise.all([confirm(), confirm()]);
    expect(first).toEqual(second);
    expect(await confirm()).toEqual(first);
    expect(await db().selectFrom("price_list").select("id").execute()).toHaveLength(1);
  });

  test("with a new price ends the one before, which had no end, at its start", async () => {
    await imported({});
    expect(await imported({ EffectiveStartDate: "2027-01-01T00:00:00Z", UnitPrice: "400.00" })).toEqual({
      added: 1,
      changed: 0,
      ended: 1,
      unchanged: 0,
    });
    const priceAt = async (text: string) => {
      const offer = {
        productId: "DEMOPRD0WSS1",
        skuId: "0001",
        market: "DE",
        segment: "Commercial",
        termDuration: "P1Y",
        billingPlan: "annual",
      } as const;
      return (await findAvailabilityRow(db(), { ...offer, at: instant(text) }))?.unitPriceMinor;
    };
    expect(await priceAt("2021-09-30T23:59:59.999Z")).toBeUndefined();
    expect(await priceAt("2021-10-01T00:00:00Z")).toBe(38_950);
    expect(await priceAt("2026-12-31T23:59:59.999Z")).toBe(38_950);
    expect(await priceAt("2027-01-01T00:00:00Z")).toBe(40_000);
    expect(await priceAt("9999-11-30T23:59:59.999Z")).toBe(40_000);
  });

  test("that is older than what is stored is refused line by line", async () => {
    await imported({});
    await imported({ EffectiveStartDate: "2027-01-01T00:00:00Z", UnitPrice: "400.00" });
    const before = await pricesOf(db());
    const result = await importPriceList(deps(), system, listOf({}, { Market: "AT" }), at);
    expect(result).toMatchObject({ ok: false, refusal: { code: "price-list-refused", refusedLines: 1 } });
    expect(await pricesOf(db())).toEqual(before);
  });

  test("that was checked before another import is looked at again, not imported unseen", async () => {
    const operator = await buildOperatorActor(db());
    const checked = await checkPriceList(deps(), operator, listOf({}), at);
    if (!checked.ok) throw new Error(checked.refusal.code);
    await imported({});
    expect(await importPriceListDraft(deps(), operator, checked.value.id, at)).toEqual({
      ok: false,
      refusal: { code: "changed-meanwhile" },
    });
    expect(await findPriceListDraft(db(), checked.value.id)).toMatchObject({
      status: "checked",
      added: 0,
      unchanged: 1,
    });
    expect(await importPriceListDraft(deps(), operator, checked.value.id, at)).toMatchObject({
      ok: true,
      value: { added: 0, unchanged: 1 },
    });
  });

  test("that was checked before an import of something else is imported as it was shown", async () => {
    const operator = await buildOperatorActor(db());
    const checked = await checkPriceList(deps(), operator, listOf({}), at);
    if (!checked.ok) throw new Error(checked.refusal.code);
    await imported({ Market: "FR" });
    expect(await importPriceListDraft(deps(), operator, checked.value.id, at)).toMatchObject({
      ok: true,
      value: { added: 1 },
    });
  });

  test("imported by three processes at once leaves one price per instant", async () => {
    const rows = ["DE", "AT", "FR", "NL", "ES", "IT"].map((Market) => ({ Market }));
    const newer = rows.map((row) => ({ ...row, EffectiveStartDate: "2027-01-01T00:00:00Z", UnitPrice: "400.00" }));
    const outcomes = await Promise.all(
      [
        [rows, newer],
        [rows, newer, rows],
        [newer, rows],
      ].map(importElsewhere),
    );
    // Whoever comes behind the newer list with the older one is refused; nobody fails in another way.
    for (const outcome of outcomes.flat()) expect(outcome).toBeOneOf(["imported", "price-list-refused"]);
    const prices = await pricesOf(db());
    for (const market of rows.map((row) => row.Market)) {
      const ofMarket = prices
        .filter((price) => price.market === market)
        .sort((a, b) => a.effective_from_at - b.effective_from_at);
      expect(ofMarket.at(-1)?.effective_from_at).toBe(Date.UTC(2027, 0, 1));
      for (const [index, price] of ofMarket.entries())
        expect(price.effective_until_at).toBe(ofMarket[index + 1]?.effective_from_at ?? openEndMs);
    }
    const sums = await db()
      .selectFrom("price_list")
      .select((eb) => eb.fn.sum<number>("added").as("added"))
      .executeTakeFirstOrThrow();
    expect(Number(sums.added)).toBe(prices.length);
  });

  async function importElsewhere(lists: RowFields[][]): Promise<string[]> {
    const script = fileURLToPath(new URL("import-lists.process.ts", import.meta.url));
    const args = ["--import", "tsx", script, database().url, JSON.stringify(lists)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return JSON.parse(stdout) as string[];
  }

  test("whose upload breaks off stores no price and is marked as failed", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield bytesOf(csvText({}));
      throw new Error("connection lost");
    }
    const file = { fileName: "half.csv", bytesTotal: null, chunks: broken() };
    await expect(checkPriceList(deps(), system, file, at)).rejects.toThrow("connection lost");
    expect(await pricesOf(db())).toEqual([]);
    expect(await db().selectFrom("price_list_draft").select("status").execute()).toEqual([{ status: "failed" }]);
  });

  test("tells how far it is", async () => {
    const onProgress = vi.fn<OnPriceListProgress>();
    await importPriceList(
      deps(),
      system,
      listOf(...Array.from({ length: 1500 }, (_, index) => manyRow(index))),
      at,
      onProgress,
    );
    const phases = onProgress.mock.calls.map(([progress]) => progress);
    expect(phases.some(({ phase, done, total }) => phase === "reading" && done > 0 && done < (total ?? 0))).toBe(true);
    expect(phases.at(-1)).toEqual({ phase: "comparing", done: 1500, total: 1500 });
  });

  test("that would do something else than it said is taken back as a whole", async () => {
    const operator = await buildOperatorActor(db());
    const checked = await checkPriceList(deps(), operator, listOf({}, { Market: "FR" }), at);
    if (!checked.ok) throw new Error(checked.refusal.code);
    const { id } = checked.value;
    await db().deleteFrom("price_list_draft_row").where("draft_id", "=", id).where("line", "=", 3).execute();
    await expect(importPriceListDraft(deps(), operator, id, at)).rejects.toThrow("something else");
    expect(await pricesOf(db())).toEqual([]);
    expect(await db().selectFrom("price_list").select("id").execute()).toEqual([]);
    expect(await findPriceListDraft(db(), id)).toMatchObject({ status: "checked", priceListId: null });
  });

  test("thrown away and imported at the same moment is there as a whole, or not at all", async () => {
    const operator = await buildOperatorActor(db());
    for (const Market of ["DE", "AT", "FR", "NL", "ES", "IT"]) {
      const markets = [{ Market }, { Market, Segment: "Education" }, { Market, BillingPlan: "Monthly" }];
      const checked = await checkPriceList(deps(), operator, listOf(...markets), at);
      if (!checked.ok) throw new Error(checked.refusal.code);
      const { id } = checked.value;
      const [imported] = await Promise.all([
        importPriceListDraft(deps(), operator, id, at),
        discardPriceList(deps(), operator, id),
      ]);
      const stored = await db().selectFrom("availability").select("id").where("market", "=", Market).execute();
      expect(stored).toHaveLength(imported.ok ? 3 : 0);
    }
  });

  test("is no business of a partner", async () => {
    const partner = await buildPartner(db());
    const actor = await buildPartnerActor(db(), partner.id, ["admin-agent", "global-admin"]);
    const refusal = { code: "role-needed", action: "manage-prices", roles: ["operator"] };
    expect(await checkPriceList(deps(), actor, listOf({}), at)).toEqual({ ok: false, refusal });
    expect(await importPriceList(deps(), actor, listOf({}), at)).toEqual({ ok: false, refusal });
    expect(await importPriceListDraft(deps(), actor, "any", at)).toEqual({ ok: false, refusal });
    expect(await discardPriceList(deps(), actor, "any")).toEqual({ ok: false, refusal });
    expect(await db().selectFrom("price_list_draft").select("id").execute()).toEqual([]);
  });

  test("can be thrown away, and after a week goes by itself", async () => {
    const operator = await buildOperatorActor(db());
    const first = await checkPriceList(deps(), operator, listOf({}), at);
    const second = await checkPriceList(deps(), operator, listOf({}), at);
    if (!first.ok || !second.ok) throw new Error("refused");
    expect(await discardPriceList(deps(), operator, first.value.id)).toEqual({
      ok: true,
      value: { fileName: "list.csv" },
    });
    expect(await discardPriceList(deps(), operator, first.value.id)).toMatchObject({
      ok: false,
      refusal: { code: "not-found" },
    });
    await checkPriceList(deps(), operator, listOf({}), at.add({ hours: 7 * 24 }));
    expect(await findPriceListDraft(db(), second.value.id)).toBeDefined();
    await checkPriceList(deps(), operator, listOf({}), at.add({ hours: 7 * 24 + 1 }));
    expect(await findPriceListDraft(db(), second.value.id)).toBeUndefined();
  });

  test("with thousands of bad lines counts all and keeps the first ones", async () => {
    const rows = Array.from({ length: 2500 }, () => ({ UnitPrice: "x", Segment: "y" }));
    const checked = await checkPriceList(deps(), system, listOf(...rows), at);
    if (!checked.ok) throw new Error(checked.refusal.code);
    expect(checked.value).toMatchObject({ refusedLines: 2500, refusals: 5000 });
    const kept = await listDraftRefusals(db(), checked.value.id, { limit: 3000, cursor: null });
    expect(kept.rows).toHaveLength(2000);
  });

  test("leaves a price alone that an offer of another segment, term or plan has", async () => {
    await imported({}, { Segment: "Education" }, { TermDuration: "P3Y" }, { BillingPlan: "Monthly" });
    expect(await imported({ UnitPrice: "1.00" })).toEqual({ added: 0, changed: 1, ended: 0, unchanged: 0 });
    const offers = await listAvailabilitiesFor(db(), { market: "DE", at });
    expect(offers.map((offer) => offer.unitPriceMinor).sort((a, b) => a - b)).toEqual([100, 38_950, 38_950, 38_950]);
  });
});

/** Many different rows of one offer: one price per hour. */
function manyRow(index: number): RowFields {
  const start = new Date(Date.UTC(2022, 0, 1) + index * 3_600_000).toISOString();
  const end = new Date(Date.UTC(2022, 0, 1) + (index + 1) * 3_600_000 - 1000).toISOString();
  return { EffectiveStartDate: start, EffectiveEndDate: end };
}
