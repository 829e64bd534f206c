import type { Temporal } from "temporal-polyfill";
import type { Availability } from "#app/domain/catalog/catalog.ts";
import { type SkuKey, skuKey } from "#app/domain/catalog/catalog.ts";
import { findAvailability } from "#app/domain/catalog/offers.ts";
import { createOutlooks } from "#app/domain/forecast/alike.ts";
import type { OutlookEvent } from "#app/domain/forecast/outlook.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import type { Db } from "#db/client.ts";
import { type SkuDetail, skusByKey } from "#db/repositories/catalog.ts";
import { type BookPart, listBookRows } from "#db/repositories/forecast.ts";
import { listOffersOfSkus } from "#db/repositories/offers-for-renewal.ts";
import { subscriptionOfRow } from "#db/repositories/subscription-row.ts";
import { setImmediate as nextTurn } from "node:timers/promises";

/** A subscription of a book, with all that the jobs will do with it up to the end of the forecast. */
export type BookEntry = {
  readonly subscription: Subscription;
  readonly sku: SkuKey;
  readonly title: string;
  readonly events: readonly OutlookEvent[];
};

/** Subscriptions that are read at once. */
const rowsPerRead = 500;

/** So many are looked ahead for, or summed up, before others get their turn: a few milliseconds. Our choice. */
const perTurn = 50;

/**
 * Some of many at a time. Between two parts whoever else has work in this process gets a turn, so that a page of
 * somebody else never waits for a whole book: an answer takes a few dozen turns, and each waits for one part.
 */
export async function* inTurns<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let from = 0; from < items.length; from += perTurn) {
    if (from > 0) await nextTurn();
    yield items.slice(from, from + perTurn);
  }
}

export type BookRequest = {
  readonly partnerId: string;
  /** One customer's part of it. */
  readonly customerId: string | null;
  readonly at: Temporal.Instant;
  readonly until: Temporal.Instant;
  /** Stops after so many subscriptions; all of them when it is left out. */
  readonly limit?: number;
};

/**
 * A partner's running subscriptions, some at a time, each with its outlook. However large the book, a few hundred of
 * them are in memory, and what is known of the editions that have come up.
 */
export async function* readBook(db: Db, request: BookRequest): AsyncGenerator<readonly BookEntry[]> {
  const { partnerId, customerId, at, until } = request;
  const catalogue = createCatalogue(db);
  const outlooks = createOutlooks((subscription) => ({ at, until, ...catalogue.factsOf(subscription) }));
  let left = request.limit ?? Number.POSITIVE_INFINITY;
  const parts: readonly BookPart[] =
    customerId === null ? [{ of: "renewing" }, { of: "ending" }] : [{ of: "customer", customerId }];
  for (const part of parts) {
    let after: { dueAtMs: number; id: string } | null = null;
    while (left > 0) {
      const limit = Math.min(left, rowsPerRead);
      const rows: Awaited<ReturnType<typeof listBookRows>> = await listBookRows(db, { partnerId, part, after, limit });
      const last = rows.at(-1);
      if (last === undefined) break;
      const entries: BookEntry[] = [];
      for await (const some of inTurns(rows)) {
        const subscriptions = some.map(subscriptionOfRow);
        await catalogue.prepare(subscriptions);
        for (const subscription of subscriptions) {
          const sku = skuKey(subscription.productId, subscription.skuId);
          entries.push({ subscription, sku, title: catalogue.titleOf(sku), events: outlooks(subscription) });
        }
      }
      yield entries;
      left -= rows.length;
      if (rows.length < limit) break;
      after = { dueAtMs: last.term_end_at, id: last.id };
      // On SQLite everything comes back at once; whoever else has work in this process gets a turn here.
      await nextTurn();
    }
  }
}

/** The editions and offers of what has come up so far. */
function createCatalogue(db: Db) {
  const skus = new Map<SkuKey, SkuDetail>();
  const offers = new Map<string, Availability[]>();
  const placeOf = ({ market, productId, skuId }: { market: string; productId: string; skuId: string }) =>
    `${market}:${productId}:${skuId}`;
  return {
    async prepare(subscriptions: readonly Subscription[]): Promise<void> {
      const missing = new Map(subscriptions.map((one) => [placeOf(one), one] as const));
      for (const place of offers.keys()) missing.delete(place);
      if (missing.size === 0) return;
      const wanted = [...missing.values()];
      for (const [key, sku] of await skusByKey(
        db,
        wanted.map(({ productId, skuId }) => skuKey(productId, skuId)),
      ))
        skus.set(key, sku);
      for (const place of missing.keys()) offers.set(place, []);
      const read = await listOffersOfSkus(
        db,
        wanted.map(({ market, productId, skuId }) => ({ market, productId, skuId })),
      );
      for (const offer of read) offers.get(placeOf(offer))?.push(offer);
    },
    titleOf: (key: SkuKey): string => skus.get(key)?.title ?? key,
    factsOf(subscription: Subscription) {
      const sku = skus.get(skuKey(subscription.productId, subscription.skuId));
      if (sku === undefined) throw new Error(`The edition of ${subscription.id} is not in the catalogue`);
      const known = offers.get(placeOf(subscription)) ?? [];
      return {
        segment: sku.segment,
        findOffer: (query: Parameters<typeof findAvailability>[1]) => findAvailability(known, query),
      };
    },
  };
}
