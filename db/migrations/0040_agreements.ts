import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * Agreements of volume licensing, their enrollments, and who has which role at them.
 *
 * A number names one agreement, and one enrollment, of a partner. An enrollment has at most one present contact, one
 * enrollment is renewed by those that name it as their predecessor. Roles and grants that ended stay with when.
 *
 * A `letter` is a mail to an address: of people who need no account. Its key makes it leave once.
 */
const tables = `
create table agreement (
  id text primary key,
  partner_id text not null references partner (id),
  customer_id text not null,
  number text not null check (length(number) between 1 and 30),
  programme text not null,
  created_at integer not null,
  created_by text not null references user_account (id),
  unique (partner_id, number),
  unique (partner_id, customer_id, id),
  foreign key (partner_id, customer_id) references customer (partner_id, id)
);
create index agreement_by_customer on agreement (customer_id, number, id);
create index agreement_by_number on agreement (partner_id, number, id);

create table enrollment (
  id text primary key,
  agreement_id text not null,
  partner_id text not null,
  customer_id text not null,
  number text not null check (length(number) between 1 and 30),
  organization_name text not null check (length(organization_name) between 1 and 200),
  organization_key text not null,
  programme text not null,
  starts_on text not null check (length(starts_on) = 10),
  ends_on text not null check (length(ends_on) = 10),
  predecessor_id text references enrollment (id),
  created_at integer not null,
  created_by text not null references user_account (id),
  unique (partner_id, number),
  unique (partner_id, customer_id, id),
  foreign key (partner_id, customer_id, agreement_id) references agreement (partner_id, customer_id, id),
  check (starts_on <= ends_on)
);
create index enrollment_by_agreement on enrollment (agreement_id, number);
create index enrollment_by_customer on enrollment (customer_id, organization_key);
create index enrollment_by_predecessor on enrollment (predecessor_id) where predecessor_id is not null;
create index enrollment_by_end on enrollment (ends_on, id);

create table agreement_role (
  id text primary key,
  agreement_id text not null,
  partner_id text not null,
  customer_id text not null,
  user_id text not null references user_account (id),
  role text not null check (role in ('vlsc-admin', 'agreement-admin', 'online-admin')),
  granted_at integer not null,
  granted_by text not null references user_account (id),
  withdrawn_at integer,
  withdrawn_by text references user_account (id),
  foreign key (partner_id, customer_id, agreement_id) references agreement (partner_id, customer_id, id),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index agreement_role_once on agreement_role (agreement_id, user_id, role) where withdrawn_at is null;
create index agreement_role_by_user on agreement_role (user_id, agreement_id) where withdrawn_at is null;

create table enrollment_contact (
  id text primary key,
  enrollment_id text not null references enrollment (id),
  partner_id text not null references partner (id),
  name text not null check (length(name) between 1 and 150),
  email text not null check (length(email) between 3 and 254),
  language text not null check (language in ('en', 'de')),
  from_at integer not null,
  to_at integer,
  entered_by text not null references user_account (id),
  check (to_at is null or to_at >= from_at)
);
create unique index enrollment_contact_present on enrollment_contact (enrollment_id) where to_at is null;
create index enrollment_contact_by_time on enrollment_contact (enrollment_id, from_at, id);

create table reservation_grant (
  id text primary key,
  enrollment_id text not null references enrollment (id),
  partner_id text not null references partner (id),
  user_id text not null references user_account (id),
  granted_at integer not null,
  granted_by text not null references user_account (id),
  withdrawn_at integer,
  withdrawn_by text references user_account (id),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index reservation_grant_once on reservation_grant (enrollment_id, user_id) where withdrawn_at is null;

create table letter (
  id text primary key,
  partner_id text not null references partner (id),
  customer_id text not null,
  kind text not null,
  dedupe_key text not null unique,
  enrollment_id text references enrollment (id),
  service_id text,
  contact_id text references enrollment_contact (id),
  recipient_name text not null,
  recipient_email text not null,
  language text not null check (language in ('en', 'de')),
  facts_json text not null,
  state text not null check (state in ('queued', 'sending', 'sent', 'failed', 'dead', 'dropped')),
  attempts integer not null check (attempts >= 0),
  queued_at integer not null,
  next_attempt_at integer,
  finished_at integer,
  last_verdict text,
  last_smtp_code integer,
  last_reply text,
  foreign key (partner_id, customer_id) references customer (partner_id, id),
  check ((next_attempt_at is null) = (state in ('sent', 'dead', 'dropped'))),
  check ((next_attempt_at is null) = (finished_at is not null))
);
create index letter_due on letter (next_attempt_at, id) where next_attempt_at is not null;
create index letter_by_enrollment on letter (enrollment_id, queued_at, id) where enrollment_id is not null;
create index letter_by_service on letter (enrollment_id, service_id, queued_at, id) where enrollment_id is not null;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
