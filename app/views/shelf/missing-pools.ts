import { onlyVersion } from "#app/domain/entitlement/entitlement.ts";
import type { Db } from "#db/client.ts";
import { listSkusOfProducts, type SkuDetail } from "#db/repositories/catalog.ts";
import { listProductsNeeding } from "#db/repositories/download-file-lists.ts";
import { listPoolsOfProducts } from "#db/repositories/key-pool-lists.ts";

/** A product and version that needs keys and has no pool. */
export type MissingPool = {
  readonly productId: string;
  readonly productTitle: string;
  /** Where only some editions are without: which; null for the whole product. */
  readonly skuId: string | null;
  readonly skuTitle: string | null;
  readonly version: string;
};

/** More products than a catalogue has. */
const productsMax = 2_000;

/** What is still without a pool, by title and in the order in which a product lists its versions. */
export async function missingPools(db: Db, search: string): Promise<MissingPool[]> {
  const { rows: products } = await listProductsNeeding(db, "needs_key", { search, limit: productsMax, cursor: null });
  const ids = products.map(({ id }) => id);
  const skus = (await listSkusOfProducts(db, ids)).filter(({ needsKey }) => needsKey);
  const pools = await listPoolsOfProducts(db, ids);
  return products.flatMap(({ id, title }) => {
    const own = skus.filter(({ productId }) => productId === id);
    return versionsOfSkus(own).flatMap((version): MissingPool[] => {
      const ofVersion = pools.filter((pool) => pool.productId === id && pool.version === version);
      if (ofVersion.length === 0) return [{ productId: id, productTitle: title, skuId: null, skuTitle: null, version }];
      if (ofVersion.some(({ skuId }) => skuId === null)) return [];
      return own
        .filter((sku) => offers(sku, version) && !ofVersion.some(({ skuId }) => skuId === sku.skuId))
        .map((sku) => ({ productId: id, productTitle: title, skuId: sku.skuId, skuTitle: sku.title, version }));
    });
  });
}

/** The versions of several editions together; one without a name where there is no choice. */
export function versionsOfSkus(skus: readonly SkuDetail[]): readonly string[] {
  const versions = [...new Set(skus.flatMap(({ downloadOptions }) => downloadOptions.versions))];
  return versions.length === 0 && skus.length > 0 ? [onlyVersion] : versions;
}

function offers({ downloadOptions: { versions } }: SkuDetail, version: string): boolean {
  return versions.length === 0 ? version === onlyVersion : versions.includes(version);
}
