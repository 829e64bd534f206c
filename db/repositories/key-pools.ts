import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { KeyStock } from "#app/domain/entitlement/key-stock.ts";
import type { KeyFormat } from "#app/domain/entitlement/key-format.ts";
import type { Db } from "../client.ts";
import { flagColumn, instantColumn, readFlag, readInstant } from "../columns.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import type { KeyPoolTable } from "../schema.ts";

/** A stock of keys for one product and version. The counts are kept with every key that changes its state. */
export type KeyPool = KeyStock & {
  /** The edition, where the editions of a product have different keys; null for all of them. */
  readonly skuId: string | null;
  readonly keyFormat: KeyFormat;
  readonly issued: number;
  readonly revoked: number;
  readonly createdAt: Temporal.Instant;
};

export type KeyPoolListing = KeyPool & { readonly productTitle: string };

export function listingOfRow(row: Selectable<KeyPoolTable> & { readonly product_title: string }): KeyPoolListing {
  return { ...poolOfRow(row), productTitle: row.product_title };
}

function poolOfRow(row: Selectable<KeyPoolTable>): KeyPool {
  return {
    poolId: row.id,
    productId: row.product_id,
    skuId: row.sku_id,
    version: row.version,
    keyFormat: row.key_format,
    lowStockMark: row.low_stock_mark,
    isLow: readFlag(row.is_low),
    lowCount: row.low_count,
    available: row.available_count,
    issued: row.issued_count,
    revoked: row.revoked_count,
    createdAt: readInstant(row.created_at),
  };
}

export type NewKeyPool = Pick<
  KeyPool,
  "poolId" | "productId" | "skuId" | "version" | "keyFormat" | "lowStockMark" | "createdAt"
> & { readonly createdBy: string | null };

/** Adds an empty pool, which is low from the beginning, untold; false where there is one for the product and version. */
export async function insertKeyPool(db: Db, pool: NewKeyPool): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("key_pool")
    .values({
      id: pool.poolId,
      product_id: pool.productId,
      sku_id: pool.skuId,
      version: pool.version,
      key_format: pool.keyFormat,
      low_stock_mark: pool.lowStockMark,
      is_low: flagColumn(true),
      low_count: 0,
      available_count: 0,
      issued_count: 0,
      revoked_count: 0,
      created_at: instantColumn(pool.createdAt),
      created_by: pool.createdBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Pools belong to the operator and serve all partners, so they have no scope. */
export async function findKeyPool(
  db: Db,
  poolId: string,
  options: { readonly lock: boolean } = { lock: false },
): Promise<KeyPool | undefined> {
  const query = db.selectFrom("key_pool").selectAll().where("id", "=", poolId);
  const row = await (options.lock ? lockedForChange(db, query) : query).executeTakeFirst();
  return row === undefined ? undefined : poolOfRow(row);
}

/** The pool that an edition's keys of a version come from: its own, else the product's. */
export async function findKeyPoolFor(
  db: Db,
  wanted: { readonly productId: string; readonly skuId: string; readonly version: string },
): Promise<KeyPool | undefined> {
  const rows = await db
    .selectFrom("key_pool")
    .selectAll()
    .where("product_id", "=", wanted.productId)
    .where("version", "=", wanted.version)
    .where((is) => is.or([is("sku_id", "=", wanted.skuId), is("sku_id", "is", null)]))
    .execute();
  const row = rows.find((pool) => pool.sku_id !== null) ?? rows[0];
  return row === undefined ? undefined : poolOfRow(row);
}

/** The pool of a product, version and edition exactly. */
export async function findKeyPoolOf(
  db: Db,
  pool: Pick<KeyPool, "productId" | "version" | "skuId">,
): Promise<KeyPool | undefined> {
  const row = await db
    .selectFrom("key_pool")
    .selectAll()
    .where("product_id", "=", pool.productId)
    .where("version", "=", pool.version)
    .where("sku_id", pool.skuId === null ? "is" : "=", pool.skuId)
    .executeTakeFirst();
  return row === undefined ? undefined : poolOfRow(row);
}

/**
 * Takes one key off the stock; the pool as it is then, or undefined where none was left. The row stays locked until
 * the transaction ends, so that draws from one pool follow each other and the stock is always the true one.
 */
export async function takeFromStock(db: Db, poolId: string): Promise<KeyPool | undefined> {
  const row = await db
    .updateTable("key_pool")
    .set((eb) => ({
      available_count: eb("available_count", "-", 1),
      issued_count: eb("issued_count", "+", 1),
    }))
    .where("id", "=", poolId)
    .where("available_count", ">", 0)
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? undefined : poolOfRow(row);
}

/** Adds imported keys to the stock; the pool as it is then. */
export async function addToStock(db: Db, poolId: string, count: number): Promise<KeyPool> {
  const row = await db
    .updateTable("key_pool")
    .set((eb) => ({ available_count: eb("available_count", "+", count) }))
    .where("id", "=", poolId)
    .returningAll()
    .executeTakeFirstOrThrow();
  return poolOfRow(row);
}

/** Counts issued keys of a pool as revoked. */
export async function countRevoked(db: Db, poolId: string, count: number): Promise<void> {
  await db
    .updateTable("key_pool")
    .set((eb) => ({
      issued_count: eb("issued_count", "-", count),
      revoked_count: eb("revoked_count", "+", count),
    }))
    .where("id", "=", poolId)
    .executeTakeFirstOrThrow();
}

/** Writes what follows from the stock. The caller holds the row. */
export async function updateStockFlags(
  db: Db,
  poolId: string,
  flags: { readonly isLow: boolean; readonly lowCount: number; readonly lowStockMark?: number },
): Promise<void> {
  await db
    .updateTable("key_pool")
    .set({
      is_low: flagColumn(flags.isLow),
      low_count: flags.lowCount,
      ...(flags.lowStockMark === undefined ? {} : { low_stock_mark: flags.lowStockMark }),
    })
    .where("id", "=", poolId)
    .execute();
}
