import { type Selectable, sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Availability, ProductKind } from "#app/domain/catalog/catalog.ts";
import type { Db } from "../client.ts";
import { instantColumn, readMinor } from "../columns.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { AvailabilityTable } from "../schema.ts";
import { availabilityOfRow } from "./catalog.ts";

/** The operator's look at the prices that are valid at an instant. */

/** A price with what it is the price of. */
export type PriceEntry = Availability & {
  readonly retailPriceMinor: number | null;
  readonly title: string;
  readonly productTitle: string;
  readonly kind: ProductKind;
};

export type PriceListing = PageRequest & {
  /** All markets where it is left out. */
  readonly market?: string;
  /** All products where it is left out. */
  readonly productIds?: readonly string[];
  readonly at: Temporal.Instant;
};

/**
 * Two orders, each served by an index of its own: by market where products are not given, by product where they are.
 * At one instant an offer has one price, so that the key of the offer is the key of the page.
 */
const ordersOf = {
  market: ["market", "product_id", "sku_id", "segment", "coalesce(term_duration, '')", "billing_plan"],
  product: ["product_id", "sku_id", "market", "segment", "coalesce(term_duration, '')", "billing_plan"],
} as const;

function orderOf({ productIds }: Pick<PriceListing, "productIds">): readonly string[] {
  return ordersOf[productIds === undefined ? "market" : "product"];
}

/** The key of a price in a list, for the cursor of the next page. */
export function priceKey(price: PriceEntry, request: Pick<PriceListing, "productIds">): string[] {
  const values: Record<string, string> = {
    market: price.market,
    product_id: price.productId,
    sku_id: price.skuId,
    segment: price.segment,
    "coalesce(term_duration, '')": price.termDuration ?? "",
    billing_plan: price.billingPlan,
  };
  return orderOf(request).map((column) => values[column] ?? "");
}

/** One page of the prices that are valid at an instant. */
export async function listPrices(db: Db, request: PriceListing): Promise<Page<PriceEntry>> {
  const { market, productIds, cursor, limit } = request;
  if (productIds?.length === 0) return pageOf([], request);
  const at = instantColumn(request.at);
  const columns = orderOf(request).map((column) => sql.raw(column));
  let prices = db
    .selectFrom("availability")
    .selectAll()
    .where("effective_from_at", "<=", at)
    .where("effective_until_at", ">", at);
  if (market !== undefined) prices = prices.where("market", "=", market);
  if (productIds !== undefined) prices = prices.where(isAnyOf(db, "product_id", productIds));
  const way = readDirection("asc", cursor);
  if (cursor !== null) {
    const operator = sql.raw(way === "asc" ? ">" : "<");
    prices = prices.where(sql<boolean>`(${sql.join(columns)}) ${operator} (${sql.join([...cursor.key])})`);
  }
  for (const column of columns) prices = prices.orderBy(column, way);
  // The page is cut out before the titles are looked up, so that the join touches its rows alone.
  const rows = await prices.limit(limit + 1).execute();
  return pageOf(await withTitles(db, rows), request);
}

async function withTitles(db: Db, rows: readonly Selectable<AvailabilityTable>[]): Promise<PriceEntry[]> {
  if (rows.length === 0) return [];
  const skus = await db
    .selectFrom("sku")
    .innerJoin("product", "product.id", "sku.product_id")
    .select(["sku.product_id", "sku.sku_id", "sku.title", "product.title as product_title", "product.kind"])
    .where(isAnyOf(db, "sku.product_id", [...new Set(rows.map((row) => row.product_id))]))
    .execute();
  const byKey = new Map(skus.map((sku) => [`${sku.product_id}:${sku.sku_id}`, sku]));
  return rows.map((row) => {
    const sku = byKey.get(`${row.product_id}:${row.sku_id}`);
    if (sku === undefined) throw new Error(`A price of ${row.product_id}:${row.sku_id}, which is not in the catalogue`);
    return {
      ...availabilityOfRow(row),
      retailPriceMinor: row.retail_price_minor === null ? null : readMinor(row.retail_price_minor),
      title: sku.title,
      productTitle: sku.product_title,
      kind: sku.kind,
    };
  });
}

/** Whether there is any price at all, valid or not. */
export async function hasPrices(db: Db): Promise<boolean> {
  const row = await db.selectFrom("availability").select("id").limit(1).executeTakeFirst();
  return row !== undefined;
}

/** The markets that have a price at any time, by code. */
export async function listMarketsWithPrices(db: Db): Promise<string[]> {
  // One step of the index per market, instead of a walk over every price.
  const { rows } = await sql<{ market: string }>`
    with recursive found(market) as (
      select min(market) from availability
      union all
      select (select min(market) from availability where market > found.market) from found where found.market is not null
    )
    select market from found where market is not null
  `.execute(db);
  return rows.map((row) => row.market);
}
