import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/** Who wrote a cart last; carts of before say only who made them. Nothing is found by it. */
const changes = `
alter table cart add column modified_by text references user_account (id);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, changes)) await sql.raw(statement).execute(db);
}
