import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { instantColumn, readInstant } from "../columns.ts";

/** Files of product lists that were uploaded and looked at, and not imported yet. */

export type ProductListDraft = {
  readonly id: string;
  readonly fileName: string;
  readonly sha256: string;
  /** The text of the file. */
  readonly document: string;
  readonly uploadedAt: Temporal.Instant;
};

export async function insertProductListDraft(
  db: Db,
  draft: ProductListDraft,
  uploadedBy: string | null,
): Promise<void> {
  await db
    .insertInto("product_list_draft")
    .values({
      id: draft.id,
      file_name: draft.fileName,
      sha256: draft.sha256,
      document: draft.document,
      uploaded_at: instantColumn(draft.uploadedAt),
      uploaded_by: uploadedBy,
    })
    .execute();
}

export async function findProductListDraft(db: Db, id: string): Promise<ProductListDraft | undefined> {
  const row = await db.selectFrom("product_list_draft").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) return undefined;
  const { file_name: fileName, sha256, document, uploaded_at: uploadedAt } = row;
  return { id, fileName, sha256, document, uploadedAt: readInstant(uploadedAt) };
}

export async function deleteProductListDraft(db: Db, id: string): Promise<void> {
  await db.deleteFrom("product_list_draft").where("id", "=", id).execute();
}

/** Deletes files that nobody took since an instant, at most so many at once; how many they were. */
export async function deleteOldProductListDrafts(db: Db, before: Temporal.Instant, limit: number): Promise<number> {
  const old = db
    .selectFrom("product_list_draft")
    .select("id")
    .where("uploaded_at", "<", instantColumn(before))
    .orderBy("uploaded_at")
    .limit(limit);
  const rows = await db.deleteFrom("product_list_draft").where("id", "in", old).returning("id").execute();
  return rows.length;
}
