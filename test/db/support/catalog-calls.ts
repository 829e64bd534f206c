import * as catalog from "#db/repositories/catalog.ts";
import * as priceListChanges from "#db/repositories/price-list-changes.ts";
import * as priceListDrafts from "#db/repositories/price-list-drafts.ts";
import * as priceListRefusals from "#db/repositories/price-list-refusals.ts";
import * as priceLists from "#db/repositories/price-lists.ts";
import * as prices from "#db/repositories/prices.ts";
import * as products from "#db/repositories/products.ts";
import type { Db } from "#db/client.ts";
import { instant, testIds } from "#test/support/builders.ts";

/** Every function of the repositories of catalogue and prices, in the shape of `repositoryCalls`. */

type Facts = { readonly sku: { readonly productId: string; readonly skuId: string } };
type Call = (db: Db, book: Facts) => Promise<unknown>;

const at = instant("2024-03-02T12:00:00Z");
const page = { limit: 50, cursor: null };
const after = (...key: (string | number)[]) => ({ limit: 50, cursor: { direction: "after" as const, key } });
const before = (...key: (string | number)[]) => ({ limit: 50, cursor: { direction: "before" as const, key } });

const row = {
  line: 2,
  market: "DE",
  segment: "Commercial",
  termDuration: "P1Y",
  billingPlan: "annual",
  unitPriceMinor: 100,
  retailPriceMinor: null,
  currency: "EUR",
  effectiveFromMs: 0,
  effectiveUntilMs: 1,
} as const;

async function draftOf(db: Db): Promise<string> {
  const id = testIds.next();
  await priceListDrafts.insertPriceListDraft(db, { id, fileName: "x.csv", bytesTotal: null, uploadedBy: null }, at);
  return id;
}

async function listOf(db: Db): Promise<string> {
  const id = testIds.next();
  const counts = { added: 0, changed: 0, ended: 0, unchanged: 0 };
  await priceLists.insertPriceList(db, {
    id,
    fileName: "x.csv",
    sha256: id,
    importedAt: at,
    importedBy: null,
    ...counts,
  });
  return id;
}

