import { sql } from "kysely";
import type { Availability, Segment } from "#app/domain/catalog/catalog.ts";
import type { Db } from "../client.ts";
import { readInstant, readMinor } from "../columns.ts";

/** A SKU in a market: what the offers of a renewal are read by. */
export type MarketSku = { readonly market: string; readonly productId: string; readonly skuId: string };

/** The newest price list, as a mark by which a reader sees that prices changed; null before the first import. */
export async function findNewestPriceListId(db: Db): Promise<string | null> {
  const row = await db
    .selectFrom("price_list")
    .select("id")
    .orderBy("imported_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** All offers of some SKUs in their markets, of every price list: a run that catches up asks for days in the past. */
export async function listOffersOfSkus(db: Db, keys: readonly MarketSku[]): Promise<Availability[]> {
  if (keys.length === 0) return [];
  const tuples = sql.join(keys.map(({ market, productId, skuId }) => sql`(${market}, ${productId}, ${skuId})`));
  const rows = await db
    .selectFrom("availability")
    .selectAll()
    .where(sql<boolean>`(market, product_id, sku_id) in (values ${tuples})`)
    .execute();
  return rows.map((row) => ({
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
  }));
}

/** What the jobs have to know of some SKUs. */
export async function listSkuFacts(
  db: Db,
  keys: readonly Omit<MarketSku, "market">[],
): Promise<{ productId: string; skuId: string; segment: Segment; isCancellable: boolean }[]> {
  if (keys.length === 0) return [];
  const tuples = sql.join(keys.map(({ productId, skuId }) => sql`(${productId}, ${skuId})`));
  const rows = await db
    .selectFrom("sku")
    .select(["product_id", "sku_id", "segment", "is_cancellable"])
    .where(sql<boolean>`(product_id, sku_id) in (values ${tuples})`)
    .execute();
  return rows.map((row) => ({
    productId: row.product_id,
    skuId: row.sku_id,
    segment: row.segment,
    isCancellable: row.is_cancellable === 1,
  }));
}
