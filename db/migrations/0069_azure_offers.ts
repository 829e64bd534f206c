import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * Azure offered without commitment under Server and Cloud Enrollments: once for an enrollment, and what became of it.
 * An order that a written notice ended stays, with when.
 */
const tables = `
create table azure_offer (
  enrollment_id text primary key,
  partner_id text not null,
  customer_id text not null,
  state text not null check (state in ('open', 'accepted', 'declined', 'ended')),
  offered_at integer not null,
  answered_at integer,
  answered_by text references user_account (id),
  order_id text references service_order (id),
  notice_on text check (length(notice_on) = 10),
  notice_text text check (length(notice_text) between 1 and 1000),
  ended_at integer,
  ended_by text references user_account (id),
  foreign key (partner_id, customer_id, enrollment_id) references enrollment (partner_id, customer_id, id),
  check ((answered_at is null) = (answered_by is null)),
  check (state <> 'open' or answered_at is null),
  check (state not in ('accepted', 'declined') or answered_at is not null),
  check (state <> 'accepted' or order_id is not null),
  check ((state = 'ended') = (ended_at is not null)),
  check ((ended_at is null) = (ended_by is null)),
  check ((ended_at is null) = (notice_on is null)),
  check ((ended_at is null) = (notice_text is null))
);
alter table service_order add column ended_at integer;
create index enrollment_by_programme on enrollment (programme, ends_on, id);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
