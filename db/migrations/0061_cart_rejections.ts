import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * When a cart was written last, and the lines that a program asked for and that cannot be bought: notes with their
 * reasons, until the cart is written again. Nothing is found by them.
 */
const changes = `
alter table cart add column modified_at integer;
alter table cart add column rejected_json text;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, changes)) await sql.raw(statement).execute(db);
}
