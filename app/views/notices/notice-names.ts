import { type SkuKey, skuKey } from "#app/domain/catalog/catalog.ts";
import type { Notice } from "#app/domain/notices/notices.ts";
import type { Db } from "#db/client.ts";
import { skusByKey } from "#db/repositories/catalog.ts";
import { customerNamesById } from "#db/repositories/customers.ts";
import { productTitlesById } from "#db/repositories/product-titles.ts";

/** What notices name: customers, products, and editions by product and SKU. */
export type NoticeNames = {
  readonly customers: ReadonlyMap<string, string>;
  readonly products: ReadonlyMap<string, string>;
  /** By `skuKey`. */
  readonly editions: ReadonlyMap<string, string>;
};

/** The names in some notices of one organisation, with one statement each. */
export async function noticeNames(db: Db, notices: readonly Notice[]): Promise<NoticeNames> {
  const partnerId = notices.find((notice) => notice.partnerId !== null)?.partnerId ?? null;
  const ofPartner = notices.filter((notice) => notice.partnerId === partnerId);
  const customerIds = ofPartner.flatMap(({ customerId }) => customerId ?? []);
  const editions = new Set<SkuKey>();
  const products = new Set<string>();
  for (const { facts } of notices) {
    if ("skuId" in facts) editions.add(skuKey(facts.productId, facts.skuId));
    else if ("productId" in facts) products.add(facts.productId);
  }
  const skus = await skusByKey(db, editions);
  return {
    customers: partnerId === null ? new Map() : await customerNamesById(db, partnerId, customerIds),
    products: await productTitlesById(db, [...products]),
    editions: new Map([...skus].map(([key, sku]) => [key, sku.title])),
  };
}
