import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";
import { addQueue } from "../dialects/queue.ts";

/**
 * Notices on their way to readers.
 *
 * Every notice leaves a row in `notice_to_deliver` the moment it is queued, by a trigger. The job that delivers takes it
 * from there and writes, in one transaction, a line in the inbox and a mail for each reader; both are unique per notice
 * and reader. A mail is a row until a server has taken it: `next_attempt_at` is when it is due, and while it is being
 * sent, when it is due for somebody else.
 */
const tables = `
create table notice_to_deliver (
  notice_id text primary key references notice (id),
  partner_id text references partner (id),
  queued_at integer not null
);
create index notice_to_deliver_by_age on notice_to_deliver (queued_at, notice_id);

create table notice_without_reader (
  notice_id text primary key references notice (id),
  partner_id text references partner (id),
  kind text not null,
  found_at integer not null
);
create index notice_without_reader_by_time on notice_without_reader (found_at, notice_id);

create table inbox (
  user_id text not null references user_account (id),
  notice_id text not null references notice (id),
  partner_id text references partner (id),
  kind text not null,
  queued_at integer not null,
  read_at integer,
  primary key (user_id, notice_id)
);
create index inbox_by_time on inbox (user_id, queued_at, notice_id);
create index inbox_by_kind on inbox (user_id, kind, queued_at, notice_id);
create index inbox_unread on inbox (user_id, queued_at, notice_id) where read_at is null;
create index inbox_unread_by_kind on inbox (user_id, kind, queued_at, notice_id) where read_at is null;

create table notice_preference (
  user_id text not null references user_account (id),
  kind text not null,
  is_in_portal integer not null check (is_in_portal in (0, 1)),
  is_by_mail integer not null check (is_by_mail in (0, 1)),
  primary key (user_id, kind)
);

create table mail (
  id text primary key,
  notice_id text not null references notice (id),
  user_id text not null references user_account (id),
  partner_id text references partner (id),
  kind text not null,
  state text not null check (state in ('queued', 'sending', 'sent', 'failed', 'dead', 'dropped')),
  attempts integer not null check (attempts >= 0),
  queued_at integer not null,
  next_attempt_at integer,
  finished_at integer,
  last_verdict text,
  last_smtp_code integer,
  last_reply text,
  unique (notice_id, user_id),
  check ((next_attempt_at is null) = (state in ('sent', 'dead', 'dropped'))),
  check ((next_attempt_at is null) = (finished_at is not null))
);
create index mail_due on mail (next_attempt_at, id) where next_attempt_at is not null;
create index mail_by_time on mail (queued_at, id);
create index mail_by_state on mail (state, queued_at, id);

create table calendar_feed (
  user_id text primary key references user_account (id),
  secret_hash text not null unique check (length(secret_hash) = 64),
  created_at integer not null
);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
  await addQueue(db, {
    from: "notice",
    into: "notice_to_deliver",
    columns: { notice_id: "new.id", partner_id: "new.partner_id", queued_at: "new.queued_at" },
  });
}
