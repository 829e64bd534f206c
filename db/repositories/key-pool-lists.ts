import type { Db } from "../client.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import { type KeyPoolListing, listingOfRow } from "./key-pools.ts";
import { productIdsWithWords } from "./products.ts";

/** Lists of pools for the operator: there are a few per product that needs keys. */

export const poolFilters = ["all", "low", "empty"] as const;
/** `low` holds the empty ones too: both are at or below their mark. */
export type PoolFilter = (typeof poolFilters)[number];

export type PoolListRequest = PageRequest & { readonly filter: PoolFilter; readonly search: string };

const columns = ["product.title", "product.id", "key_pool.version", "key_pool.id"] as const;

/** The key of a pool in the list, for the cursor of the next page. */
export function poolKey(pool: KeyPoolListing): string[] {
  return [pool.productTitle, pool.productId, pool.version, pool.poolId];
}

/** One page of pools, by title of the product and version. */
export async function listPoolPage(db: Db, request: PoolListRequest): Promise<Page<KeyPoolListing>> {
  const { filter, search, limit, cursor } = request;
  let query = db
    .selectFrom("product")
    .innerJoin("key_pool", "key_pool.product_id", "product.id")
    .selectAll("key_pool")
    .select("product.title as product_title");
  if (filter === "low") query = query.where("key_pool.is_low", "=", 1);
  if (filter === "empty") query = query.where("key_pool.available_count", "=", 0);
  for (const ids of productIdsWithWords(db, search)) query = query.where("product.id", "in", ids);
  if (cursor !== null) query = query.where(beyondKey(columns, "asc", cursor));
  for (const column of columns) query = query.orderBy(column, readDirection("asc", cursor));
  const rows = await query.limit(limit + 1).execute();
  return pageOf(rows.map(listingOfRow), request);
}

/** How many pools a search finds: all of them, those that are low, those that are empty. */
export async function countPools(db: Db, search: string): Promise<Record<PoolFilter, number>> {
  let query = db.selectFrom("key_pool").select(["is_low", "available_count"]);
  for (const ids of productIdsWithWords(db, search)) query = query.where("product_id", "in", ids);
  const rows = await query.execute();
  return {
    all: rows.length,
    low: rows.filter((row) => row.is_low === 1).length,
    empty: rows.filter((row) => row.available_count === 0).length,
  };
}

/** The pools of some products. */
export async function listPoolsOfProducts(db: Db, productIds: readonly string[]): Promise<KeyPoolListing[]> {
  if (productIds.length === 0) return [];
  const rows = await db
    .selectFrom("key_pool")
    .innerJoin("product", "product.id", "key_pool.product_id")
    .selectAll("key_pool")
    .select("product.title as product_title")
    .where(isAnyOf(db, "key_pool.product_id", productIds))
    .execute();
  return rows.map(listingOfRow);
}
