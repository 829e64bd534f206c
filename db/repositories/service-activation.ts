import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Enrollment } from "#app/domain/agreements/agreement.ts";
import type { ActivationLink } from "#app/domain/service-activation/activation-link.ts";
import type {
  AccountLink,
  LinkCause,
  MilestoneKind,
  OnlineService,
  ServiceOrder,
} from "#app/domain/service-activation/records.ts";
import type { Db } from "../client.ts";
import {
  dayColumn,
  dayColumnOrNull,
  instantColumn,
  instantColumnOrNull,
  readDay,
  readFlag,
  readInstant,
  readInstantOrNull,
} from "../columns.ts";
import { countUpTo } from "../count-up-to.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { claimedForChange } from "../dialects/locking.ts";
import type { EnrollmentServiceTable, ServiceOrderTable } from "../schema.ts";

/** Every service that can be bought under an enrollment; some dozens. */
export async function listOnlineServices(db: Db): Promise<OnlineService[]> {
  const rows = await db.selectFrom("online_service").selectAll().orderBy("position").orderBy("id").execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    baseServiceId: row.base_service_id,
    isGovernment: readFlag(row.is_government),
  }));
}

/** The countries of all services: which were launched where, as far as the operator has said. */
export async function listServiceCountries(db: Db): Promise<{ serviceId: string; country: string }[]> {
  const rows = await db
    .selectFrom("online_service_country")
    .selectAll()
    .orderBy("service_id")
    .orderBy("country")
    .execute();
  return rows.map((row) => ({ serviceId: row.service_id, country: row.country }));
}

/** Puts a list of countries in place of the one before. */
export async function replaceServiceCountries(db: Db, serviceId: string, countries: readonly string[]): Promise<void> {
  await db.deleteFrom("online_service_country").where("service_id", "=", serviceId).execute();
  if (countries.length === 0) return;
  await db
    .insertInto("online_service_country")
    .values(countries.map((country) => ({ service_id: serviceId, country })))
    .execute();
}

export type Incompatibility = { readonly first: string; readonly second: string };

/** Services that exclude each other. */
export async function listIncompatibilities(db: Db): Promise<Incompatibility[]> {
  const rows = await db
    .selectFrom("incompatibility")
    .selectAll()
    .orderBy("first_service_id")
    .orderBy("second_service_id")
    .execute();
  return rows.map((row) => ({ first: row.first_service_id, second: row.second_service_id }));
}

/** Puts the services that exclude one in place of those before. */
export async function replaceIncompatibilities(db: Db, serviceId: string, others: readonly string[]): Promise<void> {
  await db
    .deleteFrom("incompatibility")
    .where((eb) => eb.or([eb("first_service_id", "=", serviceId), eb("second_service_id", "=", serviceId)]))
    .execute();
  if (others.length === 0) return;
  await db
    .insertInto("incompatibility")
    .values(
      others.map((other) =>
        other < serviceId
          ? { first_service_id: other, second_service_id: serviceId }
          : { first_service_id: serviceId, second_service_id: other },
      ),
    )
    .execute();
}

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
  return countUpTo(db, due, upTo);
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

/** The account of an enrollment. */
export async function findAccountLink(db: Db, enrollmentId: string): Promise<AccountLink | undefined> {
  return (await listAccountLinks(db, [enrollmentId])).get(enrollmentId);
}

/** The accounts of some enrollments, by enrollment. */
export async function listAccountLinks(db: Db, enrollmentIds: readonly string[]): Promise<Map<string, AccountLink>> {
  if (enrollmentIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("enrollment_account")
    .selectAll()
    .where(isAnyOf(db, "enrollment_id", enrollmentIds))
    .execute();
  return new Map(
    rows.map((row) => [
      row.enrollment_id,
      { accountId: row.account_id, cause: row.cause, linkedAt: readInstant(row.linked_at) },
    ]),
  );
}

/** Ties an enrollment to an account; false where it belongs to one. Whoever comes second of two finds that. */
export async function insertAccountLink(
  db: Db,
  link: {
    readonly enrollment: Pick<Enrollment, "id" | "partnerId" | "customerId">;
    readonly accountId: string;
    readonly cause: LinkCause;
    readonly by: string | null;
    readonly at: Temporal.Instant;
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("enrollment_account")
    .values({
      enrollment_id: link.enrollment.id,
      partner_id: link.enrollment.partnerId,
      customer_id: link.enrollment.customerId,
      account_id: link.accountId,
      cause: link.cause,
      linked_at: instantColumn(link.at),
      linked_by: link.by,
    })
    .onConflict((conflict) => conflict.column("enrollment_id").doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Moves an enrollment from one account to another; false where it is not at the first one any more. */
export async function moveAccountLink(
  db: Db,
  move: {
    readonly enrollmentId: string;
    readonly fromAccountId: string;
    readonly toAccountId: string;
    readonly by: string;
    readonly at: Temporal.Instant;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("enrollment_account")
    .set({ account_id: move.toAccountId, cause: "moved", linked_at: instantColumn(move.at), linked_by: move.by })
    .where("enrollment_id", "=", move.enrollmentId)
    .where("account_id", "=", move.fromAccountId)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Enrollments with an account that ended on or before a day and have not reached their last milestone. */
export async function listEndedEnrollments(db: Db, endedBy: Temporal.PlainDate, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("enrollment")
    .innerJoin("enrollment_account", "enrollment_account.enrollment_id", "enrollment.id")
    .leftJoin("enrollment_milestone as last", (join) =>
      join.onRef("last.enrollment_id", "=", "enrollment.id").on("last.kind", "=", "data-deleted"),
    )
    .select("enrollment.id")
    .where("enrollment.ends_on", "<=", dayColumn(endedBy))
    .where("last.enrollment_id", "is", null)
    .orderBy("enrollment.ends_on")
    .orderBy("enrollment.id")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** The milestones that some enrollments have reached, with when they were due. */
export async function listMilestones(
  db: Db,
  enrollmentIds: readonly string[],
): Promise<{ enrollmentId: string; kind: MilestoneKind; dueAt: Temporal.Instant }[]> {
  if (enrollmentIds.length === 0) return [];
  const rows = await db
    .selectFrom("enrollment_milestone")
    .selectAll()
    .where(isAnyOf(db, "enrollment_id", enrollmentIds))
    .orderBy("enrollment_id")
    .orderBy("due_at")
    .execute();
  return rows.map((row) => ({ enrollmentId: row.enrollment_id, kind: row.kind, dueAt: readInstant(row.due_at) }));
}

/** Notes a milestone; false where it was reached before. */
export async function insertMilestone(
  db: Db,
  milestone: {
    readonly enrollmentId: string;
    readonly kind: MilestoneKind;
    readonly dueAt: Temporal.Instant;
    readonly at: Temporal.Instant;
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("enrollment_milestone")
    .values({
      enrollment_id: milestone.enrollmentId,
      kind: milestone.kind,
      due_at: instantColumn(milestone.dueAt),
      reached_at: instantColumn(milestone.at),
    })
    .onConflict((conflict) => conflict.columns(["enrollment_id", "kind"]).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
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

function enrollmentServiceOfRow(row: Selectable<EnrollmentServiceTable>): EnrollmentService {
  return {
    enrollmentId: row.enrollment_id,
    serviceId: row.service_id,
    purchasedOn: readDay(row.purchased_on),
    expiresOn: readDay(row.link_expires_on),
    reactivatedUntilOn: row.reactivated_until_on === null ? null : readDay(row.reactivated_until_on),
  };
}
