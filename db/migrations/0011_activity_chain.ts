import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";
import { addRowGuard } from "../dialects/guards.ts";
import { refuseUpdateAndDelete } from "../dialects/triggers.ts";

/**
 * The log as chains: one per partner, and one for what concerns the whole portal (`chain` is empty there).
 *
 * Lines that were written before have no place; how many they were and the MAC over them is kept with the beginning of
 * their chain. From here on the database refuses a line without a place.
 */
const tables = `
alter table activity add column sequence integer check (sequence >= 1);

alter table activity add column previous_mac text;

alter table activity add column mac text;

alter table activity add column key_version integer check (key_version >= 1);

create unique index activity_place on activity (coalesce(partner_id, ''), sequence) where sequence is not null;
create index activity_without_place on activity (coalesce(partner_id, ''), at, id) where sequence is null;

create table activity_chain (
  chain text primary key,
  sequence integer not null check (sequence >= 0),
  mac text not null,
  key_version integer not null check (key_version >= 1),
  key_mark text not null,
  earlier_lines integer not null check (earlier_lines >= 0),
  begin_mac text not null,
  begin_key_version integer not null check (begin_key_version >= 1),
  begun_at integer not null
);

create table activity_seal (
  sealed_on text primary key,
  sealed_at integer not null,
  file_name text not null,
  chains integer not null check (chains >= 0),
  key_version integer not null check (key_version >= 1),
  mac text not null
);

create table activity_seal_head (
  chain text not null,
  sequence integer not null check (sequence >= 0),
  mac text not null,
  sealed_on text not null references activity_seal (sealed_on),
  primary key (chain, sequence)
);
create index activity_seal_head_by_day on activity_seal_head (sealed_on, chain);

create table activity_check (
  id text primary key,
  status text not null check (status in ('running', 'intact', 'broken', 'interrupted')),
  started_by text references user_account (id),
  started_at integer not null,
  last_progress_at integer not null,
  finished_at integer,
  chains_total integer not null check (chains_total >= 0),
  chains_done integer not null check (chains_done >= 0),
  lines_total integer not null check (lines_total >= 0),
  lines_done integer not null check (lines_done >= 0),
  broken integer not null check (broken >= 0)
);
create index activity_check_by_start on activity_check (started_at, id);

create table activity_chain_check (
  chain text primary key,
  check_id text not null references activity_check (id),
  checked_at integer not null,
  lines integer not null check (lines >= 0),
  fault text check (fault in ('edited', 'missing', 'reordered', 'inserted', 'cut-off', 'head-changed', 'key-missing')),
  broken_sequence integer,
  broken_id text,
  sealed_on text
);
create index activity_chain_check_broken on activity_chain_check (checked_at, chain) where fault is not null;
`;

const placed = ["sequence", "previous_mac", "mac", "key_version"];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
  await addRowGuard(db, {
    name: "activity_line_has_its_place",
    table: "activity",
    event: "insert",
    when: placed.map((column) => `new.${column} is null`).join(" or "),
    message: "a line of the log has its place in a chain",
  });
  await addRowGuard(db, {
    name: "activity_chain_keeps_its_beginning",
    table: "activity_chain",
    event: "update",
    when: "new.chain <> old.chain or new.sequence < old.sequence or new.begin_mac <> old.begin_mac or new.earlier_lines <> old.earlier_lines",
    message: "a chain only grows",
  });
  await addRowGuard(db, {
    name: "activity_chain_is_never_forgotten",
    table: "activity_chain",
    event: "delete",
    when: "old.chain is not null",
    message: "a chain is never deleted",
  });
  for (const table of ["activity_seal", "activity_seal_head"]) await refuseUpdateAndDelete(db, table);
}
