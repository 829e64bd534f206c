import type { Temporal } from "temporal-polyfill";
import type { InstallationOrder } from "#app/domain/upgrade-verification/installation-order.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstant, readInstantOrNull } from "../columns.ts";

/** An order that is over, with what says since when. */
export type EndedInstallation = Pick<InstallationOrder, "id" | "state" | "doneAt" | "changedAt" | "heldAt">;

/** Orders that were over before an instant and are not held: done ones, then cancelled ones, the longest ago first. */
export async function listEndedInstallations(
  db: Db,
  before: Temporal.Instant,
  limit: number,
): Promise<EndedInstallation[]> {
  const done = await listEndedIn(db, "done", before, limit);
  if (done.length === limit) return done;
  return [...done, ...(await listEndedIn(db, "cancelled", before, limit - done.length))];
}

async function listEndedIn(
  db: Db,
  state: "done" | "cancelled",
  before: Temporal.Instant,
  limit: number,
): Promise<EndedInstallation[]> {
  const endedAt = state === "done" ? "done_at" : "changed_at";
  const rows = await db
    .selectFrom("installation_order")
    .select(["id", "done_at", "changed_at", "held_at"])
    .where("state", "=", state)
    .where(endedAt, "<=", instantColumn(before))
    .where("held_at", "is", null)
    .orderBy(endedAt)
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    state,
    doneAt: readInstantOrNull(row.done_at),
    changedAt: readInstant(row.changed_at),
    heldAt: readInstantOrNull(row.held_at),
  }));
}

/** What is known of an order once it went. */
export type ClearedInstallation = Pick<InstallationOrder, "id" | "partnerId" | "customerId"> & {
  readonly endedAt: Temporal.Instant;
  readonly keptUntil: Temporal.Instant;
  readonly devices: number;
  readonly at: Temporal.Instant;
};

/**
 * Notes that an order goes, and deletes it with everything that belongs to it. The database refuses the note while the
 * order is kept, and refuses to delete anything without the note.
 */
export async function clearInstallation(db: Db, cleared: ClearedInstallation): Promise<void> {
  const { id, partnerId } = cleared;
  await db
    .insertInto("installation_cleared")
    .values({
      order_id: id,
      partner_id: partnerId,
      customer_id: cleared.customerId,
      ended_at: instantColumn(cleared.endedAt),
      kept_until: instantColumn(cleared.keptUntil),
      devices: cleared.devices,
      cleared_at: instantColumn(cleared.at),
    })
    .execute();
  for (const table of belongings)
    await db.deleteFrom(table).where("order_id", "=", id).where("partner_id", "=", partnerId).execute();
  await db.deleteFrom("installation_order").where("id", "=", id).where("partner_id", "=", partnerId).execute();
}

/** In the order in which one refers to the other. */
const belongings = [
  "imaging_record",
  "evidence_export",
  "license_investigation",
  "license_verification_device",
  "license_verification",
  "installation_device",
] as const;
