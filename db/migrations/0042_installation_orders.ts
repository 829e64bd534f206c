import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";
import { addRowGuard } from "../dialects/guards.ts";
import { closeWithParent } from "../dialects/parent-guard.ts";
import { refuseUpdateAndDelete } from "../dialects/triggers.ts";

/**
 * Upgrade installations: orders, their devices, the versions of the customer's verification with what each lists, the
 * installer's records of images, investigations, and who took evidence out.
 *
 * Nothing is imaged without an accepted version that lists the device as it is, while nothing is held: the database
 * refuses the record itself. What was signed, answered or recorded does not change, and nothing is deleted.
 */
const tables = `
create table installer (
  id text primary key,
  kind text not null check (kind in ('oem', 'lsp')),
  name text not null check (length(name) between 1 and 150),
  address text not null check (length(address) between 1 and 300),
  partner_id text references partner (id),
  return_address text not null check (length(return_address) between 3 and 254),
  return_instructions text not null check (length(return_instructions) <= 1000),
  version integer not null check (version >= 1)
);
create index installer_by_name on installer (name, id);
create unique index installer_of_partner on installer (partner_id) where partner_id is not null;

-- Who of a customer is told of its installations.
create index user_account_of_customer on user_account (customer_id) where customer_id is not null;

create table installation_order (
  id text primary key check (length(id) = 15),
  partner_id text not null references partner (id),
  customer_id text not null,
  state text not null check (state in ('draft', 'verification-open', 'sent', 'confirmed', 'imaging', 'done', 'cancelled')),
  held_at integer,
  enrollment_id text not null,
  agreement_number text not null,
  enrollment_number text not null,
  programme text not null,
  situation text not null,
  target text not null,
  product_language text not null,
  installer_id text not null references installer (id),
  has_unknown integer not null check (has_unknown in (0, 1)),
  handed_over_at integer,
  created_at integer not null,
  created_by text not null references user_account (id),
  changed_at integer not null,
  done_at integer,
  version integer not null check (version >= 1),
  foreign key (partner_id, customer_id, enrollment_id) references enrollment (partner_id, customer_id, id)
);
create index installation_order_by_partner on installation_order (partner_id, changed_at, id);
create index installation_order_by_customer on installation_order (partner_id, customer_id, changed_at, id);
create index installation_order_by_installer on installation_order (installer_id, changed_at, id) where handed_over_at is not null;
create index installation_order_by_enrollment on installation_order (enrollment_id, id);
create index installation_order_to_look_at on installation_order (changed_at, id) where has_unknown = 1 or held_at is not null;

create table installation_device (
  id text primary key,
  order_id text not null references installation_order (id),
  partner_id text not null,
  serial_number text not null check (length(serial_number) between 1 and 60),
  serial_key text not null,
  fingerprint text not null,
  maker text not null,
  model text not null,
  base text not null,
  base_written text not null,
  is_coa_affixed integer not null check (is_coa_affixed in (0, 1)),
  coa_serial_number text not null,
  licence_proof text not null,
  has_sa integer not null check (has_sa in (0, 1)),
  maker_installed text not null check (maker_installed in ('yes', 'no', 'unknown')),
  is_decided_qualifying integer check (is_decided_qualifying in (0, 1)),
  decision_reason text,
  decided_by text references user_account (id),
  decided_at integer,
  decided_fingerprint text,
  added_at integer not null,
  removed_at integer,
  check ((is_decided_qualifying is null) = (decided_at is null) and (decided_at is null) = (decision_reason is null))
);
create unique index installation_device_once on installation_device (order_id, serial_key) where removed_at is null;
create index installation_device_by_order on installation_device (order_id, serial_key, id);

create table license_verification (
  id text primary key,
  order_id text not null references installation_order (id),
  partner_id text not null,
  number integer not null check (number >= 1),
  is_supplement integer not null check (is_supplement in (0, 1)),
  state text not null check (state in ('open', 'sent', 'accepted', 'rejected', 'superseded')),
  proof text not null check (proof in ('verification-form', 'signature-form')),
  language text not null check (language in ('en', 'de')),
  customer_name text not null,
  customer_address text not null,
  contact_name text not null,
  contact_email text not null,
  signature_kind text check (signature_kind in ('typed', 'uploaded')),
  signatory_name text,
  signatory_title text,
  signed_on text,
  signed_by text references user_account (id),
  signed_at integer,
  file_name text,
  file_kind text check (file_kind in ('pdf', 'png', 'jpeg')),
  file_sha256 text check (length(file_sha256) = 64),
  file_bytes integer check (file_bytes between 1 and 10000000),
  handed_over_to text not null,
  is_accepted integer check (is_accepted in (0, 1)),
  answer_text text,
  answer_name text,
  answered_by text references user_account (id),
  answered_at integer,
  created_at integer not null,
  unique (order_id, number),
  check (state in ('open', 'superseded') or (signed_at is not null and signed_on is not null and signatory_name <> '' and signatory_title <> '')),
  check ((state in ('accepted', 'rejected')) = (answered_at is not null)),
  check ((answered_at is null) = (answer_text is null) and (answered_at is null) = (is_accepted is null)),
  check (state <> 'accepted' or is_accepted = 1),
  check ((file_sha256 is null) = (file_kind is null))
);
create unique index license_verification_one_waits on license_verification (order_id) where state in ('open', 'sent');

create table license_verification_device (
  verification_id text not null references license_verification (id),
  device_id text not null references installation_device (id),
  order_id text not null references installation_order (id),
  partner_id text not null,
  fingerprint text not null,
  serial_number text not null,
  base_name text not null,
  coa_serial_number text not null,
  licence_proof text not null,
  primary key (verification_id, device_id)
);
create index license_verification_device_by_order on license_verification_device (order_id, verification_id, serial_number);

create table imaging_record (
  id text primary key,
  order_id text not null references installation_order (id),
  partner_id text not null,
  device_id text not null unique references installation_device (id),
  verification_id text not null,
  image text not null check (length(image) between 1 and 120),
  is_base_kept integer not null check (is_base_kept in (0, 1)),
  started_at integer not null,
  finished_at integer check (finished_at >= started_at),
  recorded_by text not null references user_account (id),
  foreign key (verification_id, device_id) references license_verification_device (verification_id, device_id)
);
create index imaging_record_by_order on imaging_record (order_id, started_at, id);

create table license_investigation (
  id text primary key,
  order_id text not null references installation_order (id),
  partner_id text not null,
  device_id text references installation_device (id),
  reason text not null check (length(reason) between 1 and 2000),
  opened_at integer not null,
  opened_by text not null references user_account (id),
  lifted_at integer,
  lifted_by text references user_account (id),
  lift_reason text not null,
  check ((lifted_at is null) = (lifted_by is null))
);
create index license_investigation_by_order on license_investigation (order_id, opened_at, id);
create unique index license_investigation_one_open on license_investigation (order_id) where lifted_at is null;

create table evidence_export (
  id text primary key,
  order_id text not null references installation_order (id),
  partner_id text not null,
  reason text not null check (length(reason) between 1 and 2000),
  sha256 text not null check (length(sha256) = 64),
  exported_at integer not null,
  exported_by text not null references user_account (id)
);
create index evidence_export_by_order on evidence_export (order_id, exported_at, id);
`;

