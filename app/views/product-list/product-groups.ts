import { findEdition } from "#db/repositories/product-list-editions.ts";
import { listGroupsOfProduct } from "#db/repositories/product-list-links.ts";
import type { ViewContext } from "../view-context.ts";

export type GroupOfProduct = { readonly key: string; readonly name: string | null; readonly line: number };

/** The groups of the newest edition that a product we sell belongs to; none where no list was imported. */
export async function groupsOfProduct({ db }: ViewContext, productId: string): Promise<GroupOfProduct[]> {
  const edition = await findEdition(db, null);
  if (edition === undefined) return [];
  const groups = await listGroupsOfProduct(db, edition.id, productId);
  return groups.map(({ groupKey, name, line }) => ({ key: groupKey, name, line }));
}
