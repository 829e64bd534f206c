import { type Sku, skuKey, type SkuKey } from "#app/domain/catalog/catalog.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { Db } from "#db/client.ts";
import { type SkuDetail, skusByKey } from "#db/repositories/catalog.ts";
import type { Customer } from "#db/repositories/customers.ts";
import { listHeldSkus } from "#db/repositories/subscriptions.ts";
import type { ViewContext } from "./view-context.ts";

/** What an edition needs first: one of these, by title. */
export type PrerequisiteText = {
  readonly anyOf: readonly string[];
  /** The customer holds one of them, or it stands in the cart. */
  readonly isMet: boolean;
};

/** Tells of an edition what it needs and whether that is there. Two queries for all editions of a page, none where none needs anything. */
export async function readPrerequisites(
  { db, at }: ViewContext,
  customer: Customer,
  skus: readonly SkuDetail[],
  inCart: readonly { readonly productId: string; readonly skuId: string }[],
): Promise<(sku: Sku) => PrerequisiteText[]> {
  const needed = [...new Set(skus.flatMap((sku) => sku.prerequisites.flatMap(({ anyOf }) => anyOf)))];
  if (needed.length === 0) return () => [];
  const titles = await skusByKey(db, needed);
  const parts = [...titles.values()].map(({ productId, skuId }) => ({ productId, skuId }));
  const held = await listHeldSkus(db, customer.partnerId, customer.id, parts, at);
  const there = new Set([...held, ...inCart].map(({ productId, skuId }) => skuKey(productId, skuId)));
  return (sku) =>
    sku.prerequisites.map(({ anyOf }) => ({
      anyOf: anyOf.map((key) => titles.get(key)?.title ?? key),
      isMet: anyOf.some((key) => there.has(key)),
    }));
}

/** A refusal as a reader can take it: editions by their titles, where it names some by their ids. */
export async function namedRefusal(db: Db, refusal: Refusal): Promise<Refusal> {
  if (refusal.code !== "prerequisite-missing") return refusal;
  const titles = await skusByKey(db, refusal.anyOf);
  return { ...refusal, anyOf: refusal.anyOf.map((key) => (titles.get(key)?.title ?? key) as SkuKey) };
}
