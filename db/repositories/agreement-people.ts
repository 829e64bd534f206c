import type { Temporal } from "temporal-polyfill";
import type { AgreementRole } from "#app/domain/access/roles.ts";
import type { Agreement, Enrollment } from "#app/domain/agreements/agreement.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstant } from "../columns.ts";

/** The roles that somebody has at an agreement now. */
export async function listRolesAtAgreement(db: Db, agreementId: string, userId: string): Promise<AgreementRole[]> {
  const rows = await db
    .selectFrom("agreement_role")
    .select("role")
    .where("agreement_id", "=", agreementId)
    .where("user_id", "=", userId)
    .where("withdrawn_at", "is", null)
    .orderBy("role")
    .execute();
  return rows.map(({ role }) => role);
}

/** Somebody with a role at an agreement. */
export type AgreementPerson = {
  readonly userId: string;
  readonly displayName: string;
  readonly email: string;
  readonly isOfCustomer: boolean;
  readonly role: AgreementRole;
  readonly grantedAt: Temporal.Instant;
};

/** Who has which role at an agreement now. */
export async function listAgreementPeople(db: Db, agreementId: string): Promise<AgreementPerson[]> {
  const rows = await db
    .selectFrom("agreement_role")
    .innerJoin("user_account", "user_account.id", "agreement_role.user_id")
    .select([
      "agreement_role.user_id",
      "agreement_role.role",
      "agreement_role.granted_at",
      "user_account.display_name",
      "user_account.email",
      "user_account.organization_kind",
    ])
    .where("agreement_role.agreement_id", "=", agreementId)
    .where("agreement_role.withdrawn_at", "is", null)
    .orderBy("user_account.display_name")
    .orderBy("agreement_role.role")
    .execute();
  return rows.map((row) => ({
    userId: row.user_id,
    displayName: row.display_name,
    email: row.email,
    isOfCustomer: row.organization_kind === "customer",
    role: row.role,
    grantedAt: readInstant(row.granted_at),
  }));
}

/** Gives a role at an agreement; false where the person has it. */
export async function insertAgreementRole(
  db: Db,
  given: {
    readonly id: string;
    readonly agreement: Pick<Agreement, "id" | "partnerId" | "customerId">;
    readonly userId: string;
    readonly role: AgreementRole;
    readonly by: string;
    readonly at: Temporal.Instant;
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("agreement_role")
    .values({
      id: given.id,
      agreement_id: given.agreement.id,
      partner_id: given.agreement.partnerId,
      customer_id: given.agreement.customerId,
      user_id: given.userId,
      role: given.role,
      granted_at: instantColumn(given.at),
      granted_by: given.by,
      withdrawn_at: null,
      withdrawn_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Withdraws a role at an agreement; false where the person has it no more. */
export async function withdrawAgreementRole(
  db: Db,
  taken: {
    readonly agreementId: string;
    readonly userId: string;
    readonly role: AgreementRole;
    readonly by: string;
    readonly at: Temporal.Instant;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("agreement_role")
    .set({ withdrawn_at: instantColumn(taken.at), withdrawn_by: taken.by })
    .where("agreement_id", "=", taken.agreementId)
    .where("user_id", "=", taken.userId)
    .where("role", "=", taken.role)
    .where("withdrawn_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Whether somebody may manage reservations for an enrollment by a grant. */
export async function hasReservationGrant(db: Db, enrollmentId: string, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom("reservation_grant")
    .select("id")
    .where("enrollment_id", "=", enrollmentId)
    .where("user_id", "=", userId)
    .where("withdrawn_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

export type ReservationGrantHolder = {
  readonly userId: string;
  readonly displayName: string;
  readonly email: string;
  readonly grantedAt: Temporal.Instant;
};

/** Who may manage reservations for an enrollment by a grant. */
export async function listReservationGrants(db: Db, enrollmentId: string): Promise<ReservationGrantHolder[]> {
  const rows = await db
    .selectFrom("reservation_grant")
    .innerJoin("user_account", "user_account.id", "reservation_grant.user_id")
    .select([
      "reservation_grant.user_id",
      "reservation_grant.granted_at",
      "user_account.display_name",
      "user_account.email",
    ])
    .where("reservation_grant.enrollment_id", "=", enrollmentId)
    .where("reservation_grant.withdrawn_at", "is", null)
    .orderBy("user_account.display_name")
    .execute();
  return rows.map((row) => ({
    userId: row.user_id,
    displayName: row.display_name,
    email: row.email,
    grantedAt: readInstant(row.granted_at),
  }));
}

/** Grants *manage reservations*; false where the person has it. */
export async function insertReservationGrant(
  db: Db,
  given: {
    readonly id: string;
    readonly enrollment: Pick<Enrollment, "id" | "partnerId">;
    readonly userId: string;
    readonly by: string;
    readonly at: Temporal.Instant;
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("reservation_grant")
    .values({
      id: given.id,
      enrollment_id: given.enrollment.id,
      partner_id: given.enrollment.partnerId,
      user_id: given.userId,
      granted_at: instantColumn(given.at),
      granted_by: given.by,
      withdrawn_at: null,
      withdrawn_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Withdraws *manage reservations*; false where the person has it no more. */
export async function withdrawReservationGrant(
  db: Db,
  taken: { readonly enrollmentId: string; readonly userId: string; readonly by: string; readonly at: Temporal.Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("reservation_grant")
    .set({ withdrawn_at: instantColumn(taken.at), withdrawn_by: taken.by })
    .where("enrollment_id", "=", taken.enrollmentId)
    .where("user_id", "=", taken.userId)
    .where("withdrawn_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
