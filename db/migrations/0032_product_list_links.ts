import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * What the operator adds to an edition of the product list by hand: names of groups whose name the document lost, and
 * the products we sell that belong to a group. Both are carried over to the next edition.
 */
const tables = `
create table product_list_name (
  edition_id text not null,
  group_key text not null,
  name text not null check (name <> ''),
  set_at integer not null,
  set_by text references user_account (id),
  primary key (edition_id, group_key),
  foreign key (edition_id, group_key) references product_list_group (edition_id, group_key)
);

create table product_list_link (
  edition_id text not null,
  group_key text not null,
  product_id text not null references product (id),
  linked_at integer not null,
  linked_by text references user_account (id),
  primary key (edition_id, group_key, product_id),
  foreign key (edition_id, group_key) references product_list_group (edition_id, group_key)
);
create index product_list_link_by_product on product_list_link (product_id, edition_id);

create index product_list_draft_by_age on product_list_draft (uploaded_at);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
