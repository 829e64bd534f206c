import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";
import { refuseUpdateAndDelete } from "../dialects/triggers.ts";

/**
 * Support requests: the request, its thread, its files, and what was granted by it.
 *
 * A request is granted one cancellation at most, and a credit belongs to one grant at most; both are keys. What was
 * said and what came with it is never changed. The files themselves lie outside, by the SHA-256 of their content.
 */
const tables = `
create table support_request (
  id text primary key check (length(id) = 15),
  partner_id text not null references partner (id),
  customer_id text,
  order_id text references "order" (id),
  line_number integer check (line_number >= 0),
  subscription_id text references subscription (id),
  topic text not null check (topic in ('purchase-refund', 'subscription', 'keys-downloads', 'invoice', 'account-access', 'other')),
  severity text not null check (severity in ('critical', 'moderate', 'minimal')),
  severity_rank integer not null check (severity_rank between 1 and 3),
  status text not null check (status in ('open', 'attention-needed', 'closed')),
  title text not null check (length(title) between 1 and 150),
  description text not null check (length(description) between 1 and 8000),
  asked_minor integer check (asked_minor >= 0),
  asked_currency text check (length(asked_currency) = 3),
  contact_name text not null,
  contact_email text not null,
  contact_phone text not null,
  created_at integer not null,
  created_by text not null references user_account (id),
  changed_at integer not null,
  changed_by text not null references user_account (id),
  closed_at integer,
  reopened_count integer not null check (reopened_count >= 0),
  answered_at integer,
  granted_minor integer check (granted_minor >= 0),
  granted_currency text check (length(granted_currency) = 3),
  granted_at integer,
  granted_by text references user_account (id),
  version integer not null check (version >= 1),
  foreign key (partner_id, customer_id) references customer (partner_id, id),
  check ((asked_minor is null) = (asked_currency is null)),
  check ((granted_at is null) = (granted_minor is null) and (granted_at is null) = (granted_currency is null) and (granted_at is null) = (granted_by is null)),
  check (line_number is null or order_id is not null),
  check (order_id is null or customer_id is not null),
  check (status <> 'closed' or closed_at is not null)
);
create index support_request_by_partner on support_request (partner_id, changed_at, id);
create index support_request_by_status on support_request (partner_id, status, changed_at, id);
create index support_request_by_customer on support_request (partner_id, customer_id, changed_at, id);
create index support_request_queue on support_request (status, severity_rank, created_at, id);
create index support_request_closed on support_request (status, closed_at, id);
create index support_request_by_subscription on support_request (subscription_id) where subscription_id is not null;
create index support_request_by_order on support_request (order_id) where order_id is not null;

create table support_entry (
  id text primary key,
  request_id text not null references support_request (id),
  partner_id text not null,
  kind text not null check (kind in ('note', 'closed', 'reopened', 'severity', 'granted')),
  side text not null check (side in ('partner', 'operator')),
  user_id text not null references user_account (id),
  text text not null check (length(text) <= 8000),
  severity text check (severity in ('critical', 'moderate', 'minimal')),
  granted_minor integer check (granted_minor >= 0),
  granted_currency text check (length(granted_currency) = 3),
  at integer not null,
  check ((kind = 'severity') = (severity is not null)),
  check ((kind = 'granted') = (granted_minor is not null) and (granted_minor is null) = (granted_currency is null)),
  check (kind not in ('note', 'granted') or text <> '')
);
create index support_entry_by_request on support_entry (request_id, at, id);
create unique index support_entry_granted_once on support_entry (request_id) where kind = 'granted';

create table support_attachment (
  id text primary key,
  request_id text not null references support_request (id),
  partner_id text not null,
  entry_id text references support_entry (id),
  file_name text not null check (length(file_name) between 1 and 200),
  kind text not null check (kind in ('pdf', 'png', 'jpeg', 'text')),
  sha256 text not null check (length(sha256) = 64),
  size_bytes integer not null check (size_bytes between 1 and 10000000),
  uploaded_at integer not null
);
create index support_attachment_by_request on support_attachment (request_id, id);

create table granted_credit (
  credit_id text primary key references credit (id),
  request_id text not null references support_request (id),
  partner_id text not null,
  reason text not null
);
create index granted_credit_by_request on granted_credit (request_id);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
  for (const table of ["support_entry", "support_attachment", "granted_credit"]) await refuseUpdateAndDelete(db, table);
}
