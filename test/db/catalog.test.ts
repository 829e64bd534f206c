import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import type { OfferQuery } from "#app/domain/catalog/offers.ts";
import { productKinds, skuKey } from "#app/domain/catalog/catalog.ts";
import { importProducts } from "#app/services/catalog/import-products.server.ts";
import { openDatabase } from "#db/client.ts";
import type { Page, PageRequest } from "#db/keyset.ts";
import {
  findAvailabilityRow,
  findProduct,
  findSku,
  listAvailabilitiesFor,
  listOfferedPlans,
  listedSkusByKey,
  skusByKey,
} from "#db/repositories/catalog.ts";
import { hasPrices, listMarketsWithPrices, listPrices, type PriceEntry, priceKey } from "#db/repositories/prices.ts";
import {
  countProductsByKind,
  findProductIds,
  isCatalogueEmpty,
  listProducts,
  productKey,
} from "#db/repositories/products.ts";
import { loadCatalogue } from "#db/seeds/catalog/load-catalogue.ts";
import { instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2026-11-02T09:00:00Z");

/** Every row of a list, page by page forwards, and again backwards from its end. */
async function walk<Row>(
  list: (page: PageRequest) => Promise<Page<Row>>,
  keyOf: (row: Row) => (string | number)[],
  limit: number,
): Promise<{ forwards: Row[]; backwards: Row[] }> {
  const forwards: Row[] = [];
  let page = await list({ limit, cursor: null });
  expect(page.hasPrevious).toBe(false);
  forwards.push(...page.rows);
  while (page.hasNext) {
    const last = page.rows.at(-1) as Row;
    page = await list({ limit, cursor: { direction: "after", key: keyOf(last) } });
    forwards.push(...page.rows);
  }
  const backwards: Row[] = [...page.rows];
  while (page.hasPrevious) {
    const first = page.rows[0] as Row;
    page = await list({ limit, cursor: { direction: "before", key: keyOf(first) } });
    backwards.unshift(...page.rows);
  }
  return { forwards, backwards };
}

describeOnBothDatabases("The catalogue", (database) => {
  const db = () => database().db;
  let wasEmpty = false;

  beforeAll(async () => {
    wasEmpty = (await isCatalogueEmpty(db())) && !(await hasPrices(db()));
    await loadCatalogue(serviceDeps(db(), at), at);
  });

  test("is empty at first, and then is not", async () => {
    expect(wasEmpty).toBe(true);
    expect(await isCatalogueEmpty(db())).toBe(false);
    expect(await hasPrices(db())).toBe(true);
  });

  test("has 33 products with 43 editions, and says what an edition is", async () => {
    const counts = await countProductsByKind(db());
    expect(productKinds.map((kind) => counts.get(kind))).toEqual([9, 20, 2, 2]);
    expect(await findSku(db(), "DEMOPRD0ESU1", "0002")).toMatchObject({
      kind: "software-subscription",
      productTitle: "Windows Server 2012 Standard Extended Security Updates",
      needsKey: true,
      needsDownload: false,
      quantityMax: 10_000,
      prerequisites: [{ anyOf: ["DEMOPRD0WSS1:0001", "DEMOPRD0WSS1:0002"] }, { anyOf: ["DEMOPRD0ESU1:0001"] }],
      downloadOptions: { versions: [], languages: [], fileTypes: [], operatingSystems: [] },
    });
    expect(await findSku(db(), "DEMOPRD0ESU1", "9999")).toBeUndefined();
    expect(await findProduct(db(), "DEMOPRD0SUSE")).toMatchObject({ publisher: "SUSE", kind: "third-party-plan" });
    expect(await findProduct(db(), "NOSUCHPRODUCT")).toBeUndefined();
  });

  test("finds editions by key, and leaves out what it does not have", async () => {
    const found = await skusByKey(db(), [skuKey("DEMOPRD0WSS1", "0002"), skuKey("DEMOPRD0WSS1", "0009")]);
    expect([...found.keys()]).toEqual(["DEMOPRD0WSS1:0002"]);
    expect(await skusByKey(db(), [])).toEqual(new Map());
  });

  test("says of editions in a list the same as of each by itself", async () => {
    const keys = [skuKey("DEMOPRD0WSS1", "0002"), skuKey("DEMOPRD0SUSE", "0001"), skuKey("DEMOPRD0WSS1", "0009")];
    const [listed, whole] = [await listedSkusByKey(db(), keys), await skusByKey(db(), keys)];
    expect([...listed.keys()].toSorted()).toEqual([...whole.keys()].toSorted());
    for (const [key, sku] of whole) expect(sku).toMatchObject(listed.get(key) ?? {});
    expect(listed.get(skuKey("DEMOPRD0WSS1", "0002"))?.title).not.toBe("");
    expect(await listedSkusByKey(db(), [])).toEqual(new Map());
  });

  test.each([
    ["sql", 5],
    ["SQL standard", 2],
    ["standard sql", 2],
    ["datacen", 3],
    ["suse", 1],
    ["red hat", 1],
    ["dg7gmgf0flr2", 1],
    ["1-4 vcpu", 1],
    ["nothing like this", 0],
    ["%", 33],
    ["", 33],
  ])("is searched for %j", async (search, count) => {
    expect(await findProductIds(db(), search, 100)).toHaveLength(count);
  });

  test("is listed by title, whole and without repetition, forwards and backwards", async () => {
    const all = await walk(
      (page) => listProducts(db(), page),
      (product) => productKey(product, {}),
      7,
    );
    expect(all.forwards).toHaveLength(33);
    expect(all.forwards.map(({ title }) => title)).toEqual(all.forwards.map(({ title }) => title).sort(byText));
    expect(all.backwards).toEqual(all.forwards);
    const kind = "perpetual-software" as const;
    const some = await walk(
      (page) => listProducts(db(), { ...page, kind }),
      (product) => productKey(product, { kind }),
      6,
    );
    expect(some.forwards).toHaveLength(20);
    expect(some.backwards).toEqual(some.forwards);
  });

  const offer: OfferQuery = {
    productId: "DG7GMGF0FLR2",
    skuId: "0002",
    market: "DE",
    segment: "Commercial",
    termDuration: "P1Y",
    billingPlan: "annual",
    at,
  };

  test.each([
    ["2021-09-30T23:59:59.999Z", undefined],
    ["2021-10-01T00:00:00Z", "before 2023"],
    ["2022-12-31T23:59:59.999Z", "before 2023"],
    ["2023-01-01T00:00:00Z", "from 2023"],
    ["9999-11-30T23:59:59.999Z", "from 2023"],
    ["9999-12-01T00:00:00Z", undefined],
  ])("has at %s the price of its time", async (text, price) => {
    const prices: Record<number, string> = { 141_810: "before 2023", 155_991: "from 2023" };
    const found = await findAvailabilityRow(db(), { ...offer, at: instant(text) });
    expect(found === undefined ? undefined : prices[found.unitPriceMinor]).toBe(price);
    const listed = await listAvailabilitiesFor(db(), { market: "DE", skus: ["DG7GMGF0FLR2:0002"], at: instant(text) });
    expect(listed.map(({ id }) => id)).toEqual(found === undefined ? [] : [found.id]);
  });

  test("offers in a market what the lists say, and nothing elsewhere", async () => {
    const inGermany = await listAvailabilitiesFor(db(), { market: "DE", at });
    expect(inGermany).toHaveLength(59);
    expect(new Set(inGermany.map(({ currency }) => currency))).toEqual(new Set(["EUR"]));
    expect(await listAvailabilitiesFor(db(), { market: "DE", segment: "Education", at })).toHaveLength(1);
    expect(await listAvailabilitiesFor(db(), { market: "DE", skus: [], at })).toEqual([]);
    expect(await listAvailabilitiesFor(db(), { market: "CN", at })).toEqual([]);
    expect(await findAvailabilityRow(db(), { ...offer, termDuration: "P3Y" })).toBeUndefined();
    expect(await findAvailabilityRow(db(), { ...offer, termDuration: null, billingPlan: "one-time" })).toBeUndefined();
  });

  test("knows the plans of a product with their markets", async () => {
    const plans = await listOfferedPlans(db(), "DEMOPRD0RDC2", at);
    expect(
      plans.map(({ skuId, termDuration, billingPlan }) => `${skuId} ${termDuration} ${billingPlan}`).sort(byText),
    ).toEqual([
      "0001 P1M monthly",
      "0001 P1Y annual",
      "0001 P1Y monthly",
      "0001 P3Y annual",
      "0001 P3Y monthly",
      "0001 P3Y triennial",
      "0002 P1Y annual",
      "0002 P1Y monthly",
    ]);
    expect(plans.every(({ markets }) => markets.length === 23)).toBe(true);
  });

  test("lists prices by market and by product, whole and without repetition", async () => {
    const productIds = await findProductIds(db(), "sql", 100);
    const requests: { market?: string; productIds?: string[] }[] = [
      {},
      { market: "JP" },
      { productIds },
      { productIds, market: "US" },
    ];
    for (const request of requests) {
      const { forwards, backwards } = await walk<PriceEntry>(
        (page) => listPrices(db(), { ...request, ...page, at }),
        (price) => priceKey(price, request),
        41,
      );
      const markets = request.market === undefined ? 23 : 1;
      expect(forwards).toHaveLength((request.productIds === undefined ? 59 : 11) * markets);
      expect(new Set(forwards.map(({ id }) => id)).size).toBe(forwards.length);
      expect(backwards).toEqual(forwards);
    }
    expect(await listPrices(db(), { productIds: [], limit: 5, cursor: null, at })).toMatchObject({ rows: [] });
  });

  test("knows its markets", async () => {
    const codes = await listMarketsWithPrices(db());
    expect(codes).toHaveLength(23);
    expect(codes).toEqual([...codes].sort(byText));
  });
});

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

describeOnBothDatabases("Two prices for one instant", (database) => {
  const db = () => database().db;
  const dayMs = 86_400_000;

  beforeAll(async () => {
    const catalogue: unknown = JSON.parse(
      readFileSync(new URL("../../db/seeds/catalog/products.json", import.meta.url), "utf8"),
    );
    await importProducts(serviceDeps(db(), at), { kind: "system", job: "test" }, catalogue, at);
    const list = { id: "list", file_name: "x.csv", sha256: "x", imported_at: 0, imported_by: null };
    await db()
      .insertInto("price_list")
      .values({ ...list, added: 0, changed: 0, ended: 0, unchanged: 0 })
      .execute();
  });

  function price(market: string, fromDay: number, untilDay: number, more: object = {}) {
    return {
      id: testIds.next(),
      product_id: "DEMOPRD0WSS1",
      sku_id: "0001",
      market,
      segment: "Commercial" as const,
      term_duration: "P1Y" as const,
      billing_plan: "annual" as const,
      unit_price_minor: 100,
      retail_price_minor: null,
      currency: "EUR" as const,
      effective_from_at: fromDay * dayMs,
      effective_until_at: untilDay * dayMs,
      price_list_id: "list",
      ...more,
    };
  }

  const insert = (...rows: ReturnType<typeof price>[]) => db().insertInto("availability").values(rows).execute();

  test.each<[string, string, number, number]>([
    ["inside", "AT", 12, 18],
    ["over the start of", "BE", 5, 11],
    ["over the end of", "DK", 19, 25],
    ["around", "FI", 5, 25],
    ["from the start of", "GR", 10, 15],
  ])("are refused by the database: a period %s another one", async (_, market, from, until) => {
    await insert(price(market, 10, 20));
    await expect(insert(price(market, from, until))).rejects.toThrow(/two rows for one instant|unique/i);
  });

  test("are refused in one statement, and in an update", async () => {
    await expect(insert(price("FR", 10, 20), price("FR", 19, 30))).rejects.toThrow(/two rows for one instant/);
    const first = price("FR", 10, 20);
    await insert(first, price("FR", 20, 30));
    const update = db()
      .updateTable("availability")
      .set({ effective_until_at: 21 * dayMs })
      .where("id", "=", first.id);
    await expect(update.execute()).rejects.toThrow(/two rows for one instant/);
  });

  test("are none: side by side, of perpetual software beside a term, of another segment, plan or market", async () => {
    await insert(
      price("NL", 10, 20),
      price("NL", 20, 30),
      price("NL", 0, 10),
      price("NL", 10, 20, { segment: "Education" }),
      price("NL", 10, 20, { billing_plan: "monthly" }),
      price("NL", 10, 20, { term_duration: null, billing_plan: "one-time" }),
      price("ES", 10, 20),
    );
    await expect(insert(price("NL", 15, 16, { term_duration: null, billing_plan: "one-time" }))).rejects.toThrow(
      /two rows/,
    );
  });

  test("are not made by two transactions that do not see each other", async () => {
    // SQLite has one writer, who holds the file; two connections of one process would wait for each other for ever.
    const other = database().dialect === "postgres" ? openDatabase(database().url) : db();
    try {
      const both = [price("IT", 10, 20), price("IT", 15, 25)].map((row, index) =>
        (index === 0 ? db() : other).transaction().execute(async (tx) => {
          await tx.insertInto("availability").values(row).execute();
          await new Promise((resolve) => setImmediate(resolve));
        }),
      );
      const results = await Promise.allSettled(both);
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const stored = await db().selectFrom("availability").select("id").where("market", "=", "IT").execute();
      expect(stored).toHaveLength(1);
    } finally {
      if (other !== db()) await other.destroy();
    }
  });
});
