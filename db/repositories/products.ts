import { type Selectable, sql } from "kysely";
import type { ProductKind } from "#app/domain/catalog/catalog.ts";
import type { Db } from "../client.ts";
import { flagColumn, jsonColumn, jsonColumnOrNull } from "../columns.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { SkuTable } from "../schema.ts";
import type { Product, SkuDetail } from "./catalog.ts";
import { endOfPrefix, foldText, searchTermsOf } from "./customer-words.ts";

/** Listing, searching and writing products. */

export type ProductListRequest = PageRequest & {
  readonly kind?: ProductKind;
  /** Every word must be the beginning of a word of the product's or an edition's title, the publisher or an id. */
  readonly search?: string;
};

/** The key of a product in a list, for the cursor of the next page. */
export function productKey(product: Product, request: Pick<ProductListRequest, "kind">): string[] {
  return request.kind === undefined ? [product.title, product.id] : [product.kind, product.title, product.id];
}

/** One page of products, by title. */
export async function listProducts(db: Db, request: ProductListRequest): Promise<Page<Product>> {
  const { kind, search = "", limit, cursor } = request;
  const columns = kind === undefined ? (["title", "id"] as const) : (["kind", "title", "id"] as const);
  let query = db.selectFrom("product").selectAll();
  if (kind !== undefined) query = query.where("kind", "=", kind);
  for (const term of searchTermsOf(search)) query = query.where("id", "in", productIdsWithWord(db, term));
  if (cursor !== null) query = query.where(beyondKey(columns, "asc", cursor));
  for (const column of columns) query = query.orderBy(column, readDirection("asc", cursor));
  return pageOf(await query.limit(limit + 1).execute(), request);
}

/** How many products of each kind a search finds. */
export async function countProductsByKind(db: Db, search = ""): Promise<Map<ProductKind, number>> {
  let query = db.selectFrom("product").select(["kind", (eb) => eb.fn.countAll<number>().as("count")]);
  for (const term of searchTermsOf(search)) query = query.where("id", "in", productIdsWithWord(db, term));
  const rows = await query.groupBy("kind").execute();
  return new Map(rows.map((row) => [row.kind, Number(row.count)]));
}

/** Ids of the products that a search fits, up to a number. */
export async function findProductIds(db: Db, search: string, limit: number): Promise<string[]> {
  let query = db.selectFrom("product").select("id");
  for (const term of searchTermsOf(search)) query = query.where("id", "in", productIdsWithWord(db, term));
  const rows = await query.orderBy("id").limit(limit).execute();
  return rows.map((row) => row.id);
}

/** The products that each word of a search finds; a product has to be in all of them. */
export function productIdsWithWords(db: Db, search: string) {
  return searchTermsOf(search).map((term) => productIdsWithWord(db, term));
}

function productIdsWithWord(db: Db, term: string) {
  return db
    .selectFrom("product_word")
    .select("product_id")
    .where("word", ">=", term)
    .where("word", "<", endOfPrefix(term));
}

/** Everything a product can be found by. */
function wordsOfProduct(product: Product, skus: readonly SkuDetail[]): string[] {
  const texts = [product.title, product.publisher, product.id, ...skus.flatMap((sku) => [sku.title, sku.skuId])];
  const words = texts.flatMap((text) => {
    const folded = foldText(text);
    return [...folded.split(/\s+/), ...folded.split(/[^\p{L}\p{N}]+/u)];
  });
  return [...new Set(words)].filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** A product with its editions, as the catalogue file has it. */
export type ProductWithSkus = { readonly product: Product; readonly skus: readonly SkuDetail[] };

/**
 * Stores products: new ones are added, known ones brought up to date, none is taken away, because orders speak of them.
 * Whether an edition needs a review is the operator's setting; a known edition keeps it.
 */
export async function upsertProduct(db: Db, { product, skus }: ProductWithSkus): Promise<void> {
  await db
    .insertInto("product")
    .values(product)
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet({ title: product.title, publisher: product.publisher, kind: product.kind }),
    )
    .execute();
  await db
    .insertInto("sku")
    .values(skus.map(rowOfSku))
    .onConflict((conflict) =>
      conflict.columns(["product_id", "sku_id"]).doUpdateSet((eb) => ({
        title: eb.ref("excluded.title"),
        description: eb.ref("excluded.description"),
        unit: eb.ref("excluded.unit"),
        segment: eb.ref("excluded.segment"),
        quantity_min: eb.ref("excluded.quantity_min"),
        quantity_max: eb.ref("excluded.quantity_max"),
        needs_key: eb.ref("excluded.needs_key"),
        needs_download: eb.ref("excluded.needs_download"),
        is_cancellable: eb.ref("excluded.is_cancellable"),
        has_hybrid_benefit: eb.ref("excluded.has_hybrid_benefit"),
        prerequisites_json: eb.ref("excluded.prerequisites_json"),
        download_options_json: eb.ref("excluded.download_options_json"),
        install_instructions_json: eb.ref("excluded.install_instructions_json"),
      })),
    )
    .execute();
  await db.deleteFrom("product_word").where("product_id", "=", product.id).execute();
  await db
    .insertInto("product_word")
    .values(wordsOfProduct(product, skus).map((word) => ({ word, product_id: product.id })))
    .execute();
}

function rowOfSku(sku: SkuDetail): Selectable<SkuTable> {
  return {
    product_id: sku.productId,
    sku_id: sku.skuId,
    title: sku.title,
    description: sku.description,
    unit: sku.unit,
    segment: sku.segment,
    quantity_min: sku.quantityMin,
    quantity_max: sku.quantityMax,
    needs_key: flagColumn(sku.needsKey),
    needs_download: flagColumn(sku.needsDownload),
    is_cancellable: flagColumn(sku.isCancellable),
    needs_review: flagColumn(sku.needsReview),
    has_hybrid_benefit: flagColumn(sku.hasHybridBenefit),
    prerequisites_json: jsonColumn(sku.prerequisites),
    download_options_json: jsonColumn(sku.downloadOptions),
    install_instructions_json: jsonColumnOrNull(sku.installInstructions),
  };
}

/** Sets whether cancelling an edition needs a look by the operator; true where it was the other way before. */
export async function updateNeedsReview(
  db: Db,
  sku: { readonly productId: string; readonly skuId: string; readonly needsReview: boolean },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("sku")
    .set({ needs_review: flagColumn(sku.needsReview) })
    .where("product_id", "=", sku.productId)
    .where("sku_id", "=", sku.skuId)
    .where("needs_review", "!=", flagColumn(sku.needsReview))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Whether there is no product at all. */
export async function isCatalogueEmpty(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom("product")
    .select(sql<number>`1`.as("one"))
    .limit(1)
    .executeTakeFirst();
  return row === undefined;
}