export const catalogCalls: Record<string, { module: object; calls: Record<string, Call> }> = {
  catalog: {
    module: catalog,
    calls: {
      findSku: (db, { sku }) => catalog.findSku(db, sku.productId, sku.skuId),
      skusByKey: (db, { sku }) => catalog.skusByKey(db, [`${sku.productId}:${sku.skuId}`]),
      listedSkusByKey: (db, { sku }) => catalog.listedSkusByKey(db, [`${sku.productId}:${sku.skuId}`]),
      listSkusOfProducts: (db, { sku }) => catalog.listSkusOfProducts(db, [sku.productId]),
      kindsOfSkus: (db) => catalog.kindsOfSkus(db),
      findAvailabilityRow: (db, { sku }) =>
        catalog.findAvailabilityRow(db, {
          productId: sku.productId,
          skuId: sku.skuId,
          market: "DE",
          segment: "Commercial",
          termDuration: "P1Y",
          billingPlan: "annual",
          at,
        }),
      "listAvailabilitiesFor of a market": (db) => catalog.listAvailabilitiesFor(db, { market: "DE", at }),
      "listAvailabilitiesFor of editions": (db, { sku }) =>
        catalog.listAvailabilitiesFor(db, {
          market: "DE",
          segment: "Commercial",
          skus: [`${sku.productId}:${sku.skuId}`],
          at,
        }),
      listOfferedPlans: (db, { sku }) => catalog.listOfferedPlans(db, sku.productId, at),
      listInclusions: (db, { sku }) => catalog.listInclusions(db, [`${sku.productId}:${sku.skuId}`]),
      findProduct: (db, { sku }) => catalog.findProduct(db, sku.productId),
    },
  },
  products: {
    module: products,
    calls: {
      listProducts: (db) => products.listProducts(db, page),
      "listProducts after": (db) => products.listProducts(db, after("A", "B")),
      "listProducts of a kind, before": (db) =>
        products.listProducts(db, { ...before("perpetual-software", "A", "B"), kind: "perpetual-software" }),
      "listProducts searched": (db) => products.listProducts(db, { ...page, search: "windows server" }),
      countProductsByKind: (db) => products.countProductsByKind(db),
      "countProductsByKind searched": (db) => products.countProductsByKind(db, "windows"),
      findProductIds: (db) => products.findProductIds(db, "windows", 10),
      upsertProduct: async (db, { sku }) => {
        const [detail] = await catalog.listSkusOfProducts(db, [sku.productId]);
        const product = await catalog.findProduct(db, sku.productId);
        if (detail === undefined || product === undefined) throw new Error("The edition was just built");
        await products.upsertProduct(db, { product, skus: [detail] });
      },
      updateNeedsReview: (db, { sku }) => products.updateNeedsReview(db, { ...sku, needsReview: true }),
      isCatalogueEmpty: (db) => products.isCatalogueEmpty(db),
    },
  },
  prices: {
    module: prices,
    calls: {
      listPrices: (db) => prices.listPrices(db, { ...page, at }),
      "listPrices of a market, after": (db) =>
        prices.listPrices(db, { ...after("DE", "A", "0001", "Commercial", "P1Y", "annual"), market: "DE", at }),
      "listPrices of products, before": (db, { sku }) =>
        prices.listPrices(db, {
          ...before("A", "0001", "DE", "Commercial", "P1Y", "annual"),
          productIds: [sku.productId],
          at,
        }),
      hasPrices: (db) => prices.hasPrices(db),
      listMarketsWithPrices: (db) => prices.listMarketsWithPrices(db),
    },
  },
  "price-lists": {
    module: priceLists,
    calls: {
      insertPriceList: (db) => listOf(db),
      findPriceList: (db) => priceLists.findPriceList(db, "L"),
      findPriceListBySha256: (db) => priceLists.findPriceListBySha256(db, "S"),
      countPriceLists: (db) => priceLists.countPriceLists(db),
      listPriceLists: (db) => priceLists.listPriceLists(db, page),
      "listPriceLists after": (db) => priceLists.listPriceLists(db, after(1, "L")),
    },
  },
  "price-list-drafts": {
    module: priceListDrafts,
    calls: {
      insertPriceListDraft: (db) => draftOf(db),
      findPriceListDraft: (db) => priceListDrafts.findPriceListDraft(db, "D"),
      findPriceListDraftForChange: (db) =>
        db.transaction().execute((tx) => priceListDrafts.findPriceListDraftForChange(tx, "D")),
      listWaitingDrafts: (db) => priceListDrafts.listWaitingDrafts(db, 20),
      updatePriceListDraft: (db) => priceListDrafts.updatePriceListDraft(db, "D", { refusals: 1 }, at, "reading"),
      insertDraftRows: async (db, { sku }) =>
        priceListDrafts.insertDraftRows(db, await draftOf(db), [{ ...row, ...sku }]),
      listDraftRowsByOffer: async (db, { sku }) => {
        const id = await draftOf(db);
        await priceListDrafts.insertDraftRows(db, id, [{ ...row, ...sku }]);
        await priceListDrafts.listDraftRowsByOffer(db, id, "", 1);
      },
      storedPricesOfOffers: (db) => priceListDrafts.storedPricesOfOffers(db, "D", "A", "B"),
    },
  },
  "price-list-refusals": {
    module: priceListRefusals,
    calls: {
      insertDraftRefusals: async (db) =>
        priceListRefusals.insertDraftRefusals(db, await draftOf(db), 0, [
          { line: 2, column: null, code: "line-empty", value: "", facts: {} },
        ]),
      listDraftRefusals: (db) => priceListRefusals.listDraftRefusals(db, "D", page),
      "listDraftRefusals after": (db) => priceListRefusals.listDraftRefusals(db, "D", after(2, 0)),
    },
  },
  "price-list-changes": {
    module: priceListChanges,
    calls: {
      insertDraftChanges: async (db) =>
        priceListChanges.insertDraftChanges(db, await draftOf(db), [
          { availability_id: "A", kind: "superseded", line: null, effective_until_at: 1 },
        ]),
      applyDraftChanges: (db) => db.transaction().execute((tx) => priceListChanges.applyDraftChanges(tx, "D", "L")),
      deleteDraftChanges: (db) => priceListChanges.deleteDraftChanges(db, "D"),
      deleteSomeDraftRows: (db) => priceListChanges.deleteSomeDraftRows(db, "D"),
      deletePriceListDraft: (db) => priceListChanges.deletePriceListDraft(db, "D"),
      listDraftIdsBefore: (db) => priceListChanges.listDraftIdsBefore(db, at, 20),
    },
  },
};
