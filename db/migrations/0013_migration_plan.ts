import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * The plan of a customer's move from volume licensing: devices with their last activation by KMS, and lists of devices
 * on their way in. What runs out when follows from the activation and is not stored. No key is in these tables.
 */
const tables = `
create table migration_plan (
  partner_id text not null,
  customer_id text not null,
  created_at integer not null,
  changed_at integer not null,
  primary key (partner_id, customer_id),
  foreign key (partner_id, customer_id) references customer (partner_id, id)
);

create table migration_device (
  partner_id text not null,
  customer_id text not null,
  name_key text not null check (length(name_key) between 1 and 600),
  name text not null check (length(name) between 1 and 253),
  activated_at integer not null,
  is_time_known integer not null check (is_time_known in (0, 1)),
  group_name text,
  group_key text,
  product text,
  note text,
  is_done integer not null check (is_done in (0, 1)),
  done_at integer,
  done_by text references user_account (id),
  listed_at integer not null,
  primary key (partner_id, customer_id, name_key),
  foreign key (partner_id, customer_id) references migration_plan (partner_id, customer_id),
  check ((group_name is null) = (group_key is null)),
  check ((is_done = 1) = (done_at is not null)),
  check (is_done = 1 or done_by is null)
);
create index migration_device_next on migration_device (partner_id, customer_id, is_done, activated_at, name_key);

create table device_list_draft (
  id text primary key,
  partner_id text not null,
  customer_id text not null,
  status text not null check (status in ('reading', 'checked', 'imported')),
  file_name text,
  lines_read integer not null check (lines_read >= 0),
  devices integer not null check (devices >= 0),
  merged_lines integer not null check (merged_lines >= 0),
  refused_lines integer not null check (refused_lines >= 0),
  uploaded_by text references user_account (id),
  uploaded_at integer not null,
  imported_at integer,
  added_devices integer,
  changed_devices integer,
  foreign key (partner_id, customer_id) references customer (partner_id, id),
  check ((status = 'imported') = (imported_at is not null)),
  check ((imported_at is null) = (added_devices is null) and (imported_at is null) = (changed_devices is null))
);
create index device_list_draft_by_upload on device_list_draft (uploaded_at, id);

create table device_list_draft_device (
  draft_id text not null references device_list_draft (id),
  name_key text not null,
  name text not null,
  activated_at integer not null,
  is_time_known integer not null check (is_time_known in (0, 1)),
  group_name text,
  group_key text,
  product text,
  note text,
  primary key (draft_id, name_key)
);

create table device_list_draft_refusal (
  draft_id text not null references device_list_draft (id),
  line integer not null check (line >= 1),
  code text not null,
  value text,
  primary key (draft_id, line)
);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
