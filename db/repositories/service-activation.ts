import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Enrollment } from "#app/domain/agreements/agreement.ts";
import type { ActivationLink } from "#app/domain/service-activation/activation-link.ts";
import type { Db } from "../client.ts";
import { dayColumn, dayColumnOrNull, instantColumn, instantColumnOrNull, readDay } from "../columns.ts";
import { countUpTo } from "../count-up-to.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { claimedForChange } from "../dialects/locking.ts";
import type { EnrollmentServiceTable } from "../schema.ts";

/** A service under an enrollment. */
export type EnrollmentService = ActivationLink & {
  readonly enrollmentId: string;
  readonly serviceId: string;
  readonly purchasedOn: Temporal.PlainDate;
};

/** Notes a service's first order under an enrollment; a later one makes it due again and leaves its link as it is. */
export async function noteServiceOrdered(
  db: Db,
  service: {
    readonly enrollment: Pick<Enrollment, "id" | "partnerId" | "customerId">;
    readonly serviceId: string;
    readonly purchasedOn: Temporal.PlainDate;
    readonly expiresOn: Temporal.PlainDate;
    readonly at: Temporal.Instant;
  },
): Promise<void> {
  const { enrollment, serviceId, at } = service;
  await db
    .insertInto("enrollment_service")
    .values({
      enrollment_id: enrollment.id,
      service_id: serviceId,
      partner_id: enrollment.partnerId,
      customer_id: enrollment.customerId,
      purchased_on: dayColumn(service.purchasedOn),
      link_expires_on: dayColumn(service.expiresOn),
      reactivated_until_on: null,
      next_check_at: instantColumn(at),
      created_at: instantColumn(at),
    })
    .onConflict((conflict) =>
      conflict.columns(["enrollment_id", "service_id"]).doUpdateSet({ next_check_at: instantColumn(at) }),
    )
    .execute();
}

/** The services under an enrollment, in the order in which they were first ordered. */
export async function listEnrollmentServices(db: Db, enrollmentId: string): Promise<EnrollmentService[]> {
  const rows = await db
    .selectFrom("enrollment_service")
    .selectAll()
    .where("enrollment_id", "=", enrollmentId)
    .orderBy("created_at")
    .orderBy("service_id")
    .execute();
  return rows.map(enrollmentServiceOfRow);
}

/** Services that are to be looked at by an instant, claimed for this transaction. */
export async function claimDueServices(db: Db, at: Temporal.Instant, limit: number): Promise<EnrollmentService[]> {
  const due = db
    .selectFrom("enrollment_service")
    .selectAll()
    .where("next_check_at", "<=", instantColumn(at))
    .orderBy("next_check_at")
    .orderBy("enrollment_id")
    .orderBy("service_id")
    .limit(limit);
  return (await claimedForChange(db, due).execute()).map(enrollmentServiceOfRow);
}

/** How many services are to be looked at, and reservations to take effect, up to a number. */
export async function countDueServices(db: Db, at: Temporal.Instant, upTo: number): Promise<number> {
  const due = db.selectFrom("enrollment_service").select("service_id").where("next_check_at", "<=", instantColumn(at));
  return countUpTo(db, due.orderBy("next_check_at"), upTo);
}

/** Says when a service is to be looked at again; null for not before something changes. */
export async function setNextCheck(
  db: Db,
  { enrollmentId, serviceId }: Pick<EnrollmentService, "enrollmentId" | "serviceId">,
  nextCheckAt: Temporal.Instant | null,
): Promise<void> {
  await db
    .updateTable("enrollment_service")
    .set({ next_check_at: instantColumnOrNull(nextCheckAt) })
    .where("enrollment_id", "=", enrollmentId)
    .where("service_id", "=", serviceId)
    .execute();
}