/** No accepted version lists the device as it is, the order is held or in another state, or the base stays without SA. */
const notReleased = `select 1 where not exists (
  select 1 from license_verification_device l
  join license_verification v on v.id = l.verification_id
  join installation_device d on d.id = l.device_id
  join installation_order o on o.id = d.order_id
  where l.verification_id = row.verification_id and l.device_id = row.device_id and v.order_id = row.order_id
    and v.state = 'accepted' and d.removed_at is null and d.fingerprint = l.fingerprint
    and o.id = row.order_id and o.held_at is null and o.state in ('confirmed', 'imaging')
    and row.started_at >= v.answered_at and (row.is_base_kept = 0 or d.has_sa = 1))`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
  await closeWithParent(db, {
    table: "imaging_record",
    events: ["insert"],
    closedWhen: notReleased,
    message: "no image without an accepted verification that lists the device",
  });
  await addRowGuard(db, {
    name: "imaging_record_is_finished_once",
    table: "imaging_record",
    event: "update",
    when:
      "old.finished_at is not null or old.device_id is distinct from new.device_id or old.started_at is distinct from new.started_at " +
      "or old.verification_id is distinct from new.verification_id or old.is_base_kept is distinct from new.is_base_kept",
    message: "an imaging record is only finished",
  });
  await addRowGuard(db, {
    name: "license_verification_stays_as_answered",
    table: "license_verification",
    event: "update",
    when: "old.state in ('accepted', 'rejected', 'superseded')",
    message: "an answered verification does not change",
  });
  for (const table of ["imaging_record", "license_verification", "installation_order", "installation_device"])
    await addRowGuard(db, {
      name: `${table}_is_kept`,
      table,
      event: "delete",
      when: "old.id is not null",
      message: "nothing of an upgrade installation is deleted",
    });
  for (const table of ["license_verification_device", "evidence_export"]) await refuseUpdateAndDelete(db, table);
}
