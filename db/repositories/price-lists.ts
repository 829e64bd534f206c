import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { instantColumn, readInstant } from "../columns.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { PriceListTable } from "../schema.ts";

/** The price lists that were imported: who, when, which file, and what it did. */

/** How many prices an import added, changed, ended and left as they were. */
export type PriceListCounts = {
  readonly added: number;
  readonly changed: number;
  readonly ended: number;
  readonly unchanged: number;
};

export type PriceList = PriceListCounts & {
  readonly id: string;
  readonly fileName: string;
  /** Of the bytes of the file, in hex. */
  readonly sha256: string;
  readonly importedAt: Temporal.Instant;
  /** A user's id; null for the portal itself. */
  readonly importedBy: string | null;
};

/** With the name of who imported it; null for the portal itself. */
export type PriceListEntry = PriceList & { readonly importedByName: string | null };

export async function insertPriceList(db: Db, list: PriceList): Promise<void> {
  await db
    .insertInto("price_list")
    .values({
      id: list.id,
      file_name: list.fileName,
      sha256: list.sha256,
      imported_at: instantColumn(list.importedAt),
      imported_by: list.importedBy,
      added: list.added,
      changed: list.changed,
      ended: list.ended,
      unchanged: list.unchanged,
    })
    .execute();
}

function selectPriceLists(db: Db) {
  return db
    .selectFrom("price_list")
    .leftJoin("user_account", "user_account.id", "price_list.imported_by")
    .selectAll("price_list")
    .select("user_account.display_name as imported_by_name");
}

function listOfRow(row: Selectable<PriceListTable> & { imported_by_name: string | null }): PriceListEntry {
  return {
    id: row.id,
    fileName: row.file_name,
    sha256: row.sha256,
    importedAt: readInstant(row.imported_at),
    importedBy: row.imported_by,
    importedByName: row.imported_by_name,
    added: row.added,
    changed: row.changed,
    ended: row.ended,
    unchanged: row.unchanged,
  };
}

export async function findPriceList(db: Db, id: string): Promise<PriceListEntry | undefined> {
  const row = await selectPriceLists(db).where("price_list.id", "=", id).executeTakeFirst();
  return row === undefined ? undefined : listOfRow(row);
}

/** The newest import of a file with these bytes. */
export async function findPriceListBySha256(db: Db, sha256: string): Promise<PriceListEntry | undefined> {
  const row = await selectPriceLists(db)
    .where("price_list.sha256", "=", sha256)
    .orderBy("price_list.imported_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : listOfRow(row);
}

/** How many lists were ever imported. Prices move in no other way, so that an equal number means equal prices. */
export async function countPriceLists(db: Db): Promise<number> {
  const row = await db
    .selectFrom("price_list")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

const sortColumns = ["imported_at", "price_list.id"] as const;

/** The key of a list in the history, for the cursor of the next page. */
export function priceListKey(list: PriceList): (string | number)[] {
  return [instantColumn(list.importedAt), list.id];
}

/** One page of the imports, newest first. */
export async function listPriceLists(db: Db, page: PageRequest): Promise<Page<PriceListEntry>> {
  let query = selectPriceLists(db);
  if (page.cursor !== null) query = query.where(beyondKey(sortColumns, "desc", page.cursor));
  for (const column of sortColumns) query = query.orderBy(column, readDirection("desc", page.cursor));
  return pageOf((await query.limit(page.limit + 1).execute()).map(listOfRow), page);
}
