import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";
import { addRowGuard } from "../dialects/guards.ts";

/**
 * Software keys and downloads.
 *
 * An entitlement has no table: it is the line of the purchase. What must never happen is a constraint: two live keys
 * for one entitlement and version, one key in two pools or for two entitlements, a revoked key or link that comes back,
 * a key that is forgotten. A revoked key has lost its sealed text; what stays of it is a fingerprint, so that it is
 * refused when somebody imports it again.
 */
const tables = `
create table vault_secret (
  name text primary key,
  wrapped text not null,
  master_version integer not null check (master_version >= 1),
  created_at integer not null
);

create table key_pool (
  id text primary key,
  product_id text not null references product (id),
  sku_id text,
  version text not null,
  key_format text not null check (key_format in ('5x5', '32-digits')),
  low_stock_mark integer not null check (low_stock_mark >= 0),
  is_low integer not null check (is_low in (0, 1)),
  low_count integer not null check (low_count >= 0),
  available_count integer not null check (available_count >= 0),
  issued_count integer not null check (issued_count >= 0),
  revoked_count integer not null check (revoked_count >= 0),
  created_at integer not null,
  created_by text references user_account (id),
  foreign key (product_id, sku_id) references sku (product_id, sku_id)
);
create unique index key_pool_by_product on key_pool (product_id, version, coalesce(sku_id, ''));

create table key_import (
  id text primary key,
  pool_id text not null references key_pool (id),
  status text not null check (status in ('reading', 'checked', 'importing', 'imported', 'discarded')),
  file_name text not null,
  bytes_total integer,
  bytes_read integer not null,
  lines_read integer not null,
  good_lines integer not null,
  refused_lines integer not null,
  imported_keys integer not null,
  started_by text references user_account (id),
  started_at integer not null,
  last_progress_at integer not null,
  finished_at integer
);
create unique index key_import_one_open_per_pool on key_import (pool_id)
  where status in ('reading', 'checked', 'importing');
create index key_import_by_pool on key_import (pool_id, started_at, id);

create table key_import_refusal (
  import_id text not null references key_import (id),
  line integer not null check (line >= 1),
  reason text not null check (reason in ('wrong-format', 'twice-in-file', 'known-already')),
  first_line integer,
  primary key (import_id, line),
  check ((reason = 'twice-in-file') = (first_line is not null))
);

create table software_key (
  id text primary key,
  pool_id text not null references key_pool (id),
  import_id text not null references key_import (id),
  fingerprint text not null unique check (length(fingerprint) = 64),
  state text not null check (state in ('staged', 'available', 'issued', 'revoked')),
  sealed text,
  wrapped text,
  master_version integer check (master_version >= 1),
  partner_id text,
  customer_id text,
  order_id text,
  line_number integer,
  version text,
  issued_at integer,
  revoked_at integer,
  revoked_cause text check (revoked_cause in ('leaked', 'purchase-cancelled')),
  foreign key (partner_id, customer_id) references customer (partner_id, id),
  foreign key (order_id, line_number) references order_line (order_id, line_number),
  check ((state = 'revoked') = (revoked_at is not null) and (state = 'revoked') = (revoked_cause is not null)),
  check ((state = 'revoked') = (sealed is null) and (sealed is null) = (wrapped is null) and (sealed is null) = (master_version is null)),
  check ((state in ('issued', 'revoked')) = (order_id is not null)),
  check ((order_id is null) = (line_number is null) and (order_id is null) = (version is null) and (order_id is null) = (issued_at is null)),
  check ((order_id is null) = (partner_id is null) and (order_id is null) = (customer_id is null))
);
create unique index software_key_one_live on software_key (order_id, line_number, version) where state = 'issued';
create index software_key_by_entitlement on software_key (order_id, line_number, version, id) where order_id is not null;
create index software_key_available on software_key (pool_id, id) where state = 'available';
create index software_key_staged on software_key (import_id, id) where state = 'staged';
create index software_key_by_master on software_key (master_version, id) where master_version is not null;

create table download_file (
  id text primary key,
  product_id text not null references product (id),
  version text not null,
  language text not null,
  file_type text not null,
  operating_system text not null,
  file_name text not null check (length(file_name) > 0),
  sha256 text not null check (length(sha256) = 64),
  size_bytes integer not null check (size_bytes >= 0),
  uploaded_at integer not null,
  uploaded_by text references user_account (id),
  replaced_at integer,
  removed_at integer
);
create unique index download_file_one_current on download_file (product_id, version, language, file_type, operating_system)
  where replaced_at is null and removed_at is null;
create index download_file_by_product on download_file (product_id, id);
create index download_file_by_content on download_file (sha256);

create table download_link (
  id text primary key,
  partner_id text not null,
  customer_id text not null,
  order_id text not null,
  line_number integer not null,
  file_id text not null references download_file (id),
  kind text not null check (kind in ('own', 'copied')),
  created_at integer not null,
  created_by text not null references user_account (id),
  created_by_kind text not null check (created_by_kind in ('partner', 'customer')),
  created_by_roles text not null,
  expires_at integer not null,
  signed_with integer not null check (signed_with >= 1),
  first_used_at integer,
  last_used_at integer,
  use_count integer not null check (use_count >= 0),
  revoked_at integer,
  foreign key (partner_id, customer_id) references customer (partner_id, id),
  foreign key (order_id, line_number) references order_line (order_id, line_number),
  check (expires_at > created_at),
  check ((first_used_at is null) = (use_count = 0) and (first_used_at is null) = (last_used_at is null))
);
create index download_link_by_entitlement on download_link (order_id, line_number, id);
create index download_link_by_signature on download_link (signed_with, expires_at) where revoked_at is null;

create table download_link_use (
  link_id text not null references download_link (id),
  place text not null,
  logged_at integer not null,
  last_at integer not null,
  request_count integer not null check (request_count >= 1),
  primary key (link_id, place)
);

create index activity_key_reveals on activity (order_id, at, id) where action = 'key-revealed';
create index activity_accesses on activity (partner_id, customer_id, at, id)
  where action in ('key-revealed', 'link-copied', 'file-downloaded');
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
  await addRowGuard(db, {
    name: "software_key_revoked_for_good",
    table: "software_key",
    event: "update",
    when: "old.state = 'revoked'",
    message: "a revoked key stays revoked",
  });
  const bound = ["partner_id", "customer_id", "order_id", "line_number", "version", "issued_at"];
  await addRowGuard(db, {
    name: "software_key_bound_for_good",
    table: "software_key",
    event: "update",
    when: `old.state = 'issued' and (new.state not in ('issued', 'revoked') or ${changed(bound)})`,
    message: "an issued key stays with its entitlement",
  });
  await addRowGuard(db, {
    name: "software_key_stays_itself",
    table: "software_key",
    event: "update",
    when: `${changed(["id", "pool_id", "fingerprint"])} or (old.state = 'available' and new.state = 'staged')`,
    message: "a key stays in its pool",
  });
  await addRowGuard(db, {
    name: "software_key_is_never_forgotten",
    table: "software_key",
    event: "delete",
    when: "old.state <> 'staged'",
    message: "a key is never deleted",
  });
  await addRowGuard(db, {
    name: "download_link_revoked_for_good",
    table: "download_link",
    event: "update",
    when: "old.revoked_at is not null",
    message: "a revoked link stays revoked",
  });
  const promised = ["id", "partner_id", "customer_id", "order_id", "line_number", "file_id", "expires_at"];
  await addRowGuard(db, {
    name: "download_link_stays_itself",
    table: "download_link",
    event: "update",
    when: `${changed(promised)} or (old.first_used_at is not null and ${changed(["first_used_at"])})`,
    message: "a link stays what it was signed for",
  });
}

function changed(columns: readonly string[]): string {
  const differences = columns.map((column) => `new.${column} is distinct from old.${column}`);
  return `(${differences.join(" or ")})`;
}
