import { type QueryResult, type Selectable, sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db, Tx } from "../client.ts";
import { instantColumn } from "../columns.ts";
import { bulkInsert } from "../dialects/bulk.ts";
import type { PriceListDraftChangeTable } from "../schema.ts";
import type { PriceListCounts } from "./price-lists.ts";

/** What a draft will do to the prices, and the doing of it. */

export type DraftChange = Omit<Selectable<PriceListDraftChangeTable>, "draft_id">;

const insertChanges = bulkInsert("price_list_draft_change", {
  draft_id: "text",
  availability_id: "text",
  kind: "text",
  line: "integer",
  effective_until_at: "integer",
});

export async function insertDraftChanges(db: Db, draftId: string, changes: readonly DraftChange[]): Promise<void> {
  await insertChanges(
    db,
    changes.map((change) => ({ ...change, draft_id: draftId })),
  );
}

/**
 * Moves a draft into the prices, in three statements whatever its length, and answers how many prices each of them
 * wrote. Ends come first, so that no moment within the transaction has two prices for one instant either, which the
 * database would refuse.
 */
export async function applyDraftChanges(
  tx: Tx,
  draftId: string,
  priceListId: string,
): Promise<Pick<PriceListCounts, "added" | "changed" | "ended">> {
  const row = sql.table("price_list_draft_row");
  const change = sql.table("price_list_draft_change");
  const ended = await sql`
    update availability set effective_until_at = c.effective_until_at
    from ${change} as c
    where c.draft_id = ${draftId} and c.kind in ('superseded', 'ended') and availability.id = c.availability_id
  `.execute(tx);
  const changed = await sql`
    update availability set
      unit_price_minor = r.unit_price_minor,
      retail_price_minor = r.retail_price_minor,
      currency = r.currency,
      effective_until_at = r.effective_until_at,
      price_list_id = ${priceListId}
    from ${change} as c join ${row} as r on r.draft_id = c.draft_id and r.line = c.line
    where c.draft_id = ${draftId} and c.kind = 'changed' and availability.id = c.availability_id
  `.execute(tx);
  const added = await sql`
    insert into availability (
      id, product_id, sku_id, market, segment, term_duration, billing_plan,
      unit_price_minor, retail_price_minor, currency, effective_from_at, effective_until_at, price_list_id
    )
    select
      c.availability_id, r.product_id, r.sku_id, r.market, r.segment, r.term_duration, r.billing_plan,
      r.unit_price_minor, r.retail_price_minor, r.currency, r.effective_from_at, r.effective_until_at, ${priceListId}
    from ${change} as c join ${row} as r on r.draft_id = c.draft_id and r.line = c.line
    where c.draft_id = ${draftId} and c.kind = 'added'
    order by c.line
  `.execute(tx);
  const countOf = ({ numAffectedRows }: QueryResult<unknown>) => Number(numAffectedRows ?? 0);
  return { added: countOf(added), changed: countOf(changed), ended: countOf(ended) };
}

/** Forgets what a draft would do; it is compared anew. */
export async function deleteDraftChanges(db: Db, draftId: string): Promise<void> {
  await db.deleteFrom("price_list_draft_change").where("draft_id", "=", draftId).execute();
}

/** Rows of a draft that one statement deletes, so that nobody waits long for the write lock. */
const rowsPerDelete = 5_000;

/**
 * Deletes the rows and changes of a draft, a piece per call: nothing but its counts is needed once it is imported or
 * refused. Answers whether there is more.
 */
export async function deleteSomeDraftRows(db: Db, draftId: string): Promise<boolean> {
  await deleteDraftChanges(db, draftId);
  const { numDeletedRows } = await db
    .deleteFrom("price_list_draft_row")
    .where("draft_id", "=", draftId)
    .where("line", "in", (eb) =>
      eb.selectFrom("price_list_draft_row").select("line").where("draft_id", "=", draftId).limit(rowsPerDelete),
    )
    .executeTakeFirstOrThrow();
  return numDeletedRows === BigInt(rowsPerDelete);
}

/** Deletes a draft whose rows are gone. */
export async function deletePriceListDraft(db: Db, draftId: string): Promise<void> {
  await db.deleteFrom("price_list_draft_refusal").where("draft_id", "=", draftId).execute();
  await db.deleteFrom("price_list_draft").where("id", "=", draftId).execute();
}

/** Drafts that were uploaded before an instant, oldest first. */
export async function listDraftIdsBefore(db: Db, before: Temporal.Instant, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("price_list_draft")
    .select("id")
    .where("uploaded_at", "<", instantColumn(before))
    .orderBy("uploaded_at")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}
