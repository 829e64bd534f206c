import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { DownloadFile, FileChoice } from "#app/domain/entitlement/download.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstant, readInstantOrNull } from "../columns.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import type { DownloadFileTable } from "../schema.ts";

/** Download files belong to the operator and serve all partners, so they have no scope. Their content lies in the store. */

export function fileOfRow(row: Selectable<DownloadFileTable>): DownloadFile {
  return {
    id: row.id,
    productId: row.product_id,
    version: row.version,
    language: row.language,
    fileType: row.file_type,
    operatingSystem: row.operating_system,
    fileName: row.file_name,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    uploadedAt: readInstant(row.uploaded_at),
    replacedAt: readInstantOrNull(row.replaced_at),
    removedAt: readInstantOrNull(row.removed_at),
  };
}

export async function insertDownloadFile(
  db: Db,
  file: Omit<DownloadFile, "replacedAt" | "removedAt"> & { readonly uploadedBy: string | null },
): Promise<void> {
  await db
    .insertInto("download_file")
    .values({
      id: file.id,
      product_id: file.productId,
      version: file.version,
      language: file.language,
      file_type: file.fileType,
      operating_system: file.operatingSystem,
      file_name: file.fileName,
      sha256: file.sha256,
      size_bytes: file.sizeBytes,
      uploaded_at: instantColumn(file.uploadedAt),
      uploaded_by: file.uploadedBy,
      replaced_at: null,
      removed_at: null,
    })
    .execute();
}

export async function findDownloadFile(db: Db, fileId: string): Promise<DownloadFile | undefined> {
  const row = await db.selectFrom("download_file").selectAll().where("id", "=", fileId).executeTakeFirst();
  return row === undefined ? undefined : fileOfRow(row);
}

/** The files of a product that can be had now, at most one for each choice. */
export async function listCurrentFiles(db: Db, productId: string): Promise<DownloadFile[]> {
  const rows = await db
    .selectFrom("download_file")
    .selectAll()
    .where("product_id", "=", productId)
    .where("replaced_at", "is", null)
    .where("removed_at", "is", null)
    .orderBy("version")
    .orderBy("language")
    .orderBy("file_type")
    .orderBy("operating_system")
    .execute();
  return rows.map(fileOfRow);
}

/** All files that a product ever had, newest first. */
export async function listFilesOfProduct(
  db: Db,
  productId: string,
  page: { readonly beforeFileId: string | null; readonly limit: number },
): Promise<DownloadFile[]> {
  let query = db.selectFrom("download_file").selectAll().where("product_id", "=", productId);
  if (page.beforeFileId !== null) query = query.where("id", "<", page.beforeFileId);
  const rows = await query.orderBy("id", "desc").limit(page.limit).execute();
  return rows.map(fileOfRow);
}

/** Keeps the files of a product as they are until the transaction ends, but for its own changes. */
export async function lockFilesOfProduct(db: Db, productId: string): Promise<void> {
  await lockedForChange(db, db.selectFrom("product").select("id").where("id", "=", productId)).execute();
}

/** Takes the present file of a choice out of the way of a new one; its id, or undefined where there was none. */
export async function replaceDownloadFile(
  db: Db,
  choice: FileChoice & { readonly productId: string },
  at: Temporal.Instant,
): Promise<string | undefined> {
  const row = await db
    .updateTable("download_file")
    .set({ replaced_at: instantColumn(at) })
    .where("product_id", "=", choice.productId)
    .where("version", "=", choice.version)
    .where("language", "=", choice.language)
    .where("file_type", "=", choice.fileType)
    .where("operating_system", "=", choice.operatingSystem)
    .where("replaced_at", "is", null)
    .where("removed_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row?.id;
}

/** Takes a file away from everybody, also from links that were made before; false where it was away already. */
export async function removeDownloadFileRow(db: Db, fileId: string, at: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("download_file")
    .set({ removed_at: instantColumn(at) })
    .where("id", "=", fileId)
    .where("removed_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
