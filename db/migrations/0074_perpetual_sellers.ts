import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/** Which partners sell perpetual software: all that are there already. And partners by name, page by page. */
const changes = `
alter table partner add column sells_perpetual integer not null default 1;

create index partner_by_name on partner (name, id);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, changes)) await sql.raw(statement).execute(db);
}
