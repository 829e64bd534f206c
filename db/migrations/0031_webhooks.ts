import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * Events on their way to partners' own systems.
 *
 * A partner registers one address. Whatever is logged of it and makes an event becomes a delivery in the transaction of
 * the change: its id is that of the line of the log, so that an event is there once. A delivery is due at
 * `next_attempt_at`; while it is being sent, that is when it is due for another process. `attempts_left` counts down to
 * the parked one; `attempts` names every try that was ever made, each with a row of its own.
 */
const tables = `
create table webhook_registration (
  partner_id text primary key references partner (id),
  subscriber_id text not null unique,
  url text not null check (length(url) between 1 and 2000),
  events text not null,
  is_ms_signature_header integer not null check (is_ms_signature_header in (0, 1)),
  created_at integer not null,
  changed_at integer not null
);

create table webhook_delivery (
  id text primary key,
  partner_id text not null references partner (id),
  event_name text not null,
  resource_name text not null,
  resource_path text not null,
  audit_path text not null,
  changed_at integer not null,
  state text not null check (state in ('queued', 'sending', 'delivered', 'failed', 'dead', 'dropped')),
  attempts integer not null check (attempts >= 0),
  attempts_left integer not null check (attempts_left >= 0),
  queued_at integer not null,
  next_attempt_at integer,
  finished_at integer,
  check ((next_attempt_at is null) = (state in ('delivered', 'dead', 'dropped'))),
  check ((next_attempt_at is null) = (finished_at is not null))
);
create index webhook_delivery_due on webhook_delivery (next_attempt_at, id) where next_attempt_at is not null;
create index webhook_delivery_by_time on webhook_delivery (partner_id, queued_at, id);
create index webhook_delivery_by_state on webhook_delivery (partner_id, state, queued_at, id);
create index webhook_delivery_old on webhook_delivery (finished_at, id) where finished_at is not null;

create table webhook_attempt (
  delivery_id text not null references webhook_delivery (id),
  partner_id text not null references partner (id),
  number integer not null check (number >= 1),
  url text not null,
  made_at integer not null,
  took_ms integer not null,
  response_code integer,
  failure text,
  response_text text not null,
  primary key (delivery_id, number)
);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
