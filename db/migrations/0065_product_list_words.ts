import { type Kysely, sql } from "kysely";
import { dialectOf } from "../dialects/dialect.ts";

/**
 * The words of a passage were shared by all editions, beside one word that told its own (`zedition3z`); on SQLite a
 * search in one of fifty took up to four times as long as in the only one. Each word becomes one of its edition alone:
 * `z3zanker`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`update product_list_passage set words = (
      select 'z' || e.number || 'z' || replace(
        replace(product_list_passage.words, 'zedition' || e.number || 'z ', ''), ' ', ' z' || e.number || 'z')
      from product_list_edition e where e.id = product_list_passage.edition_id)`.execute(db);
  if (dialectOf(db) === "sqlite")
    await sql`insert into product_list_search (product_list_search) values ('rebuild')`.execute(db);
}
