import type { Availability, Segment } from "#app/domain/catalog/catalog.ts";
import { findAvailability, type OfferQuery } from "#app/domain/catalog/offers.ts";
import type { Db } from "#db/client.ts";
import {
  findNewestPriceListId,
  listOffersOfSkus,
  listSkuFacts,
  type MarketSku,
} from "#db/repositories/offers-for-renewal.ts";

/**
 * The price lists as one run sees them: read for a whole batch at once, kept while the run lasts, and dropped when a
 * new list was imported meanwhile. `prepare` is called in the transaction that decides, so that no decision is made on
 * prices older than it.
 */
export type PriceBook = {
  prepare(tx: Db, keys: readonly MarketSku[]): Promise<void>;
  /** The offer that answers a question about a SKU that was prepared. */
  findOffer(query: OfferQuery): Availability | undefined;
  /** What the run has to know of a SKU that was prepared. */
  skuFacts(key: Pick<MarketSku, "productId" | "skuId">): SkuFacts;
};

export type SkuFacts = { readonly segment: Segment; readonly isCancellable: boolean };

/** SKUs in markets that a run keeps the offers of; more than a catalogue usually has, and a bound on memory. */
const keptMax = 5_000;

export function createPriceBook(): PriceBook {
  let newestList: string | null | undefined;
  const skus = new Map<string, SkuFacts>();
  const offers = new Map<string, OffersOfSku>();
  const forget = () => {
    skus.clear();
    offers.clear();
  };

  return {
    async prepare(tx, keys) {
      const newest = await findNewestPriceListId(tx);
      if (newest !== newestList || offers.size > keptMax) forget();
      newestList = newest;
      const missing = new Map<string, MarketSku>();
      for (const key of keys) if (!offers.has(marketKey(key))) missing.set(marketKey(key), key);
      if (missing.size === 0) return;
      for (const facts of await listSkuFacts(tx, [...missing.values()])) skus.set(plainKey(facts), facts);
      for (const name of missing.keys()) offers.set(name, createOffersOfSku());
      for (const offer of await listOffersOfSkus(tx, [...missing.values()])) offers.get(marketKey(offer))?.add(offer);
    },
    findOffer: (query) => offers.get(marketKey(query))?.find(query),
    skuFacts(key) {
      const facts = skus.get(plainKey(key));
      if (facts === undefined) throw new Error(`SKU ${plainKey(key)} is not in the catalogue`);
      return facts;
    },
  };
}

function marketKey({ market, productId, skuId }: MarketSku): string {
  return `${market}:${productId}:${skuId}`;
}

function plainKey({ productId, skuId }: Pick<MarketSku, "productId" | "skuId">): string {
  return `${productId}:${skuId}`;
}

type OffersOfSku = { add(offer: Availability): void; find(query: OfferQuery): Availability | undefined };

/**
 * The offers of one SKU in one market, grouped by term and plan, with the answers given so far: of a large run most
 * subscriptions ask for the same few days.
 */
function createOffersOfSku(): OffersOfSku {
  const groups = new Map<string, Availability[]>();
  const answers = new Map<string, Availability | undefined>();
  return {
    add(offer) {
      const name = groupOf(offer);
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [offer]);
      else group.push(offer);
    },
    find(query) {
      const name = `${groupOf(query)}:${query.at.epochMilliseconds}`;
      if (answers.has(name)) return answers.get(name);
      const found = findAvailability(groups.get(groupOf(query)) ?? [], query);
      answers.set(name, found);
      return found;
    },
  };
}

function groupOf(offer: Pick<OfferQuery, "termDuration" | "billingPlan" | "segment">): string {
  return `${offer.termDuration}:${offer.billingPlan}:${offer.segment}`;
}
