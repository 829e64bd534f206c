import { type Selectable, sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import {
  type Availability,
  type ProductKind,
  type Segment,
  type Sku,
  skuKey,
  type SkuKey,
} from "#app/domain/catalog/catalog.ts";
import type { OfferQuery } from "#app/domain/catalog/offers.ts";
import type { Db } from "../client.ts";
import { instantColumn, readFlag, readInstant, readJson, readMinor } from "../columns.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { keptQuery } from "../kept-query.ts";
import type { AvailabilityTable, ProductTable, SkuTable } from "../schema.ts";

/** Reading the catalogue: editions, and what they are offered for. Products are listed and written in products.ts. */

/** Choices of a download; an empty list means that the product does not offer the choice. */
export type DownloadOptions = {
  readonly versions: readonly string[];
  readonly languages: readonly string[];
  readonly fileTypes: readonly string[];
  readonly operatingSystems: readonly string[];
};

/** How a right without an installer of its own is put to use. */
export type InstallInstructions = { readonly url: string; readonly steps: readonly string[] };

/** An edition with everything a page shows of it. */
export type SkuDetail = Sku & {
  readonly description: string;
  /** What one is: "8 cores", "user", "device". */
  readonly unit: string;
  readonly segment: Segment;
  readonly needsKey: boolean;
  readonly needsDownload: boolean;
  /** Qualifies for Azure Hybrid Benefit. */
  readonly hasHybridBenefit: boolean;
  readonly downloadOptions: DownloadOptions;
  readonly installInstructions: InstallInstructions | null;
};

type SkuRow = Selectable<SkuTable> & { product_title: string; kind: ProductKind; publisher: string };

function skuOfRow(row: SkuRow): SkuDetail {
  return {
    productId: row.product_id,
    skuId: row.sku_id,
    title: row.title,
    productTitle: row.product_title,
    kind: row.kind,
    publisher: row.publisher,
    quantityMin: row.quantity_min,
    quantityMax: row.quantity_max,
    isCancellable: readFlag(row.is_cancellable),
    needsReview: readFlag(row.needs_review),
    prerequisites: readJson<Sku["prerequisites"]>(row.prerequisites_json),
    description: row.description,
    unit: row.unit,
    segment: row.segment,
    needsKey: readFlag(row.needs_key),
    needsDownload: readFlag(row.needs_download),
    hasHybridBenefit: readFlag(row.has_hybrid_benefit),
    downloadOptions: readJson<DownloadOptions>(row.download_options_json),
    installInstructions:
      row.install_instructions_json === null ? null : readJson<InstallInstructions>(row.install_instructions_json),
  };
}

function selectSkus(db: Db) {
  return db
    .selectFrom("sku")
    .innerJoin("product", "product.id", "sku.product_id")
    .selectAll("sku")
    .select(["product.title as product_title", "product.kind", "product.publisher"]);
}

export async function findSku(db: Db, productId: string, skuId: string): Promise<SkuDetail | undefined> {
  const row = await selectSkus(db)
    .where("sku.product_id", "=", productId)
    .where("sku.sku_id", "=", skuId)
    .executeTakeFirst();
  return row === undefined ? undefined : skuOfRow(row);
}

/** Editions by their key, for pages that show lines of orders or subscriptions. Unknown keys are left out. */
export async function skusByKey(db: Db, keys: Iterable<SkuKey>): Promise<Map<SkuKey, SkuDetail>> {
  const wanted = new Set(keys);
  const skus = await listSkusOfProducts(db, new Set([...wanted].map(productIdOf)));
  return new Map(
    skus.map((sku) => [skuKey(sku.productId, sku.skuId), sku] as const).filter(([key]) => wanted.has(key)),
  );
}

/** What lists say of an edition. */
export type ListedSku = Pick<SkuDetail, "title" | "productTitle" | "publisher" | "segment" | "isCancellable">;

/** What lists say of editions, by their key: without descriptions and instructions. Unknown keys are left out. */
export async function listedSkusByKey(db: Db, keys: Iterable<SkuKey>): Promise<Map<SkuKey, ListedSku>> {
  const wanted = new Set(keys);
  if (wanted.size === 0) return new Map();
  const rows = await listedSkusOfProducts(db, { ids: [...new Set([...wanted].map(productIdOf))] });
  const listed = rows.map(({ product_id, sku_id, title, product_title, publisher, segment, is_cancellable }) => {
    const sku = { title, productTitle: product_title, publisher, segment, isCancellable: readFlag(is_cancellable) };
    return [skuKey(product_id, sku_id), sku] as const;
  });
  return new Map(listed.filter(([key]) => wanted.has(key)));
}

const listedSkusOfProducts = keptQuery((db, { ids }: { ids: readonly string[] }) =>
  db
    .selectFrom("sku")
    .innerJoin("product", "product.id", "sku.product_id")
    .select(["sku.product_id", "sku.sku_id", "sku.title", "sku.segment", "sku.is_cancellable"])
    .select(["product.title as product_title", "product.publisher"])
    .where(isAnyOf(db, "sku.product_id", ids)),
);

/** All editions of some products, in order of product and SKU id. At most a few hundred products at a time. */
export async function listSkusOfProducts(db: Db, productIds: Iterable<string>): Promise<SkuDetail[]> {
  const ids = [...productIds];
  if (ids.length === 0) return [];
  return (await skusOfProducts(db, { ids })).map(skuOfRow);
}

const skusOfProducts = keptQuery((db, { ids }: { ids: readonly string[] }) =>
  selectSkus(db)
    .where(isAnyOf(db, "sku.product_id", ids))
    .orderBy("sku.product_id")
    .orderBy("sku.sku_id"),
);

/** The kind of every edition in the catalogue, for checking a price list. */
export async function kindsOfSkus(db: Db): Promise<Map<SkuKey, ProductKind>> {
  const rows = await db
    .selectFrom("sku")
    .innerJoin("product", "product.id", "sku.product_id")
    .select(["sku.product_id", "sku.sku_id", "product.kind"])
    .execute();
  return new Map(rows.map((row) => [skuKey(row.product_id, row.sku_id), row.kind]));
}

function productIdOf(key: SkuKey): string {
  return key.slice(0, key.lastIndexOf(":"));
}

/** An offer out of its row. */
export function availabilityOfRow(row: Selectable<AvailabilityTable>): Availability {
  return {
    id: row.id,
    productId: row.product_id,
    skuId: row.sku_id,
    market: row.market,
    segment: row.segment,
    termDuration: row.term_duration,
    billingPlan: row.billing_plan,
    unitPriceMinor: readMinor(row.unit_price_minor),
    currency: row.currency,
    effectiveFromAt: readInstant(row.effective_from_at),
    effectiveUntilAt: readInstant(row.effective_until_at),
  };
}

/** The one offer that is valid at an instant, or undefined. The database keeps two from being valid at once. */
export async function findAvailabilityRow(db: Db, query: OfferQuery): Promise<Availability | undefined> {
  const at = instantColumn(query.at);
  const row = await db
    .selectFrom("availability")
    .selectAll()
    .where("market", "=", query.market)
    .where("product_id", "=", query.productId)
    .where("sku_id", "=", query.skuId)
    .where("segment", "=", query.segment)
    .where(sql<boolean>`coalesce(term_duration, '') = ${query.termDuration ?? ""}`)
    .where("billing_plan", "=", query.billingPlan)
    .where("effective_from_at", "<=", at)
    .where("effective_until_at", ">", at)
    .executeTakeFirst();
  return row === undefined ? undefined : availabilityOfRow(row);
}

export type AvailabilityQuery = {
  readonly market: string;
  /** All segments where it is left out. */
  readonly segment?: Segment;
  /** All editions where it is left out. */
  readonly skus?: readonly SkuKey[];
  readonly at: Temporal.Instant;
};

/** What is offered in a market at an instant, in order of product, SKU, segment, term and plan. A price does not open a closed market. */
export async function listAvailabilitiesFor(db: Db, request: AvailabilityQuery): Promise<Availability[]> {
  const { skus, segment } = request;
  if (skus?.length === 0) return [];
  const at = instantColumn(request.at);
  let query = db
    .selectFrom("availability")
    .selectAll()
    .where("market", "=", request.market)
    .where("effective_from_at", "<=", at)
    .where("effective_until_at", ">", at);
  if (segment !== undefined) query = query.where("segment", "=", segment);
  if (skus !== undefined) query = query.where(isAnyOf(db, "product_id", [...new Set(skus.map(productIdOf))]));
  const rows = await query
    .orderBy("product_id")
    .orderBy("sku_id")
    .orderBy("segment")
    .orderBy(sql`coalesce(term_duration, '')`)
    .orderBy("billing_plan")
    .execute();
  const wanted = skus === undefined ? undefined : new Set(skus);
  return rows
    .filter((row) => wanted === undefined || wanted.has(skuKey(row.product_id, row.sku_id)))
    .map(availabilityOfRow);
}

/** Where and how an edition is offered at an instant, without prices: one row per term, plan and segment. */
export type OfferedPlan = {
  readonly skuId: string;
  readonly segment: Segment;
  readonly termDuration: Availability["termDuration"];
  readonly billingPlan: Availability["billingPlan"];
  /** Codes of the markets that have a price, in order. */
  readonly markets: readonly string[];
};

/** What the price lists offer of a product at an instant. */
export async function listOfferedPlans(db: Db, productId: string, at: Temporal.Instant): Promise<OfferedPlan[]> {
  const atMs = instantColumn(at);
  const rows = await db
    .selectFrom("availability")
    .select(["sku_id", "segment", "term_duration", "billing_plan", "market"])
    .where("product_id", "=", productId)
    .where("effective_from_at", "<=", atMs)
    .where("effective_until_at", ">", atMs)
    .orderBy("sku_id")
    .orderBy("market")
    .execute();
  const plans = new Map<string, OfferedPlan & { markets: string[] }>();
  for (const row of rows) {
    const key = `${row.sku_id}|${row.segment}|${row.term_duration}|${row.billing_plan}`;
    const known = plans.get(key);
    if (known !== undefined) known.markets.push(row.market);
    else
      plans.set(key, {
        skuId: row.sku_id,
        segment: row.segment,
        termDuration: row.term_duration,
        billingPlan: row.billing_plan,
        markets: [row.market],
      });
  }
  return [...plans.values()];
}

/** What some editions include, each in its order. */
export async function listInclusions(db: Db, keys: Iterable<SkuKey>): Promise<Map<SkuKey, SkuKey[]>> {
  const wanted = new Set(keys);
  const productIds = [...new Set([...wanted].map(productIdOf))];
  if (productIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("sku_inclusion")
    .selectAll()
    .where(isAnyOf(db, "product_id", productIds))
    .orderBy("product_id")
    .orderBy("sku_id")
    .orderBy("position")
    .execute();
  const included = new Map<SkuKey, SkuKey[]>();
  for (const row of rows) {
    const key = skuKey(row.product_id, row.sku_id);
    const own = included.get(key) ?? [];
    own.push(skuKey(row.included_product_id, row.included_sku_id));
    included.set(key, own);
  }
  return included;
}

/** A product without its editions. */
export type Product = Selectable<ProductTable>;

export async function findProduct(db: Db, productId: string): Promise<Product | undefined> {
  return db.selectFrom("product").selectAll().where("id", "=", productId).executeTakeFirst();
}
