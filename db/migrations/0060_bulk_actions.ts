import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * One change of many subscriptions. A run is made as a dry run, with a row for each subscription that says what will
 * happen and on which terms, or why nothing will; confirmed once; and carried out row by row. A row is settled in the
 * transaction of its change, so that it is done and noted, or neither.
 *
 * `leased_until` keeps two processes from working on one run at a time. It only saves work: a row is settled once.
 */
const tables = `
create table bulk_run (
  id text primary key,
  partner_id text not null references partner (id),
  kind text not null check (kind in ('auto-renew-off', 'auto-renew-on', 'next-term', 'cancel')),
  term_duration text,
  billing_plan text,
  state text not null check (state in ('dry-run', 'confirmed', 'done')),
  row_count integer not null check (row_count >= 1),
  will_count integer not null check (will_count >= 0),
  done_count integer not null check (done_count >= 0),
  refused_count integer not null check (refused_count >= 0),
  made_by text not null references user_account (id),
  made_at integer not null,
  confirmed_by text references user_account (id),
  confirmed_at integer,
  confirmed_address text,
  finished_at integer,
  worker text,
  leased_until integer,
  check ((kind = 'next-term') = (term_duration is not null)),
  check ((term_duration is null) = (billing_plan is null)),
  check ((confirmed_at is null) = (state = 'dry-run')),
  check ((confirmed_by is null) = (confirmed_at is null)),
  check ((finished_at is not null) = (state = 'done')),
  check (done_count + refused_count <= will_count and will_count <= row_count)
);
create index bulk_run_by_time on bulk_run (partner_id, made_at, id);
create index bulk_run_open on bulk_run (confirmed_at, id) where state = 'confirmed';

create table bulk_row (
  run_id text not null references bulk_run (id),
  position integer not null check (position >= 1),
  partner_id text not null references partner (id),
  customer_id text not null,
  subscription_id text not null references subscription (id),
  state text not null check (state in ('will', 'will-not', 'done', 'refused')),
  terms_json text,
  refusal_json text,
  remark_json text,
  amount_minor integer,
  currency text,
  settled_at integer,
  primary key (run_id, position),
  unique (run_id, subscription_id),
  check ((refusal_json is not null) = (state in ('will-not', 'refused'))),
  check ((terms_json is null) = (state = 'will-not')),
  check ((settled_at is not null) = (state in ('done', 'refused')))
);
create index bulk_row_by_state on bulk_row (run_id, state, position);

create index subscription_expired_by_end on subscription (partner_id, term_end_at, id) where expired_at is not null;
create index subscription_cancelled_by_end on subscription (partner_id, term_end_at, id) where cancelled_at is not null;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
