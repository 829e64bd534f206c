import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * How single users have arranged their pages: which columns a list shows, whether the first steps are put away. And by
 * what the keys that will be needed are counted: purchases by edition, keys by when they were drawn from their pool;
 * and by what dry runs that nobody confirmed are found.
 */
const tables = `
create table user_setting (
  user_id text not null references user_account (id),
  name text not null check (length(name) between 1 and 60),
  value_json text not null,
  changed_at integer not null,
  primary key (user_id, name)
);

create index order_line_of_edition on order_line (product_id, sku_id) where order_kind = 'purchase';
create index bulk_run_dry on bulk_run (made_at, id) where state = 'dry-run';
create index software_key_drawn on software_key (pool_id, issued_at) where issued_at is not null;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
