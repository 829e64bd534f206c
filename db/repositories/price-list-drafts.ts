import { type Selectable, sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import { offerKey, type PriceListRow } from "#app/domain/catalog/price-list.ts";
import type { PriceListDraftStatus } from "#app/domain/catalog/price-list-draft.ts";
import type { StoredPrice } from "#app/domain/catalog/price-list-merge.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstant, readMinor } from "../columns.ts";
import { bulkInsert } from "../dialects/bulk.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import type { PriceListDraftRowTable, PriceListDraftTable } from "../schema.ts";

/** Price lists on their way in: the draft, its rows, and the stored prices they are compared with. */

export type PriceListDraft = {
  readonly id: string;
  readonly status: PriceListDraftStatus;
  readonly fileName: string;
  /** Null until the whole file was read. */
  readonly sha256: string | null;
  /** Announced size; null where none was announced. */
  readonly bytesTotal: number | null;
  readonly bytesRead: number;
  /** Physical lines, the header among them. */
  readonly linesRead: number;
  /** Rows that are good by themselves. */
  readonly goodRows: number;
  readonly comparedRows: number;
  /** Lines with at least one refusal; one line can have several. */
  readonly refusedLines: number;
  readonly refusals: number;
  readonly added: number;
  readonly changed: number;
  readonly ended: number;
  readonly unchanged: number;
  /** Offers that have a price without end before the import, and none after it. */
  readonly offersLosingPrice: number;
  readonly listsBefore: number | null;
  readonly priceListId: string | null;
  readonly uploadedBy: string | null;
  readonly uploadedAt: Temporal.Instant;
  readonly lastProgressAt: Temporal.Instant;
};

export function draftOfRow(row: Selectable<PriceListDraftTable>): PriceListDraft {
  return {
    id: row.id,
    status: row.status,
    fileName: row.file_name,
    sha256: row.sha256,
    bytesTotal: row.bytes_total,
    bytesRead: row.bytes_read,
    linesRead: row.lines_read,
    goodRows: row.good_rows,
    comparedRows: row.compared_rows,
    refusedLines: row.refused_lines,
    refusals: row.refusals,
    added: row.added,
    changed: row.changed,
    ended: row.ended,
    unchanged: row.unchanged,
    offersLosingPrice: row.offers_losing_price,
    listsBefore: row.lists_before,
    priceListId: row.price_list_id,
    uploadedBy: row.uploaded_by,
    uploadedAt: readInstant(row.uploaded_at),
    lastProgressAt: readInstant(row.last_progress_at),
  };
}

export async function insertPriceListDraft(
  db: Db,
  draft: Pick<PriceListDraft, "id" | "fileName" | "bytesTotal" | "uploadedBy">,
  at: Temporal.Instant,
): Promise<void> {
  await db
    .insertInto("price_list_draft")
    .values({
      id: draft.id,
      status: "reading",
      file_name: draft.fileName,
      sha256: null,
      bytes_total: draft.bytesTotal,
      bytes_read: 0,
      lines_read: 0,
      good_rows: 0,
      compared_rows: 0,
      refused_lines: 0,
      refusals: 0,
      added: 0,
      changed: 0,
      ended: 0,
      unchanged: 0,
      offers_losing_price: 0,
      lists_before: null,
      price_list_id: null,
      uploaded_by: draft.uploadedBy,
      uploaded_at: instantColumn(at),
      last_progress_at: instantColumn(at),
    })
    .execute();
}

export async function findPriceListDraft(db: Db, id: string): Promise<PriceListDraft | undefined> {
  const row = await db.selectFrom("price_list_draft").selectAll().where("id", "=", id).executeTakeFirst();
  return row === undefined ? undefined : draftOfRow(row);
}

/** Drafts that are not imported, newest first. They are few: old ones are swept away. */
export async function listWaitingDrafts(db: Db, limit: number): Promise<PriceListDraft[]> {
  const rows = await db
    .selectFrom("price_list_draft")
    .selectAll()
    .where("price_list_id", "is", null)
    .orderBy("uploaded_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(draftOfRow);
}

/** The same, and nobody else changes it until this transaction ends. */
export async function findPriceListDraftForChange(tx: Db, id: string): Promise<PriceListDraft | undefined> {
  const query = tx.selectFrom("price_list_draft").selectAll().where("id", "=", id);
  const row = await lockedForChange(tx, query).executeTakeFirst();
  return row === undefined ? undefined : draftOfRow(row);
}

type DraftColumns = Partial<Omit<Selectable<PriceListDraftTable>, "id" | "last_progress_at">>;

/** Notes how far a draft has come. With `expected` only where it is still in that state; true where it was. */
export async function updatePriceListDraft(
  db: Db,
  id: string,
  columns: DraftColumns,
  at: Temporal.Instant,
  expected?: PriceListDraftStatus,
): Promise<boolean> {
  let query = db
    .updateTable("price_list_draft")
    .set({ ...columns, last_progress_at: instantColumn(at) })
    .where("id", "=", id);
  if (expected !== undefined) query = query.where("status", "=", expected);
  const { numUpdatedRows } = await query.executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

const insertRows = bulkInsert("price_list_draft_row", {
  draft_id: "text",
  line: "integer",
  offer: "text",
  product_id: "text",
  sku_id: "text",
  market: "text",
  segment: "text",
  term_duration: "text",
  billing_plan: "text",
  unit_price_minor: "integer",
  retail_price_minor: "integer",
  currency: "text",
  effective_from_at: "integer",
  effective_until_at: "integer",
});

export async function insertDraftRows(db: Db, draftId: string, rows: readonly PriceListRow[]): Promise<void> {
  await insertRows(
    db,
    rows.map((row) => ({
      draft_id: draftId,
      line: row.line,
      offer: offerKey(row),
      product_id: row.productId,
      sku_id: row.skuId,
      market: row.market,
      segment: row.segment,
      term_duration: row.termDuration,
      billing_plan: row.billingPlan,
      unit_price_minor: row.unitPriceMinor,
      retail_price_minor: row.retailPriceMinor,
      currency: row.currency,
      effective_from_at: row.effectiveFromMs,
      effective_until_at: row.effectiveUntilMs,
    })),
  );
}

export type DraftRow = PriceListRow & { readonly offer: string };

/**
 * The next rows of a draft, in order of their offers and lines; no offer is cut in two. `afterOffer` is where the
 * piece before ended. An offer with more rows than `limit` comes as a whole.
 */
export async function listDraftRowsByOffer(
  db: Db,
  draftId: string,
  afterOffer: string,
  limit: number,
): Promise<{ readonly rows: readonly DraftRow[]; readonly hasMore: boolean }> {
  const read = (offer: string, operator: ">" | "=") =>
    db
      .selectFrom("price_list_draft_row")
      .selectAll()
      .where("draft_id", "=", draftId)
      .where("offer", operator, offer)
      .orderBy("offer")
      .orderBy("line");
  const found = await read(afterOffer, ">").limit(limit).execute();
  if (found.length < limit) return { rows: found.map(rowOfDraftRow), hasMore: false };
  const lastOffer = found.at(-1)?.offer ?? "";
  const whole = found.filter((row) => row.offer !== lastOffer);
  const rows = whole.length > 0 ? whole : await read(lastOffer, "=").execute();
  return { rows: rows.map(rowOfDraftRow), hasMore: true };
}

function rowOfDraftRow(row: Selectable<PriceListDraftRowTable>): DraftRow {
  return {
    line: row.line,
    offer: row.offer,
    productId: row.product_id,
    skuId: row.sku_id,
    market: row.market,
    segment: row.segment,
    termDuration: row.term_duration,
    billingPlan: row.billing_plan,
    unitPriceMinor: readMinor(row.unit_price_minor),
    retailPriceMinor: row.retail_price_minor,
    currency: row.currency,
    effectiveFromMs: row.effective_from_at,
    effectiveUntilMs: row.effective_until_at,
  };
}

/** The stored prices of the offers between two of a draft, both inclusive, by offer. */
export async function storedPricesOfOffers(
  db: Db,
  draftId: string,
  firstOffer: string,
  lastOffer: string,
): Promise<Map<string, StoredPrice[]>> {
  const rows = await db
    .selectFrom((eb) =>
      eb
        .selectFrom("price_list_draft_row")
        .select(["offer", "market", "product_id", "sku_id", "segment", "term_duration", "billing_plan"])
        .distinct()
        .where("draft_id", "=", draftId)
        .where("offer", ">=", firstOffer)
        .where("offer", "<=", lastOffer)
        .as("o"),
    )
    .innerJoin("availability as a", (join) =>
      join
        .onRef("a.market", "=", "o.market")
        .onRef("a.product_id", "=", "o.product_id")
        .onRef("a.sku_id", "=", "o.sku_id")
        .onRef("a.segment", "=", "o.segment")
        .on(sql<boolean>`coalesce(a.term_duration, '') = coalesce(o.term_duration, '')`)
        .onRef("a.billing_plan", "=", "o.billing_plan"),
    )
    .select([
      "o.offer",
      "a.id",
      "a.unit_price_minor",
      "a.retail_price_minor",
      "a.currency",
      "a.effective_from_at",
      "a.effective_until_at",
    ])
    .execute();
  const stored = new Map<string, StoredPrice[]>();
  for (const row of rows) {
    const price = {
      id: row.id,
      unitPriceMinor: row.unit_price_minor,
      retailPriceMinor: row.retail_price_minor,
      currency: row.currency,
      effectiveFromMs: row.effective_from_at,
      effectiveUntilMs: row.effective_until_at,
    };
    const known = stored.get(row.offer);
    if (known === undefined) stored.set(row.offer, [price]);
    else known.push(price);
  }
  return stored;
}
