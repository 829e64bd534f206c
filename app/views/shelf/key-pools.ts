import { decideAccess } from "#app/domain/access/permissions.ts";
import type { KeyFormat } from "#app/domain/entitlement/key-format.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findProduct, listSkusOfProducts } from "#db/repositories/catalog.ts";
import { listProductsNeeding } from "#db/repositories/download-file-lists.ts";
import { countPools, listPoolPage, type PoolFilter, poolKey } from "#db/repositories/key-pool-lists.ts";
import type { KeyPool, KeyPoolListing } from "#db/repositories/key-pools.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "../cursor.ts";
import { type Format, formatFor } from "../format.ts";
import type { ViewContext } from "../view-context.ts";
import { type MissingPool, missingPools, versionsOfSkus } from "./missing-pools.ts";
import { isServedBy, type WaitingForKey, waitingForKeys } from "./waiting-for-keys.ts";

/** A count, and as the reader sees it. */
export type Count = { readonly value: number; readonly text: string };

export type StockLevel = "plenty" | "low" | "empty";

/** What there is of keys in a pool; never a key. */
export type Stock = {
  readonly level: StockLevel;
  readonly available: Count;
  readonly issued: Count;
  readonly revoked: Count;
  readonly lowStockMark: Count;
};

export function stockOf(pool: KeyPool, format: Format): Stock {
  const count = (value: number): Count => ({ value, text: format.number(value) });
  return {
    level: pool.available === 0 ? "empty" : pool.isLow ? "low" : "plenty",
    available: count(pool.available),
    issued: count(pool.issued),
    revoked: count(pool.revoked),
    lowStockMark: count(pool.lowStockMark),
  };
}

export type PoolRow = {
  readonly poolId: string;
  readonly productTitle: string;
  /** Null for the pool of all editions. */
  readonly skuTitle: string | null;
  readonly version: string;
  readonly keyFormat: KeyFormat;
  readonly stock: Stock;
  /** Purchases that wait for a key from it. */
  readonly waiting: Count;
};

export type PoolTab = PoolFilter | "missing";

export type KeyPoolsView = {
  readonly tab: PoolTab;
  readonly search: string;
  readonly counts: Readonly<Record<PoolTab, Count>>;
  readonly rows: readonly PoolRow[];
  /** On its own tab: what needs keys and has no pool. */
  readonly missing: readonly (MissingPool & { readonly waiting: Count })[];
  /** On the first page of all: whoever waits for a key, whether there is a pool for it or none. */
  readonly waiting: readonly WaitingForKey[];
  readonly links: PageLinks;
};

const keyShape = ["string", "string", "string", "string"] as const;
const noLinks: PageLinks = { previous: null, next: null };

/** The operator's stock of keys: searched, by level, paged by key. */
export async function keyPoolsView(
  context: ViewContext,
  params: PageParams & { readonly search: string; readonly tab: PoolTab },
): Promise<Result<KeyPoolsView>> {
  const access = decideAccess(context.actor, "manage-key-pools");
  if (!access.ok) return access;
  const { db } = context;
  const { search, tab } = params;
  const format = formatFor(context.reader);
  const count = (value: number): Count => ({ value, text: format.number(value) });
  const waiting = await waitingForKeys(context);
  const missing = await missingPools(db, search);
  const counted = await countPools(db, search);
  const counts = { all: count(counted.all), low: count(counted.low), empty: count(counted.empty) };
  const head = { tab, search, counts: { ...counts, missing: count(missing.length) } };
  if (tab === "missing") {
    const ofNone = missing.map((one) => ({
      ...one,
      waiting: count(waiting.filter((other) => isServedBy(other, one)).length),
    }));
    return ok({ ...head, rows: [], missing: ofNone, waiting: [], links: noLinks });
  }
  const filter: PoolFilter = tab;
  const page = await listPoolPage(db, { ...pageRequestOf(params, keyShape), filter, search });
  const titles = await skuTitles(context, page.rows);
  return ok({
    ...head,
    rows: page.rows.map((pool) => ({
      poolId: pool.poolId,
      productTitle: pool.productTitle,
      skuTitle: titles(pool),
      version: pool.version,
      keyFormat: pool.keyFormat,
      stock: stockOf(pool, format),
      waiting: count(waiting.filter((one) => isServedBy(one, pool)).length),
    })),
    missing: [],
    waiting: tab === "all" && !page.hasPrevious ? waiting : [],
    links: pageLinksOf(page, poolKey),
  });
}

async function skuTitles({ db }: ViewContext, pools: readonly KeyPoolListing[]) {
  const ofEditions = pools.filter(({ skuId }) => skuId !== null).map(({ productId }) => productId);
  const skus = await listSkusOfProducts(db, new Set(ofEditions));
  return ({ productId, skuId }: KeyPool): string | null =>
    skuId === null ? null : (skus.find((sku) => sku.productId === productId && sku.skuId === skuId)?.title ?? skuId);
}

export type AddPoolView = {
  /** Products that need keys, by title. */
  readonly products: readonly { readonly id: string; readonly title: string }[];
  /** The chosen one; null while none is. */
  readonly product: {
    readonly id: string;
    readonly title: string;
    /** One without a name where the product offers no choice. */
    readonly versions: readonly { readonly version: string; readonly hasPool: boolean }[];
    readonly skus: readonly { readonly skuId: string; readonly title: string }[];
  } | null;
};

const productsMax = 2_000;

/** What a pool can be added for: first the product, then its version and edition. */
export async function addPoolView(context: ViewContext, productId: string | null): Promise<Result<AddPoolView>> {
  const access = decideAccess(context.actor, "manage-key-pools");
  if (!access.ok) return access;
  const { db } = context;
  const found = await listProductsNeeding(db, "needs_key", { search: "", limit: productsMax, cursor: null });
  const products = found.rows.map(({ id, title }) => ({ id, title }));
  if (productId === null) return ok({ products, product: null });
  const product = await findProduct(db, productId);
  const skus = (await listSkusOfProducts(db, [productId])).filter(({ needsKey }) => needsKey);
  if (product === undefined || skus.length === 0) return refused({ code: "not-found", what: "product" });
  const missing = (await missingPools(db, "")).filter((one) => one.productId === productId);
  const versions = versionsOfSkus(skus).map((version) => ({
    version,
    hasPool: !missing.some((one) => one.version === version),
  }));
  return ok({
    products,
    product: {
      id: product.id,
      title: product.title,
      versions,
      skus: skus.map(({ skuId, title }) => ({ skuId, title })),
    },
  });
}
