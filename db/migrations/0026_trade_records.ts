import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * What programs ask of orders and subscriptions beside what pages show: which offer a line was bought from, which cart
 * an order came from, the number that older orders are also known by, the name that a partner gives a subscription, and
 * what an edition includes (parts of a suite, earlier versions).
 */
const tables = `
alter table order_line add column availability_id text;

alter table "order" add column cart_id text;

alter table "order" add column alternate_id text;

create index order_of_cart on "order" (cart_id, id) where cart_id is not null;

alter table subscription add column friendly_name text;

create table sku_inclusion (
  product_id text not null,
  sku_id text not null,
  position integer not null check (position >= 0),
  included_product_id text not null,
  included_sku_id text not null,
  primary key (product_id, sku_id, position),
  foreign key (product_id, sku_id) references sku (product_id, sku_id)
);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
