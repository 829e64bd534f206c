import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { DownloadFile } from "#app/domain/entitlement/download.ts";
import type { Db } from "../client.ts";
import { instantColumn } from "../columns.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { Product } from "./catalog.ts";
import { fileOfRow } from "./download-files.ts";
import { productIdsWithWords } from "./products.ts";

/** Lists of download files for the operator. */

const columns = ["title", "id"] as const;

/** The key of a product in the list, for the cursor of the next page. */
export function shelfProductKey(product: Pick<Product, "title" | "id">): string[] {
  return [product.title, product.id];
}

export type NeedsColumn = "needs_key" | "needs_download";

/** One page of the products that need a key, or downloads, by title. */
export async function listProductsNeeding(
  db: Db,
  needs: NeedsColumn,
  request: PageRequest & { readonly search: string },
): Promise<Page<Product>> {
  const { search, limit, cursor } = request;
  let query = db
    .selectFrom("product")
    .selectAll()
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("sku")
          .select(sql<number>`1`.as("one"))
          .whereRef("sku.product_id", "=", "product.id")
          .where(`sku.${needs}`, "=", 1),
      ),
    );
  for (const ids of productIdsWithWords(db, search)) query = query.where("id", "in", ids);
  if (cursor !== null) query = query.where(beyondKey(columns, "asc", cursor));
  for (const column of columns) query = query.orderBy(column, readDirection("asc", cursor));
  return pageOf(await query.limit(limit + 1).execute(), request);
}

/** The present files of some products, by choice. */
export async function listCurrentFilesOfProducts(db: Db, productIds: readonly string[]): Promise<DownloadFile[]> {
  if (productIds.length === 0) return [];
  const rows = await db
    .selectFrom("download_file")
    .selectAll()
    .where(isAnyOf(db, "product_id", productIds))
    .where("replaced_at", "is", null)
    .where("removed_at", "is", null)
    .orderBy("product_id")
    .orderBy("version")
    .orderBy("language")
    .orderBy("file_type")
    .orderBy("operating_system")
    .execute();
  return rows.map(fileOfRow);
}

/** How many links to a file are good at an instant, their purchases aside. */
export async function countLiveLinksOfFile(db: Db, fileId: string, at: Temporal.Instant): Promise<number> {
  const { links } = await db
    .selectFrom("download_link")
    .select((eb) => eb.fn.countAll<number>().as("links"))
    .where("file_id", "=", fileId)
    .where("expires_at", ">", instantColumn(at))
    .where("revoked_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(links);
}
