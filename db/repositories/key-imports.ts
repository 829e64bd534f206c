import { type Selectable, sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { instantColumn, readInstant, readInstantOrNull } from "../columns.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { KeyImportRefusalTable, KeyImportTable } from "../schema.ts";
import type { StoredKey } from "./keys.ts";

/** Key files on their way into a pool: read into staged keys, looked at, then made available or discarded. */

export type KeyImportStatus = KeyImportTable["status"];

export type KeyImport = {
  readonly importId: string;
  readonly poolId: string;
  readonly status: KeyImportStatus;
  readonly fileName: string;
  readonly bytesTotal: number | null;
  readonly bytesRead: number;
  readonly linesRead: number;
  readonly goodLines: number;
  readonly refusedLines: number;
  /** Keys that are available already; grows while the status is `importing`. */
  readonly importedKeys: number;
  readonly startedBy: string | null;
  readonly startedAt: Temporal.Instant;
  readonly lastProgressAt: Temporal.Instant;
  readonly finishedAt: Temporal.Instant | null;
};

export type KeyLineRefusal = {
  readonly line: number;
  readonly reason: KeyImportRefusalTable["reason"];
  /** For `twice-in-file`: the line that has the same key. */
  readonly firstLine: number | null;
};

function importOfRow(row: Selectable<KeyImportTable>): KeyImport {
  return {
    importId: row.id,
    poolId: row.pool_id,
    status: row.status,
    fileName: row.file_name,
    bytesTotal: row.bytes_total,
    bytesRead: row.bytes_read,
    linesRead: row.lines_read,
    goodLines: row.good_lines,
    refusedLines: row.refused_lines,
    importedKeys: row.imported_keys,
    startedBy: row.started_by,
    startedAt: readInstant(row.started_at),
    lastProgressAt: readInstant(row.last_progress_at),
    finishedAt: readInstantOrNull(row.finished_at),
  };
}

/** Begins an import; false where another one of the pool is open. */
export async function insertKeyImport(
  db: Db,
  entry: Pick<KeyImport, "importId" | "poolId" | "fileName" | "bytesTotal" | "startedBy" | "startedAt">,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("key_import")
    .values({
      id: entry.importId,
      pool_id: entry.poolId,
      status: "reading",
      file_name: entry.fileName,
      bytes_total: entry.bytesTotal,
      bytes_read: 0,
      lines_read: 0,
      good_lines: 0,
      refused_lines: 0,
      imported_keys: 0,
      started_by: entry.startedBy,
      started_at: instantColumn(entry.startedAt),
      last_progress_at: instantColumn(entry.startedAt),
      finished_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function findKeyImport(db: Db, importId: string): Promise<KeyImport | undefined> {
  const row = await db.selectFrom("key_import").selectAll().where("id", "=", importId).executeTakeFirst();
  return row === undefined ? undefined : importOfRow(row);
}

/** The import of a pool that is being read, looked at or made available. */
export async function findOpenKeyImport(db: Db, poolId: string): Promise<KeyImport | undefined> {
  const row = await db
    .selectFrom("key_import")
    .selectAll()
    .where("pool_id", "=", poolId)
    .where(sql<boolean>`status in ('reading', 'checked', 'importing')`)
    .executeTakeFirst();
  return row === undefined ? undefined : importOfRow(row);
}

export type KeyImportListing = KeyImport & {
  /** Null for the portal itself. */
  readonly startedByName: string | null;
};

/** The newest imports of a pool, newest first. */
export async function listKeyImports(db: Db, poolId: string, limit: number): Promise<KeyImportListing[]> {
  const rows = await db
    .selectFrom("key_import")
    .leftJoin("user_account", "user_account.id", "key_import.started_by")
    .selectAll("key_import")
    .select("user_account.display_name")
    .where("pool_id", "=", poolId)
    .orderBy("started_at", "desc")
    .orderBy("key_import.id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...importOfRow(row), startedByName: row.display_name }));
}

/** Moves an import on, where it still is in one of the expected states; false where somebody else moved it. */
export async function updateKeyImportStatus(
  db: Db,
  importId: string,
  expected: readonly KeyImportStatus[],
  status: KeyImportStatus,
  at: Temporal.Instant,
): Promise<boolean> {
  const isOver = status === "imported" || status === "discarded";
  const { numUpdatedRows } = await db
    .updateTable("key_import")
    .set({
      status,
      last_progress_at: instantColumn(at),
      ...(isOver ? { finished_at: instantColumn(at) } : {}),
    })
    .where("id", "=", importId)
    .where("status", "in", [...expected])
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export type KeyImportProgress = Pick<KeyImport, "bytesRead" | "linesRead" | "goodLines" | "refusedLines">;

/** Writes how far the reading is; false where the import was discarded meanwhile. */
export async function updateKeyImportProgress(
  db: Db,
  importId: string,
  progress: KeyImportProgress,
  at: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("key_import")
    .set({
      bytes_read: progress.bytesRead,
      lines_read: progress.linesRead,
      good_lines: progress.goodLines,
      refused_lines: progress.refusedLines,
      last_progress_at: instantColumn(at),
    })
    .where("id", "=", importId)
    .where("status", "=", "reading")
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function insertKeyLineRefusals(
  db: Db,
  importId: string,
  refusals: readonly KeyLineRefusal[],
): Promise<void> {
  if (refusals.length === 0) return;
  await db
    .insertInto("key_import_refusal")
    .values(
      refusals.map(({ line, reason, firstLine }) => ({ import_id: importId, line, reason, first_line: firstLine })),
    )
    .execute();
}

/** The key of a refused line in its list, for the cursor of the next page. */
export function keyLineKey({ line }: KeyLineRefusal): number[] {
  return [line];
}

/** One page of the refused lines of an import, by their number. */
export async function listKeyLineRefusals(db: Db, importId: string, page: PageRequest): Promise<Page<KeyLineRefusal>> {
  let query = db.selectFrom("key_import_refusal").selectAll().where("import_id", "=", importId);
  if (page.cursor !== null) query = query.where(beyondKey(["line"], "asc", page.cursor));
  const rows = await query
    .orderBy("line", readDirection("asc", page.cursor))
    .limit(page.limit + 1)
    .execute();
  return pageOf(
    rows.map((row) => ({ line: row.line, reason: row.reason, firstLine: row.first_line })),
    page,
  );
}

/** How many of the refused lines that are kept have which reason. */
export async function countKeyLineRefusals(db: Db, importId: string): Promise<Map<KeyLineRefusal["reason"], number>> {
  const rows = await db
    .selectFrom("key_import_refusal")
    .select(["reason", (eb) => eb.fn.countAll<number>().as("lines")])
    .where("import_id", "=", importId)
    .groupBy("reason")
    .execute();
  return new Map(rows.map((row) => [row.reason, Number(row.lines)]));
}

/** A key that was read from a file, sealed. */
export type StagedKey = StoredKey & { readonly fingerprint: string };

/** Stages keys that are not in any pool yet; answers the fingerprints of those that went in. At most 500 at a time. */
export async function insertStagedKeys(db: Db, importId: string, keys: readonly StagedKey[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await db
    .insertInto("software_key")
    .values(
      keys.map((key) => ({
        id: key.keyId,
        pool_id: key.poolId,
        import_id: importId,
        fingerprint: key.fingerprint,
        state: "staged" as const,
        sealed: key.sealed,
        wrapped: key.wrapped,
        master_version: key.masterVersion,
        partner_id: null,
        customer_id: null,
        order_id: null,
        line_number: null,
        version: null,
        issued_at: null,
        revoked_at: null,
        revoked_cause: null,
      })),
    )
    .onConflict((conflict) => conflict.column("fingerprint").doNothing())
    .returning("fingerprint")
    .execute();
  return new Set(rows.map((row) => row.fingerprint));
}

/** Makes staged keys of an import available, oldest first; how many. The caller adds them to the stock. */
export async function releaseStagedKeys(db: Db, importId: string, limit: number): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("software_key")
    .set({ state: "available" })
    .where("id", "in", stagedIds(db, importId, limit))
    .where("state", "=", "staged")
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** Deletes staged keys of an import; how many. */
export async function deleteStagedKeys(db: Db, importId: string, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("software_key")
    .where("id", "in", stagedIds(db, importId, limit))
    .where("state", "=", "staged")
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

function stagedIds(db: Db, importId: string, limit: number) {
  return db
    .selectFrom("software_key")
    .select("id")
    .where("import_id", "=", importId)
    .where(sql<boolean>`state = 'staged'`)
    .orderBy("id")
    .limit(limit);
}

/** Counts keys of an import that were made available. */
export async function countImportedKeys(db: Db, importId: string, count: number, at: Temporal.Instant): Promise<void> {
  await db
    .updateTable("key_import")
    .set((eb) => ({ imported_keys: eb("imported_keys", "+", count), last_progress_at: instantColumn(at) }))
    .where("id", "=", importId)
    .execute();
}

/** Imports that were being read when their process ended: open, and without progress since an instant. */
export async function listStaleKeyImports(db: Db, before: Temporal.Instant): Promise<KeyImport[]> {
  const rows = await db
    .selectFrom("key_import")
    .selectAll()
    .where(sql<boolean>`status in ('reading', 'checked', 'importing')`)
    .where("status", "=", "reading")
    .where("last_progress_at", "<", instantColumn(before))
    .execute();
  return rows.map(importOfRow);
}

/** Discarded imports whose staged keys have not all been deleted. */
export async function listDiscardedWithKeys(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom("software_key")
    .innerJoin("key_import", "key_import.id", "software_key.import_id")
    .select("software_key.import_id")
    .distinct()
    .where(sql<boolean>`state = 'staged'`)
    .where("key_import.status", "=", "discarded")
    .execute();
  return rows.map((row) => row.import_id);
}
