import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";
import { refuseUpdateAndDelete } from "../dialects/triggers.ts";

/**
 * The first tables. What must never happen is a constraint here, not only a rule in code:
 * a second term n, a charge twice for one cycle, a credit beyond its charge, a negative quantity,
 * an order line without order, a record of one partner under another partner's customer.
 *
 * Written in the words that both databases share; `portableDdl` turns them into the dialect's own.
 */
const tables = `
create table partner (
  id text primary key,
  name text not null check (length(name) > 0),
  country text not null check (length(country) = 2),
  created_at integer not null
);

create table customer (
  id text primary key,
  partner_id text not null references partner (id),
  name text not null check (length(name) > 0),
  name_folded text not null,
  domain text not null,
  country text not null check (length(country) = 2),
  validation_status text check (validation_status in ('allowed', 'under-review', 'not-allowed', 'unknown')),
  created_at integer not null,
  unique (partner_id, id)
);
create index customer_by_name on customer (partner_id, name_folded, id);
create index customer_by_domain on customer (partner_id, domain, id);
create index customer_by_country on customer (partner_id, country, name_folded, id);

create table customer_word (
  partner_id text not null,
  word text not null,
  customer_id text not null,
  primary key (partner_id, word, customer_id),
  foreign key (partner_id, customer_id) references customer (partner_id, id)
);
create index customer_word_by_customer on customer_word (partner_id, customer_id, word);

create table user_account (
  id text primary key,
  organization_kind text not null check (organization_kind in ('operator', 'partner', 'customer')),
  partner_id text references partner (id),
  customer_id text,
  email text not null unique check (email = lower(email)),
  display_name text not null,
  password_hash text not null,
  language text not null check (language in ('en', 'de')),
  time_zone text not null,
  theme text not null check (theme in ('system', 'light', 'dark')),
  disabled_at integer,
  created_at integer not null,
  foreign key (partner_id, customer_id) references customer (partner_id, id),
  check (
    (organization_kind = 'operator' and partner_id is null and customer_id is null)
    or (organization_kind = 'partner' and partner_id is not null and customer_id is null)
    or (organization_kind = 'customer' and partner_id is not null and customer_id is not null)
  )
);
create index user_account_by_organization on user_account (partner_id, customer_id, email);

create table user_role (
  user_id text not null references user_account (id),
  role text not null,
  primary key (user_id, role)
);

create table session (
  id_hash text primary key,
  user_id text references user_account (id),
  created_at integer not null,
  last_seen_at integer not null,
  expires_at integer not null,
  authenticated_at integer,
  data_json text not null
);
create index session_by_user on session (user_id);
create index session_by_expiry on session (expires_at);

create table rate_limit (
  bucket text primary key,
  window_started_at integer not null,
  count integer not null check (count >= 0)
);

create table idempotency (
  owner_id text not null,
  idempotency_key text not null,
  operation text not null,
  request_hash text not null,
  answer_json text not null,
  created_at integer not null,
  primary key (owner_id, idempotency_key)
);

create table product (
  id text primary key,
  title text not null,
  publisher text not null,
  kind text not null check (kind in ('software-subscription', 'perpetual-software', 'azure-reservation', 'third-party-plan'))
);
create index product_by_kind on product (kind, title, id);

create table sku (
  product_id text not null references product (id),
  sku_id text not null,
  title text not null,
  description text not null,
  unit text not null,
  segment text not null,
  quantity_min integer not null check (quantity_min >= 1),
  quantity_max integer not null,
  needs_key integer not null check (needs_key in (0, 1)),
  needs_download integer not null check (needs_download in (0, 1)),
  is_cancellable integer not null check (is_cancellable in (0, 1)),
  needs_review integer not null check (needs_review in (0, 1)),
  has_hybrid_benefit integer not null check (has_hybrid_benefit in (0, 1)),
  prerequisites_json text not null,
  download_options_json text not null,
  install_instructions_json text,
  primary key (product_id, sku_id),
  check (quantity_max >= quantity_min)
);

create table price_list (
  id text primary key,
  file_name text not null,
  sha256 text not null,
  imported_at integer not null,
  imported_by text references user_account (id),
  added integer not null,
  changed integer not null,
  ended integer not null,
  unchanged integer not null
);
create index price_list_by_time on price_list (imported_at, id);

create table availability (
  id text primary key,
  product_id text not null,
  sku_id text not null,
  market text not null check (length(market) = 2),
  segment text not null,
  term_duration text check (term_duration in ('P1M', 'P1Y', 'P3Y')),
  billing_plan text not null check (billing_plan in ('monthly', 'annual', 'triennial', 'one-time')),
  unit_price_minor integer not null check (unit_price_minor >= 0),
  retail_price_minor integer check (retail_price_minor >= 0),
  currency text not null check (length(currency) = 3),
  effective_from_at integer not null,
  effective_until_at integer not null,
  price_list_id text not null references price_list (id),
  foreign key (product_id, sku_id) references sku (product_id, sku_id),
  check (effective_until_at > effective_from_at)
);
create unique index availability_by_offer on availability
  (market, product_id, sku_id, segment, coalesce(term_duration, ''), billing_plan, effective_from_at);

create table cart (
  id text primary key,
  partner_id text not null,
  customer_id text not null,
  currency text not null check (length(currency) = 3),
  created_by text not null references user_account (id),
  created_at integer not null,
  expires_at integer not null,
  order_id text,
  version integer not null,
  unique (partner_id, id),
  foreign key (partner_id, customer_id) references customer (partner_id, id)
);
create index cart_by_customer on cart (partner_id, customer_id, created_by, created_at);
create unique index cart_by_order on cart (order_id) where order_id is not null;
create index cart_open on cart (partner_id, customer_id, created_at, id) where order_id is null;

create table cart_line (
  cart_id text not null,
  line_number integer not null check (line_number >= 0),
  partner_id text not null,
  product_id text not null,
  sku_id text not null,
  term_duration text,
  billing_plan text not null,
  quantity integer not null check (quantity > 0),
  unit_price_minor integer not null check (unit_price_minor >= 0),
  currency text not null,
  primary key (cart_id, line_number),
  foreign key (partner_id, cart_id) references cart (partner_id, id),
  foreign key (product_id, sku_id) references sku (product_id, sku_id)
);

create table "order" (
  id text primary key,
  partner_id text not null,
  customer_id text not null,
  kind text not null check (kind in ('purchase', 'renewal')),
  currency text not null check (length(currency) = 3),
  ordered_at integer not null,
  ordered_by text references user_account (id),
  unique (partner_id, customer_id, id),
  foreign key (partner_id, customer_id) references customer (partner_id, id)
);
create index order_by_customer on "order" (partner_id, customer_id, ordered_at, id);

create table order_line (
  order_id text not null,
  line_number integer not null check (line_number >= 0),
  partner_id text not null,
  customer_id text not null,
  order_kind text not null check (order_kind in ('purchase', 'renewal')),
  ordered_at integer not null,
  product_id text not null,
  sku_id text not null,
  kind text not null,
  term_duration text,
  billing_plan text not null,
  quantity integer not null check (quantity > 0),
  unit_price_minor integer not null check (unit_price_minor >= 0),
  currency text not null,
  subscription_id text,
  cancelled_at integer,
  primary key (order_id, line_number),
  foreign key (partner_id, customer_id, order_id) references "order" (partner_id, customer_id, id),
  foreign key (product_id, sku_id) references sku (product_id, sku_id),
  check ((term_duration is null) = (subscription_id is null)),
  check (subscription_id is null or cancelled_at is null)
);
create index order_line_by_purchase on order_line (partner_id, customer_id, ordered_at, order_id, line_number)
  where order_kind = 'purchase';
create index order_line_perpetual on order_line (partner_id, customer_id, product_id, ordered_at, order_id, line_number)
  where subscription_id is null;
create index order_line_perpetual_live on order_line (partner_id, ordered_at, order_id, line_number)
  where subscription_id is null and cancelled_at is null;

create table subscription (
  id text primary key,
  partner_id text not null,
  customer_id text not null,
  market text not null,
  product_id text not null,
  sku_id text not null,
  kind text not null,
  order_id text not null,
  line_number integer not null,
  purchased_at integer not null,
  is_auto_renew_on integer not null check (is_auto_renew_on in (0, 1)),
  next_term_duration text,
  next_billing_plan text,
  next_quantity integer check (next_quantity > 0),
  term_number integer not null check (term_number >= 1),
  term_duration text not null check (term_duration in ('P1M', 'P1Y', 'P3Y')),
  billing_plan text not null,
  quantity integer not null check (quantity > 0),
  unit_price_minor integer not null check (unit_price_minor >= 0),
  currency text not null check (length(currency) = 3),
  availability_id text,
  anchor_on text not null check (length(anchor_on) = 10),
  anchor_term_number integer not null check (anchor_term_number >= 1),
  term_start_at integer not null,
  term_end_at integer not null,
  window_opened_at integer not null,
  window_ends_at integer not null,
  charged_cycles integer not null check (charged_cycles >= 0),
  next_charge_at integer,
  cancelled_at integer,
  expired_at integer,
  hold_reason text,
  held_at integer,
  will_not_renew_code text,
  will_not_renew_json text,
  version integer not null check (version >= 1),
  unique (order_id, line_number),
  foreign key (partner_id, customer_id, order_id) references "order" (partner_id, customer_id, id),
  foreign key (product_id, sku_id) references sku (product_id, sku_id),
  check (term_end_at > term_start_at),
  check (cancelled_at is null or expired_at is null),
  check ((hold_reason is null) = (held_at is null)),
  check ((next_term_duration is null) = (next_billing_plan is null) and (next_term_duration is null) = (next_quantity is null)),
  check (next_term_duration is null or is_auto_renew_on = 1),
  check (next_charge_at is null or (cancelled_at is null and expired_at is null))
);
create index subscription_by_customer on subscription (partner_id, customer_id, purchased_at, id);
create index subscription_due_term on subscription (term_end_at, id)
  where cancelled_at is null and expired_at is null and held_at is null;
create index subscription_due_charge on subscription (next_charge_at, id)
  where next_charge_at is not null and held_at is null;
create index subscription_live_by_customer on subscription (partner_id, customer_id, purchased_at, id)
  where cancelled_at is null and expired_at is null;
create index subscription_ending_by_customer on subscription (partner_id, customer_id, purchased_at, id)
  where is_auto_renew_on = 0 and cancelled_at is null and expired_at is null;
create index subscription_expired_by_customer on subscription (partner_id, customer_id, purchased_at, id)
  where expired_at is not null;
create index subscription_cancelled_by_customer on subscription (partner_id, customer_id, purchased_at, id)
  where cancelled_at is not null;
create index subscription_customer_end on subscription (partner_id, customer_id, term_end_at, id)
  where cancelled_at is null and expired_at is null;
create index subscription_customer_window on subscription (partner_id, customer_id, window_ends_at, id)
  where cancelled_at is null and expired_at is null;
create index subscription_live_by_window on subscription (partner_id, window_ends_at, id)
  where cancelled_at is null and expired_at is null;
create index subscription_renews on subscription (partner_id, term_end_at, id)
  where is_auto_renew_on = 1 and will_not_renew_code is null and cancelled_at is null and expired_at is null;
create index subscription_will_not_renew on subscription (partner_id, term_end_at, id)
  where (is_auto_renew_on = 0 or will_not_renew_code is not null) and cancelled_at is null and expired_at is null;
create index subscription_on_hold on subscription (partner_id, held_at, id) where held_at is not null;
create index subscription_held on subscription (held_at, id) where held_at is not null;

create table term (
  subscription_id text not null references subscription (id),
  term_number integer not null check (term_number >= 1),
  partner_id text not null,
  duration text not null,
  billing_plan text not null,
  quantity integer not null check (quantity > 0),
  unit_price_minor integer not null check (unit_price_minor >= 0),
  currency text not null,
  availability_id text,
  anchor_on text not null,
  anchor_term_number integer not null,
  start_at integer not null,
  end_at integer not null,
  window_opened_at integer not null,
  order_id text not null,
  line_number integer not null,
  policy_version integer not null,
  primary key (subscription_id, term_number),
  foreign key (order_id, line_number) references order_line (order_id, line_number),
  check (end_at > start_at)
);

create table charge (
  id text primary key,
  partner_id text not null,
  customer_id text not null,
  order_id text not null,
  line_number integer not null,
  subscription_id text references subscription (id),
  term_number integer,
  cycle_number integer check (cycle_number >= 1),
  starts_on text,
  ends_on text,
  kind text not null check (kind in ('new', 'renew', 'cycle-charge', 'purchase')),
  unit_price_minor integer not null check (unit_price_minor >= 0),
  quantity integer not null check (quantity > 0),
  amount_minor integer not null,
  currency text not null check (length(currency) = 3),
  charged_at integer not null,
  recorded_at integer not null,
  unique (id, amount_minor),
  foreign key (order_id, line_number) references order_line (order_id, line_number),
  check (amount_minor = unit_price_minor * quantity),
  check ((subscription_id is null) = (term_number is null) and (subscription_id is null) = (cycle_number is null)),
  check ((subscription_id is null) = (kind = 'purchase'))
);
create unique index charge_once_per_cycle on charge (subscription_id, term_number, cycle_number) where subscription_id is not null;
create unique index charge_once_per_purchase on charge (order_id, line_number) where subscription_id is null;
create index charge_by_partner on charge (partner_id, charged_at, id);
create index charge_by_customer on charge (partner_id, customer_id, charged_at, currency, amount_minor);
create index charge_by_line on charge (order_id, line_number, charged_at, id);

create table credit (
  id text primary key,
  partner_id text not null,
  customer_id text not null,
  charge_id text not null unique,
  charge_amount_minor integer not null,
  kind text not null check (kind in ('cancel-immediate', 'granted')),
  amount_minor integer not null check (amount_minor > 0),
  currency text not null,
  credited_at integer not null,
  foreign key (charge_id, charge_amount_minor) references charge (id, amount_minor),
  check (amount_minor <= charge_amount_minor)
);
create index credit_by_partner on credit (partner_id, credited_at, id);
create index credit_by_customer on credit (partner_id, customer_id, credited_at, currency, amount_minor);

create table activity (
  id text primary key,
  partner_id text references partner (id),
  at integer not null,
  actor_kind text not null check (actor_kind in ('partner', 'customer', 'operator', 'system')),
  actor_user_id text references user_account (id),
  actor_job text,
  actor_roles text not null,
  address text,
  action text not null,
  outcome text not null check (outcome in ('done', 'refused')),
  refusal_code text,
  customer_id text,
  order_id text,
  subscription_id text,
  product_id text,
  old_json text,
  new_json text
);
create index activity_by_partner on activity (partner_id, at, id);
create index activity_by_subscription on activity (subscription_id, at, id) where subscription_id is not null;

create table notice (
  id text primary key,
  partner_id text references partner (id),
  customer_id text,
  subscription_id text,
  term_number integer,
  order_id text,
  kind text not null,
  dedupe_key text not null unique,
  facts_json text not null,
  queued_at integer not null
);
create index notice_by_partner on notice (partner_id, queued_at, id);

create table job_run (
  id text primary key,
  job text not null,
  at integer not null,
  status text not null check (status in ('running', 'done', 'failed', 'interrupted')),
  started_at integer not null,
  finished_at integer,
  last_progress_at integer not null,
  due_count integer not null,
  done_count integer not null,
  failed_count integer not null,
  certificate_json text,
  error text
);
create index job_run_by_start on job_run (started_at, id);
create index job_run_by_job on job_run (job, started_at, id);
create index job_run_troubled on job_run (started_at, id)
  where status in ('failed', 'interrupted') or failed_count > 0;

create table job_failure (
  subscription_id text not null references subscription (id),
  job text not null,
  partner_id text not null,
  run_id text not null,
  code text not null,
  message text not null,
  attempts integer not null check (attempts >= 1),
  first_failed_at integer not null,
  last_failed_at integer not null,
  primary key (subscription_id, job)
);
create index job_failure_by_partner on job_failure (partner_id, last_failed_at, subscription_id);

create table job_lease (
  job text primary key,
  holder text not null,
  until_at integer not null
);

create table scheduler_tick (
  scheduler text primary key,
  last_tick_at integer not null
);

create table portal_setting (
  name text primary key,
  value_json text not null,
  changed_at integer not null
);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
  for (const table of ["activity", "charge", "credit", "term", "notice"]) await refuseUpdateAndDelete(db, table);
}
