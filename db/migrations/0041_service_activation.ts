import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * Activation of online services that were bought by volume licensing.
 *
 * An enrollment belongs to one service account at most: it is the key of `enrollment_account`. What is licensed is the
 * sum of its orders, and follows its account; status follows from the days of the enrollment. `enrollment_service` is
 * the work that waits: `next_check_at` is when a service is to be looked at again. Milestones and sends of a day are
 * keys, so that each happens once.
 */
const tables = `
create table online_service (
  id text primary key check (length(id) between 1 and 60),
  title text not null check (length(title) between 1 and 150),
  base_service_id text references online_service (id),
  is_government integer not null check (is_government in (0, 1)),
  position integer not null
);

create table online_service_country (
  service_id text not null references online_service (id),
  country text not null check (length(country) = 2),
  primary key (service_id, country)
);

create table incompatibility (
  first_service_id text not null references online_service (id),
  second_service_id text not null references online_service (id),
  primary key (first_service_id, second_service_id),
  check (first_service_id < second_service_id)
);
create index incompatibility_by_second on incompatibility (second_service_id);

create table service_order (
  id text primary key,
  enrollment_id text not null,
  partner_id text not null,
  customer_id text not null,
  service_id text not null references online_service (id),
  kind text not null check (kind in ('order', 'reservation')),
  quantity integer not null check (quantity between 1 and 1000000),
  placed_at integer not null,
  placed_by text not null references user_account (id),
  purchased_on text not null check (length(purchased_on) = 10),
  usage_from_on text not null check (length(usage_from_on) = 10),
  effective_at integer,
  foreign key (partner_id, customer_id, enrollment_id) references enrollment (partner_id, customer_id, id),
  check (kind = 'reservation' or effective_at is not null)
);
create index service_order_by_enrollment on service_order (enrollment_id, service_id, placed_at, id);
create index service_order_waiting on service_order (placed_at, id) where effective_at is null;

create table enrollment_service (
  enrollment_id text not null,
  service_id text not null references online_service (id),
  partner_id text not null,
  customer_id text not null,
  purchased_on text not null check (length(purchased_on) = 10),
  link_expires_on text not null check (length(link_expires_on) = 10),
  reactivated_until_on text check (length(reactivated_until_on) = 10),
  next_check_at integer,
  created_at integer not null,
  primary key (enrollment_id, service_id),
  foreign key (partner_id, customer_id, enrollment_id) references enrollment (partner_id, customer_id, id)
);
create index enrollment_service_due on enrollment_service (next_check_at, enrollment_id, service_id) where next_check_at is not null;
create index enrollment_service_by_expiry on enrollment_service (link_expires_on, enrollment_id, service_id);

create table activation_token (
  token_hash text primary key check (length(token_hash) = 64),
  enrollment_id text not null,
  service_id text not null,
  created_at integer not null,
  foreign key (enrollment_id, service_id) references enrollment_service (enrollment_id, service_id)
);
create index activation_token_by_service on activation_token (enrollment_id, service_id);

create table activation_resend (
  enrollment_id text not null references enrollment (id),
  sent_on text not null check (length(sent_on) = 10),
  ordinal integer not null check (ordinal between 1 and 5),
  sent_at integer not null,
  sent_by text not null references user_account (id),
  primary key (enrollment_id, sent_on, ordinal)
);

create table service_account (
  id text primary key,
  partner_id text not null,
  customer_id text not null,
  name text not null check (length(name) between 1 and 200),
  name_key text not null,
  country text not null check (length(country) = 2),
  created_at integer not null,
  created_by text not null references user_account (id),
  unique (partner_id, customer_id, id),
  foreign key (partner_id, customer_id) references customer (partner_id, id)
);
create index service_account_by_customer on service_account (partner_id, customer_id, name_key, id);

create table service_account_domain (
  domain text not null check (domain = lower(domain)),
  partner_id text not null references partner (id),
  account_id text not null references service_account (id),
  primary key (partner_id, domain)
);
create index service_account_domain_by_account on service_account_domain (account_id, domain);

create table service_account_admin (
  account_id text not null references service_account (id),
  email text not null check (email = lower(email)),
  name text not null,
  kind text not null check (kind in ('global', 'billing')),
  primary key (account_id, email, kind)
);

create table service_account_user (
  id text primary key,
  account_id text not null references service_account (id),
  name text not null check (length(name) between 1 and 150),
  email text not null check (email = lower(email)),
  unique (account_id, email),
  unique (account_id, id)
);
create index service_account_user_by_name on service_account_user (account_id, name, id);

create table licence_assignment (
  account_id text not null,
  user_id text not null,
  service_id text not null references online_service (id),
  assigned_at integer not null,
  primary key (user_id, service_id),
  foreign key (account_id, user_id) references service_account_user (account_id, id)
);
create index licence_assignment_by_account on licence_assignment (account_id, service_id);

create table enrollment_account (
  enrollment_id text primary key,
  partner_id text not null,
  customer_id text not null,
  account_id text not null,
  cause text not null check (cause in ('link', 'domain-verified', 'contact-is-admin', 'renewed-same-name', 'moved')),
  linked_at integer not null,
  linked_by text references user_account (id),
  foreign key (partner_id, customer_id, enrollment_id) references enrollment (partner_id, customer_id, id),
  foreign key (partner_id, customer_id, account_id) references service_account (partner_id, customer_id, id)
);
create index enrollment_account_by_account on enrollment_account (account_id, enrollment_id);

create table enrollment_milestone (
  enrollment_id text not null references enrollment (id),
  kind text not null check (kind in ('grace-30', 'grace-7', 'grace-1', 'deprovisioned', 'data-deleted')),
  due_at integer not null,
  reached_at integer not null,
  primary key (enrollment_id, kind)
);

create table activation_case (
  request_id text primary key references support_request (id),
  partner_id text not null,
  customer_id text not null,
  enrollment_id text not null,
  service_id text references online_service (id),
  kind text not null check (kind in ('link-expired', 'wrong-account', 'reservation', 'cancel', 'other')),
  to_account_id text references service_account (id),
  opened_at integer not null,
  done_at integer,
  done_by text references user_account (id),
  foreign key (partner_id, customer_id, enrollment_id) references enrollment (partner_id, customer_id, id),
  check ((done_at is null) = (done_by is null)),
  check ((kind = 'wrong-account') = (to_account_id is not null))
);
create index activation_case_open on activation_case (opened_at, request_id) where done_at is null;
`;

/** The services that can be ordered: identifier, title, base of an add-on, whether of the US Government Community Cloud. */
const services = [
  ["office-365-e1", "Office 365 E1", null, 0],
  ["office-365-e3", "Office 365 E3", null, 0],
  ["office-365-e5", "Office 365 E5", null, 0],
  ["office-365-g3", "Office 365 G3 (US Government)", null, 1],
  ["audio-conferencing", "Audio Conferencing", "office-365-e3", 0],
  ["enterprise-mobility-security-e3", "Enterprise Mobility + Security E3", null, 0],
  ["intune", "Intune", null, 0],
  ["power-bi-pro", "Power BI Pro", null, 0],
  ["project-online", "Project Online", null, 0],
  ["visio-online", "Visio Online", null, 0],
  ["dynamics-365-sales", "Dynamics 365 Sales", null, 0],
  ["azure", "Azure", null, 0],
] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
  for (const [position, [id, title, base, isGovernment]] of services.entries())
    await sql`insert into online_service (id, title, base_service_id, is_government, position) values (${id}, ${title}, ${base}, ${isGovernment}, ${position})`.execute(
      db,
    );
}
