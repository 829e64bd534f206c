import type { Temporal } from "temporal-polyfill";
import { isoDayOf } from "../calendar/utc-days.ts";
import type { NoticeDraft } from "../notices/notices.ts";

/** What of a pool decides whether the operator is told. */
export type KeyStock = {
  readonly poolId: string;
  readonly productId: string;
  readonly version: string;
  readonly available: number;
  /** At this many keys or fewer the stock is low. */
  readonly lowStockMark: number;
  readonly isLow: boolean;
  /** How often the stock has become low; part of the notice's key, so that each time is told once. */
  readonly lowCount: number;
};

export type StockChange = {
  readonly isLow: boolean;
  readonly lowCount: number;
  /** Told when the stock becomes low, and not again before it has been filled up. */
  readonly notice: NoticeDraft | null;
};

/** What follows from the present number of available keys. */
export function assessStock(stock: KeyStock): StockChange {
  const isLow = stock.available <= stock.lowStockMark;
  if (isLow === stock.isLow) return { isLow, lowCount: stock.lowCount, notice: null };
  if (!isLow) return { isLow, lowCount: stock.lowCount, notice: null };
  const lowCount = stock.lowCount + 1;
  return { isLow, lowCount, notice: poolNotice(stock, `key-pool:${stock.poolId}:low:${lowCount}`) };
}

/**
 * Told once for every time a pool ran empty, to the operator.
 *
 * @param drawn how many keys the pool has given out since it was made, revoked ones with them
 */
export function emptyPoolNotice(stock: KeyStock, drawn: number): NoticeDraft {
  return poolNotice({ ...stock, available: 0 }, `key-pool:${stock.poolId}:empty:${drawn}`);
}

/** Told once a day while a key is asked for that no pool was ever made for. */
export function missingPoolNotice(productId: string, version: string, at: Temporal.Instant): NoticeDraft {
  return poolNotice({ productId, version, available: 0 }, `key-pool:none:${productId}:${version}:${isoDayOf(at)}`);
}

function poolNotice(stock: Pick<KeyStock, "productId" | "version" | "available">, dedupeKey: string): NoticeDraft {
  return {
    kind: "key-pool-low",
    dedupeKey,
    partnerId: null,
    customerId: null,
    subscriptionId: null,
    termNumber: null,
    orderId: null,
    facts: { productId: stock.productId, version: stock.version, left: stock.available },
  };
}