/** Makes the links of an enrollment work again through a day; of one service, or of all. */
export async function reactivateLinks(
  db: Db,
  enrollmentId: string,
  serviceId: string | null,
  untilOn: Temporal.PlainDate,
): Promise<number> {
  let query = db
    .updateTable("enrollment_service")
    .set({ reactivated_until_on: dayColumnOrNull(untilOn) })
    .where("enrollment_id", "=", enrollmentId);
  if (serviceId !== null) query = query.where("service_id", "=", serviceId);
  const { numUpdatedRows } = await query.executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** Services not activated yet whose link works last on one of some days, made valid again or not; to announce it. */
export async function listLinksExpiringOn(db: Db, days: readonly Temporal.PlainDate[]): Promise<EnrollmentService[]> {
  const columns = days.map((day) => dayColumn(day));
  const endingOn = (column: "link_expires_on" | "reactivated_until_on") =>
    db
      .selectFrom("enrollment_service")
      .selectAll("enrollment_service")
      .leftJoin("enrollment_account", "enrollment_account.enrollment_id", "enrollment_service.enrollment_id")
      .where(isAnyOf(db, `enrollment_service.${column}`, columns))
      .where("enrollment_account.enrollment_id", "is", null)
      .execute();
  const first = await endingOn("link_expires_on");
  const again = await endingOn("reactivated_until_on");
  // The later of both days counts: one that was made valid beyond its own end is announced for that day alone.
  const isOf = (column: string | null, other: string | null) => column !== null && (other === null || column >= other);
  return [
    ...first.filter((row) => isOf(row.link_expires_on, row.reactivated_until_on)),
    ...again.filter((row) => !isOf(row.link_expires_on, row.reactivated_until_on) && row.reactivated_until_on !== null),
  ].map(enrollmentServiceOfRow);
}

/** Keeps what a link was sent with, as a hash. */
export async function insertActivationToken(
  db: Db,
  token: {
    readonly tokenHash: string;
    readonly enrollmentId: string;
    readonly serviceId: string;
    readonly at: Temporal.Instant;
  },
): Promise<void> {
  await db
    .insertInto("activation_token")
    .values({
      token_hash: token.tokenHash,
      enrollment_id: token.enrollmentId,
      service_id: token.serviceId,
      created_at: instantColumn(token.at),
    })
    .execute();
}

/** The service behind a link, whose holder may be anybody: the link itself names it. */
export async function findServiceByToken(db: Db, tokenHash: string): Promise<EnrollmentService | undefined> {
  const row = await db
    .selectFrom("activation_token")
    .innerJoin("enrollment_service", (join) =>
      join
        .onRef("enrollment_service.enrollment_id", "=", "activation_token.enrollment_id")
        .onRef("enrollment_service.service_id", "=", "activation_token.service_id"),
    )
    .selectAll("enrollment_service")
    .where("activation_token.token_hash", "=", tokenHash)
    .executeTakeFirst();
  return row === undefined ? undefined : enrollmentServiceOfRow(row);
}

/** Takes one of the day's sends of an enrollment; false where they are used up. The enrollment is held by the caller. */
export async function takeSend(
  db: Db,
  send: {
    readonly enrollmentId: string;
    readonly on: Temporal.PlainDate;
    readonly by: string;
    readonly at: Temporal.Instant;
    readonly countMax: number;
  },
): Promise<number | null> {
  const row = await db
    .selectFrom("activation_resend")
    .select((eb) => eb.fn.max("ordinal").as("last"))
    .where("enrollment_id", "=", send.enrollmentId)
    .where("sent_on", "=", dayColumn(send.on))
    .executeTakeFirst();
  const ordinal = Number(row?.last ?? 0) + 1;
  if (ordinal > send.countMax) return null;
  await db
    .insertInto("activation_resend")
    .values({
      enrollment_id: send.enrollmentId,
      sent_on: dayColumn(send.on),
      ordinal,
      sent_at: instantColumn(send.at),
      sent_by: send.by,
    })
    .execute();
  return ordinal;
}

function enrollmentServiceOfRow(row: Selectable<EnrollmentServiceTable>): EnrollmentService {
  return {
    enrollmentId: row.enrollment_id,
    serviceId: row.service_id,
    purchasedOn: readDay(row.purchased_on),
    expiresOn: readDay(row.link_expires_on),
    reactivatedUntilOn: row.reactivated_until_on === null ? null : readDay(row.reactivated_until_on),
  };
}
