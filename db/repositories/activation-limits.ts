import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import { lateRequestKey, lateReservationKey } from "#app/domain/service-activation/limit-keys.ts";
import type { Db } from "../client.ts";
import { instantColumn } from "../columns.ts";

/** What waits beyond a limit, and nobody was told of. */
export type BeyondLimit = {
  /** Of the reservation, or of the request. */
  readonly id: string;
  readonly partnerId: string;
  readonly customerId: string;
  readonly enrollmentId: string;
  readonly serviceId: string | null;
};

/** Reservations placed up to an instant that have not taken effect and of which no notice tells, oldest first. */
export async function listLateReservations(db: Db, placedBy: Temporal.Instant, limit: number): Promise<BeyondLimit[]> {
  const rows = await db
    .selectFrom("service_order")
    .select(["id", "partner_id", "customer_id", "enrollment_id", "service_id"])
    .where("effective_at", "is", null)
    .where("placed_at", "<=", instantColumn(placedBy))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("notice")
            .select("notice.id")
            .where("notice.dedupe_key", "=", sql<string>`${lateReservationKey} || service_order.id`),
        ),
      ),
    )
    .orderBy("placed_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    enrollmentId: row.enrollment_id,
    serviceId: row.service_id,
  }));
}

/** Requests about activation opened up to an instant that nobody answered or settled and of which no notice tells, oldest first. */
export async function listLateRequests(db: Db, openedBy: Temporal.Instant, limit: number): Promise<BeyondLimit[]> {
  const rows = await db
    .selectFrom("activation_case")
    .innerJoin("support_request", "support_request.id", "activation_case.request_id")
    .select([
      "activation_case.request_id",
      "activation_case.partner_id",
      "activation_case.customer_id",
      "activation_case.enrollment_id",
      "activation_case.service_id",
    ])
    .where("activation_case.done_at", "is", null)
    .where("activation_case.opened_at", "<=", instantColumn(openedBy))
    .where("support_request.answered_at", "is", null)
    .where("support_request.closed_at", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("notice")
            .select("notice.id")
            .where("notice.dedupe_key", "=", sql<string>`${lateRequestKey} || activation_case.request_id`),
        ),
      ),
    )
    .orderBy("activation_case.opened_at")
    .orderBy("activation_case.request_id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.request_id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    enrollmentId: row.enrollment_id,
    serviceId: row.service_id,
  }));
}
