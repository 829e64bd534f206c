import type { PriceListDefect } from "#app/domain/catalog/price-list.ts";
import type { Db } from "../client.ts";
import { jsonColumn, readJson } from "../columns.ts";
import { bulkInsert } from "../dialects/bulk.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";

/** What is refused in a price list on its way in, line by line. */

const insertRefusals = bulkInsert("price_list_draft_refusal", {
  draft_id: "text",
  ordinal: "integer",
  line: "integer",
  column_number: "integer",
  code: "text",
  value: "text",
  facts_json: "text",
});

/** Stores refusals, numbered on from `firstOrdinal`. */
export async function insertDraftRefusals(
  db: Db,
  draftId: string,
  firstOrdinal: number,
  defects: readonly PriceListDefect[],
): Promise<void> {
  await insertRefusals(
    db,
    defects.map((found, index) => ({
      draft_id: draftId,
      ordinal: firstOrdinal + index,
      line: found.line,
      column_number: found.column,
      code: found.code,
      value: found.value,
      facts_json: jsonColumn(found.facts),
    })),
  );
}

export type DraftRefusal = PriceListDefect & { readonly ordinal: number };

/** The key of a refusal in its list, for the cursor of the next page. */
export function draftRefusalKey(refusal: DraftRefusal): number[] {
  return [refusal.line, refusal.ordinal];
}

const refusalColumns = ["line", "ordinal"] as const;

/** One page of what is refused in a draft, by line. */
export async function listDraftRefusals(db: Db, draftId: string, page: PageRequest): Promise<Page<DraftRefusal>> {
  let query = db.selectFrom("price_list_draft_refusal").selectAll().where("draft_id", "=", draftId);
  if (page.cursor !== null) query = query.where(beyondKey(refusalColumns, "asc", page.cursor));
  for (const column of refusalColumns) query = query.orderBy(column, readDirection("asc", page.cursor));
  const rows = await query.limit(page.limit + 1).execute();
  return pageOf(
    rows.map((row) => ({
      line: row.line,
      ordinal: row.ordinal,
      column: row.column_number,
      code: row.code,
      value: row.value,
      facts: readJson<PriceListDefect["facts"]>(row.facts_json),
    })),
    page,
  );
}
