import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";
import { addRowGuard } from "../dialects/guards.ts";
import { closeWithParent } from "../dialects/parent-guard.ts";
import { dropAppendOnly, dropTrigger, refuseUpdateAndDelete } from "../dialects/triggers.ts";

/**
 * Upgrade installations go once their evidence has been kept long enough. That an order went is noted first, for good;
 * without the note the database refuses, as before, to delete anything of an order.
 */
const tables = `
create table installation_cleared (
  order_id text primary key check (length(order_id) = 15),
  partner_id text not null references partner (id),
  customer_id text not null,
  ended_at integer not null,
  kept_until integer not null check (kept_until > ended_at),
  devices integer not null check (devices >= 0),
  cleared_at integer not null check (cleared_at >= kept_until)
);
create index installation_order_done on installation_order (done_at, id) where state = 'done';
create index installation_order_cancelled on installation_order (changed_at, id) where state = 'cancelled';
-- What refers to a device is looked for when it goes.
create index license_investigation_by_device on license_investigation (device_id) where device_id is not null;
create index license_verification_device_by_device on license_verification_device (device_id);
`;

const guarded = ["imaging_record", "license_verification", "installation_device"] as const;
const appendOnly = ["license_verification_device", "evidence_export"] as const;
const message = "nothing of an upgrade installation is deleted while its evidence is kept";
const notCleared = (id: string) =>
  `select 1 where not exists (select 1 from installation_cleared c where c.order_id = row.${id})`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
  await refuseUpdateAndDelete(db, "installation_cleared");
  for (const table of [...guarded, "installation_order"]) await dropTrigger(db, { table, name: `${table}_is_kept` });
  for (const table of appendOnly) {
    await dropAppendOnly(db, table);
    await addRowGuard(db, {
      name: `${table}_stays_as_written`,
      table,
      event: "update",
      when: "old.order_id is not null",
      message: `${table} does not change`,
    });
  }
  for (const table of [...guarded, ...appendOnly])
    await closeWithParent(db, { table, events: ["delete"], closedWhen: notCleared("order_id"), message });
  await closeWithParent(db, {
    table: "installation_order",
    events: ["delete"],
    closedWhen: notCleared("id"),
    message,
  });
}
