import { type Kysely, sql } from "kysely";
import { dialectOf } from "./dialect.ts";

/**
 * Full text search over the passages of product lists: FTS5 in SQLite, a column of lexemes with a GIN index in
 * PostgreSQL. Both see the same words, which were folded before, and neither knows a language.
 *
 * Every word stands there as a word of its edition alone, so that a search of one edition reads no entry of the others,
 * however many there are: an index finds a word by going through all rows that have it.
 */
export function textSearchDdl<DB>(db: Kysely<DB>): string[] {
  if (dialectOf(db) === "sqlite")
    return [
      `create virtual table product_list_search using fts5(words, content='product_list_passage', content_rowid='id', tokenize='unicode61')`,
    ];
  return [
    `alter table product_list_passage add column lexemes tsvector
       generated always as (array_to_tsvector(string_to_array(words, ' '))) stored`,
    `create index product_list_passage_search on product_list_passage using gin (lexemes)`,
  ];
}

/** What words of one edition begin with; no other edition's words do. */
export function editionMark(number: number): string {
  return `z${number}z`;
}

/** Makes passages findable that were inserted in this transaction. */
export async function indexPassages<DB>(db: Kysely<DB>, firstId: number, lastId: number): Promise<void> {
  if (dialectOf(db) === "postgres") return;
  await sql`insert into product_list_search (rowid, words)
    select id, words from product_list_passage where id between ${firstId} and ${lastId}`.execute(db);
}

export type PassageSearch = {
  readonly editionNumber: number;
  readonly firstId: number;
  readonly lastId: number;
  /** All of these, of each any one: the beginning of a word, in folded letters and digits. */
  readonly clauses: readonly (readonly string[])[];
  readonly limit: number;
};

/** The ids of the passages that fit, best first. */
export async function findPassageIds<DB>(db: Kysely<DB>, search: PassageSearch): Promise<number[]> {
  const { clauses, firstId, lastId } = search;
  const limit = sql.lit(search.limit);
  if (clauses.length === 0 || clauses.some((words) => words.length === 0)) return [];
  if (clauses.flat().some((word) => !/^[a-z0-9]+$/.test(word))) throw new RangeError("Search words are folded");
  const mark = editionMark(search.editionNumber);
  if (dialectOf(db) === "sqlite") {
    const match = clauses.map((words) => `(${words.map((word) => `"${mark}${word}"*`).join(" OR ")})`).join(" AND ");
    const { rows } = await sql<{ id: number }>`select p.id from product_list_search s
      join product_list_passage p on p.id = s.rowid
      where s.words match ${match} and s.rowid between ${firstId} and ${lastId}
      order by p.rank, p.id limit ${limit}`.execute(db);
    return rows.map(({ id }) => id);
  }
  const query = clauses.map((words) => `(${words.map((word) => `'${mark}${word}':*`).join(" | ")})`).join(" & ");
  const { rows } = await sql<{ id: number }>`select p.id from product_list_passage p
    where p.lexemes @@ ${query}::tsquery and p.id between ${firstId} and ${lastId}
    order by p.rank, p.id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}
