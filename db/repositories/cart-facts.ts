import type { Availability, Segment, SkuKey } from "#app/domain/catalog/catalog.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import type { LineFacts } from "#app/domain/order/cart-line.ts";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { listAvailabilitiesFor, type SkuDetail, skusByKey } from "./catalog.ts";
import type { Customer } from "./customers.ts";
import { findPartnerById } from "./partners.ts";
import { listHeldSkus } from "./subscriptions.ts";

/** Everything partners sell is sold to companies; the other segments are in price lists and in nobody's cart. */
export const soldSegment: Segment = "Commercial";

export type CartFacts = Omit<LineFacts, "skus"> & {
  readonly skus: ReadonlyMap<SkuKey, SkuDetail>;
  readonly availabilities: readonly Availability[];
};

/**
 * Reads what decisions about some lines for a customer need: editions, offers of the instant, rights held, and, where perpetual
 * software is among them, whether the partner sells it. Four queries at most.
 */
export async function readCartFacts(
  db: Db,
  customer: Customer,
  lines: readonly { readonly productId: string; readonly skuId: string }[],
  at: Temporal.Instant,
): Promise<CartFacts> {
  const keys = [...new Set(lines.map(({ productId, skuId }) => skuKey(productId, skuId)))];
  const skus = await skusByKey(db, keys);
  const market = customer.country;
  const availabilities = await listAvailabilitiesFor(db, { market, segment: soldSegment, skus: keys, at });
  const needed = [...skus.values()].flatMap((sku) => sku.prerequisites.flatMap(({ anyOf }) => anyOf));
  const held = await listHeldSkus(db, customer.partnerId, customer.id, needed.map(partsOf), at);
  const hasPerpetual = [...skus.values()].some(({ kind }) => kind === "perpetual-software");
  return {
    at,
    market,
    sellsPerpetual: !hasPerpetual || (await findPartnerById(db, customer.partnerId))?.sellsPerpetual === true,
    validationStatus: customer.validationStatus,
    segment: soldSegment,
    skus,
    availabilities,
    heldSkus: new Set(held.map(({ productId, skuId }) => skuKey(productId, skuId))),
  };
}

function partsOf(key: SkuKey): { productId: string; skuId: string } {
  const colon = key.lastIndexOf(":");
  return { productId: key.slice(0, colon), skuId: key.slice(colon + 1) };
}
