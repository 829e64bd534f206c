import { skuKey } from "#app/domain/catalog/catalog.ts";
import type { Db } from "#db/client.ts";
import { skusByKey } from "#db/repositories/catalog.ts";

/** What an edition is called; its ids where the catalogue has lost it. */
export async function editionTitle(
  db: Db,
  { productId, skuId }: { readonly productId: string; readonly skuId: string },
): Promise<string> {
  const key = skuKey(productId, skuId);
  return (await skusByKey(db, [key])).get(key)?.title ?? key;
}
