import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { ServiceOrder } from "#app/domain/service-activation/records.ts";
import type { Db } from "../client.ts";
import { dayColumn, instantColumn, instantColumnOrNull, readDay, readInstant, readInstantOrNull } from "../columns.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { claimedForChange } from "../dialects/locking.ts";
import type { ServiceOrderTable } from "../schema.ts";

export async function insertServiceOrder(db: Db, order: ServiceOrder): Promise<void> {
  await db
    .insertInto("service_order")
    .values({
      id: order.id,
      enrollment_id: order.enrollmentId,
      partner_id: order.partnerId,
      customer_id: order.customerId,
      service_id: order.serviceId,
      kind: order.kind,
      quantity: order.quantity,
      placed_at: instantColumn(order.placedAt),
      placed_by: order.placedBy,
      purchased_on: dayColumn(order.purchasedOn),
      usage_from_on: dayColumn(order.usageFromOn),
      effective_at: instantColumnOrNull(order.effectiveAt),
      ended_at: null,
    })
    .execute();
}

/** Orders and reservations under some enrollments, oldest first; without those that a written notice ended. */
export async function listServiceOrders(db: Db, enrollmentIds: readonly string[]): Promise<ServiceOrder[]> {
  if (enrollmentIds.length === 0) return [];
  const rows = await db
    .selectFrom("service_order")
    .selectAll()
    .where(isAnyOf(db, "enrollment_id", enrollmentIds))
    .where("ended_at", "is", null)
    .orderBy("placed_at")
    .orderBy("id")
    .execute();
  return rows.map(orderOfRow);
}

/** Reservations that have not taken effect, oldest first, claimed for this transaction; under enrollments that run on a day. */
export async function claimWaitingReservations(
  db: Db,
  today: Temporal.PlainDate,
  limit: number,
): Promise<ServiceOrder[]> {
  const waiting = db
    .selectFrom("service_order")
    .selectAll()
    .where("effective_at", "is", null)
    .where("enrollment_id", "in", (eb) =>
      eb
        .selectFrom("enrollment")
        .select("id")
        .where("starts_on", "<=", dayColumn(today))
        .where("ends_on", ">=", dayColumn(today)),
    )
    .orderBy("placed_at")
    .orderBy("id")
    .limit(limit);
  return (await claimedForChange(db, waiting).execute()).map(orderOfRow);
}

/** Reservations that have not taken effect, oldest first; for the operator. */
export async function listWaitingReservations(db: Db, limit: number): Promise<ServiceOrder[]> {
  const rows = await db
    .selectFrom("service_order")
    .selectAll()
    .where("effective_at", "is", null)
    .orderBy("placed_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(orderOfRow);
}

/** Lets a reservation take effect; false where it has. */
export async function markReservationEffective(db: Db, orderId: string, at: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("service_order")
    .set({ effective_at: instantColumn(at) })
    .where("id", "=", orderId)
    .where("effective_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

function orderOfRow(row: Selectable<ServiceOrderTable>): ServiceOrder {
  return {
    id: row.id,
    enrollmentId: row.enrollment_id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    serviceId: row.service_id,
    kind: row.kind,
    quantity: row.quantity,
    placedAt: readInstant(row.placed_at),
    placedBy: row.placed_by,
    purchasedOn: readDay(row.purchased_on),
    usageFromOn: readDay(row.usage_from_on),
    effectiveAt: readInstantOrNull(row.effective_at),
  };
}
