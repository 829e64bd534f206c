import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";
import { addRowGuard } from "../dialects/guards.ts";
import { closeWithParent } from "../dialects/parent-guard.ts";
import { addQueue } from "../dialects/queue.ts";
import { refuseUpdateAndDelete } from "../dialects/triggers.ts";

/**
 * Invoices.
 *
 * Nothing is billed twice or forgotten, and the database sees to it: every charge and credit gets a row in `unbilled`
 * the moment it is made, by a trigger; the job moves it from there onto an invoice in one transaction; and the key of a
 * line is the id of its charge or credit. An invoice is drawn up without a number, in as many small transactions as its
 * lines need. The one that issues it takes the number, and from then on invoice, customers and lines cannot change.
 */
const tables = `
create table tax_rate (
  id text primary key,
  market text not null check (length(market) = 2),
  rate_millionths integer not null check (rate_millionths between 0 and 1000000),
  starts_on text not null check (length(starts_on) = 10),
  created_at integer not null,
  created_by text references user_account (id),
  unique (market, starts_on)
);

create table unbilled (
  id text not null,
  kind text not null check (kind in ('charge', 'credit')),
  partner_id text not null,
  customer_id text not null,
  currency text not null,
  dated_at integer not null,
  amount_minor integer not null,
  primary key (partner_id, currency, dated_at, kind, id)
);
create index unbilled_by_partner on unbilled (partner_id, dated_at);

create table invoice_number_series (
  partner_id text primary key references partner (id),
  series integer not null unique check (series between 0 and 99999),
  last_number integer not null check (last_number between 0 and 9999),
  closed_through text check (length(closed_through) = 7)
);

create table invoice (
  id text primary key,
  partner_id text not null references partner (id),
  partner_name text not null,
  partner_country text not null,
  period text not null check (length(period) = 7),
  currency text not null check (length(currency) = 3),
  number text unique check (length(number) = 10),
  kind text check (kind in ('invoice', 'credit-note')),
  line_count integer not null check (line_count >= 0),
  subtotal_minor integer not null,
  added_tax_minor integer not null,
  included_tax_minor integer not null,
  total_minor integer not null,
  issued_at integer,
  unique (partner_id, period, currency),
  check (total_minor = subtotal_minor + added_tax_minor),
  check ((number is null) = (issued_at is null) and (number is null) = (kind is null)),
  check (kind is null or (kind = 'credit-note') = (total_minor < 0)),
  check (number is null or line_count > 0)
);
create unique index invoice_one_drawn_up on invoice (partner_id) where number is null;
create index invoice_by_partner on invoice (partner_id, period, number) where number is not null;
create index invoice_by_period on invoice (period, number) where number is not null;

create table invoice_customer (
  invoice_id text not null references invoice (id),
  customer_id text not null references customer (id),
  name text not null,
  name_folded text not null,
  domain text not null,
  country text not null,
  line_count integer not null,
  subtotal_minor integer not null,
  added_tax_minor integer not null,
  included_tax_minor integer not null,
  primary key (invoice_id, customer_id)
);
create index invoice_customer_by_name on invoice_customer (invoice_id, name_folded, customer_id);

create table invoice_line (
  id text primary key,
  invoice_id text not null references invoice (id),
  partner_id text not null,
  customer_id text not null,
  customer_name_folded text not null,
  kind text not null check (kind in ('charge', 'credit')),
  charge_id text not null references charge (id),
  credit_id text references credit (id),
  charged_at integer not null,
  dated_at integer not null,
  product_title text not null,
  sku_title text not null,
  amount_minor integer not null,
  tax_rate_id text references tax_rate (id),
  added_tax_minor integer not null,
  included_tax_minor integer not null,
  check (id = coalesce(credit_id, charge_id)),
  check ((kind = 'credit') = (credit_id is not null)),
  check (dated_at >= charged_at),
  check (tax_rate_id is not null or (added_tax_minor = 0 and included_tax_minor = 0))
);
create index invoice_line_by_customer on invoice_line (invoice_id, customer_name_folded, customer_id, charged_at, charge_id, kind);
create index invoice_line_by_date on invoice_line (invoice_id, dated_at, kind, id);
create index invoice_line_by_charge on invoice_line (charge_id) where kind = 'credit';
create index invoice_line_by_tax_rate on invoice_line (tax_rate_id) where tax_rate_id is not null;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
  const shared = {
    id: "new.id",
    partner_id: "new.partner_id",
    customer_id: "new.customer_id",
    currency: "new.currency",
  };
  await addQueue(db, {
    from: "charge",
    into: "unbilled",
    columns: { ...shared, kind: "'charge'", dated_at: "new.charged_at", amount_minor: "new.amount_minor" },
  });
  await addQueue(db, {
    from: "credit",
    into: "unbilled",
    columns: { ...shared, kind: "'credit'", dated_at: "new.credited_at", amount_minor: "-new.amount_minor" },
  });
  for (const event of ["update", "delete"] as const)
    await addRowGuard(db, {
      name: `invoice_issued_for_good_${event}`,
      table: "invoice",
      event,
      when: "old.number is not null",
      message: "an issued invoice never changes",
    });
  await refuseUpdateAndDelete(db, "invoice_line");
  const closedWhen = "select 1 from invoice i where i.id = row.invoice_id and i.number is not null";
  const message = "an issued invoice never changes";
  await closeWithParent(db, { table: "invoice_line", closedWhen, events: ["insert"], message });
  await closeWithParent(db, { table: "invoice_customer", closedWhen, events: ["insert", "update", "delete"], message });
}
