import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/** How single users have arranged their pages: which columns a list shows, whether the first steps are put away. */
const tables = `
create table user_setting (
  user_id text not null references user_account (id),
  name text not null check (length(name) between 1 and 60),
  value_json text not null,
  changed_at integer not null,
  primary key (user_id, name)
);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
