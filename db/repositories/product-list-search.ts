import type { Passage } from "#app/domain/licensing/product-list/passages.ts";
import type { Db } from "../client.ts";
import { bulkInsert } from "../dialects/bulk.ts";
import { editionMark, findPassageIds, indexPassages, type PassageSearch } from "../dialects/text-search.ts";

/** What a search in an edition of the product list finds. */

const insertPassageRows = bulkInsert("product_list_passage", {
  id: "integer",
  edition_id: "text",
  kind: "text",
  rank: "integer",
  group_key: "text",
  line: "integer",
  text: "text",
  words: "text",
});

/** The highest id of a passage; 0 where there is none. */
export async function findLastPassageId(db: Db): Promise<number> {
  const row = await db
    .selectFrom("product_list_passage")
    .select((select) => select.fn.max("id").as("id"))
    .executeTakeFirst();
  return Number(row?.id ?? 0);
}

/** Inserts the passages of an edition under neighbouring ids from `firstId` on, and makes them findable. */
export async function insertPassages(
  db: Db,
  edition: { readonly id: string; readonly number: number; readonly firstId: number },
  passages: readonly Passage[],
): Promise<void> {
  const mark = editionMark(edition.number);
  await insertPassageRows(
    db,
    passages.map(({ kind, rank, groupKey, line, text, words }, index) => ({
      id: edition.firstId + index,
      edition_id: edition.id,
      kind,
      rank,
      group_key: groupKey,
      line,
      text,
      words: words.replaceAll(/[^ ]+/g, (word) => `${mark}${word}`),
    })),
  );
  await indexPassages(db, edition.firstId, edition.firstId + passages.length - 1);
}

const insertWordRows = bulkInsert("product_list_word", { edition_id: "text", word: "text" });

export async function insertVocabulary(db: Db, editionId: string, words: readonly string[]): Promise<void> {
  await insertWordRows(
    db,
    words.map((word) => ({ edition_id: editionId, word })),
  );
}

/** All words of an edition: some thousands. */
export async function listVocabulary(db: Db, editionId: string): Promise<string[]> {
  const rows = await db.selectFrom("product_list_word").select("word").where("edition_id", "=", editionId).execute();
  return rows.map(({ word }) => word);
}

export type FoundPassage = {
  readonly kind: Passage["kind"];
  readonly groupKey: string | null;
  readonly line: number;
  readonly text: string;
};

/** The passages that fit, best first. */
export async function searchPassages(db: Db, search: PassageSearch): Promise<FoundPassage[]> {
  const ids = await findPassageIds(db, search);
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("product_list_passage")
    .select(["id", "kind", "group_key", "line", "text"])
    .where("id", "in", ids)
    .execute();
  const places = new Map(ids.map((id, place) => [id, place]));
  return rows
    .toSorted((one, other) => (places.get(one.id) ?? 0) - (places.get(other.id) ?? 0))
    .map((row) => ({ kind: row.kind as Passage["kind"], groupKey: row.group_key, line: row.line, text: row.text }));
}
