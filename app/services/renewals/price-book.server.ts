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
  skuFacts(key: SkuName): SkuFacts;
};

export type SkuFacts = { readonly segment: Segment; readonly isCancellable: boolean };

/** SKUs in markets that a run keeps the offers of; more than a catalogue usually has, and a bound on memory. */
const keptMax = 5_000;

export function createPriceBook(): PriceBook {
  let newestList: string | null | undefined;
  let skus = createSkuMap<SkuFacts>();
  let markets = new Map<string, SkuMap<OffersOfSku>>();
  let kept = 0;
  const offersOf = (key: MarketSku) => markets.get(key.market)?.get(key);
  const forget = () => {
    skus = createSkuMap();
    markets = new Map();
    kept = 0;
  };
  const keepPlaceFor = (key: MarketSku) => {
    const market = markets.get(key.market) ?? createSkuMap<OffersOfSku>();
    markets.set(key.market, market);
    market.set(key, createOffersOfSku());
    kept += 1;
  };

  return {
    async prepare(tx, keys) {
      const newest = await findNewestPriceListId(tx);
      if (newest !== newestList || kept > keptMax) forget();
      newestList = newest;
      const missing: MarketSku[] = [];
      for (const key of keys) {
        if (offersOf(key) !== undefined) continue;
        keepPlaceFor(key);
        missing.push(key);
      }
      if (missing.length === 0) return;
      try {
        for (const facts of await listSkuFacts(tx, missing)) skus.set(facts, facts);
        for (const offer of await listOffersOfSkus(tx, missing)) offersOf(offer)?.add(offer);
      } catch (error) {
        // Empty places would be read as "no offer", and subscriptions would end for it.
        forget();
        throw error;
      }
    },
    findOffer: (query) => offersOf(query)?.find(query),
    skuFacts(key) {
      const facts = skus.get(key);
      if (facts === undefined) throw new Error(`SKU ${key.productId}:${key.skuId} is not in the catalogue`);
      return facts;
    },
  };
}

type SkuName = Pick<MarketSku, "productId" | "skuId">;
type SkuMap<V> = { get(key: SkuName): V | undefined; set(key: SkuName, value: V): void };

/** A map by product and SKU without joined texts as keys: making those took longer than the look-up itself. */
function createSkuMap<V>(): SkuMap<V> {
  const products = new Map<string, Map<string, V>>();
  return {
    get: ({ productId, skuId }) => products.get(productId)?.get(skuId),
    set({ productId, skuId }, value) {
      const product = products.get(productId) ?? new Map<string, V>();
      products.set(productId, product.set(skuId, value));
    },
  };
}

type OffersOfSku = { add(offer: Availability): void; find(query: OfferQuery): Availability | undefined };

/**
 * The offers of one SKU in one market, with the answers given so far, by instant: of a large run most subscriptions
 * ask for the same few days.
 */
function createOffersOfSku(): OffersOfSku {
  const offers: Availability[] = [];
  const answers = new Map<number, { readonly query: OfferQuery; readonly offer: Availability | undefined }[]>();
  return {
    add: (offer) => void offers.push(offer),
    find(query) {
      const ms = query.at.epochMilliseconds;
      const ofInstant = answers.get(ms);
      const known = ofInstant?.find((answer) => isSameQuestion(answer.query, query));
      if (known !== undefined) return known.offer;
      const offer = findAvailability(offers, query);
      if (ofInstant === undefined) answers.set(ms, [{ query, offer }]);
      else ofInstant.push({ query, offer });
      return offer;
    },
  };
}

/** Of questions about one SKU in one market at one instant. */
function isSameQuestion(a: OfferQuery, b: OfferQuery): boolean {
  return a.termDuration === b.termDuration && a.billingPlan === b.billingPlan && a.segment === b.segment;
}
