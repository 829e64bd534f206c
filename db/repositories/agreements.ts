import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { AgreementRole } from "#app/domain/access/roles.ts";
import {
  type Agreement,
  type Enrollment,
  type EnrollmentContact,
  organizationKey,
} from "#app/domain/agreements/agreement.ts";
import type { Db } from "../client.ts";
import { dayColumn, instantColumn, readDay, readInstant, readInstantOrNull } from "../columns.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { AgreementTable, EnrollmentContactTable, EnrollmentTable } from "../schema.ts";

/** Whose agreements: a partner's, of all its customers or of one. */
export type AgreementScope = { readonly partnerId: string; readonly customerId: string | null };

/** Stores an agreement; false where the partner has one of this number. */
export async function insertAgreement(db: Db, agreement: Agreement): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("agreement")
    .values({
      id: agreement.id,
      partner_id: agreement.partnerId,
      customer_id: agreement.customerId,
      number: agreement.number,
      programme: agreement.programme,
      created_at: instantColumn(agreement.createdAt),
      created_by: agreement.createdBy,
    })
    .onConflict((conflict) => conflict.columns(["partner_id", "number"]).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function findAgreement(
  db: Db,
  { partnerId, customerId }: AgreementScope,
  agreementId: string,
): Promise<Agreement | undefined> {
  let query = db.selectFrom("agreement").selectAll().where("partner_id", "=", partnerId).where("id", "=", agreementId);
  if (customerId !== null) query = query.where("customer_id", "=", customerId);
  const row = await query.executeTakeFirst();
  return row === undefined ? undefined : agreementOfRow(row);
}

/** An agreement of a list, with its customer's name. */
export type ListedAgreement = Agreement & { readonly customerName: string; readonly enrollments: number };

export function agreementKey({ number, id }: Pick<Agreement, "number" | "id">): [string, string] {
  return [number, id];
}

/**
 * A page of agreements by number; with `search`, those whose number, or that of one of whose enrollments, begins with it.
 *
 * @param heldBy only those at which this user has a role; null for all
 */
export async function listAgreements(
  db: Db,
  { partnerId, customerId }: AgreementScope,
  filter: { readonly search: string; readonly heldBy: string | null },
  page: PageRequest,
): Promise<Page<ListedAgreement>> {
  const way = readDirection("asc", page.cursor);
  let query = db
    .selectFrom("agreement")
    .innerJoin("customer", "customer.id", "agreement.customer_id")
    .selectAll("agreement")
    .select("customer.name as customer_name")
    .select((eb) =>
      eb
        .selectFrom("enrollment")
        .select((inner) => inner.fn.countAll<number>().as("count"))
        .whereRef("enrollment.agreement_id", "=", "agreement.id")
        .as("enrollment_count"),
    )
    .where("agreement.partner_id", "=", partnerId);
  if (customerId !== null) query = query.where("agreement.customer_id", "=", customerId);
  const { search, heldBy } = filter;
  if (heldBy !== null)
    query = query.where("agreement.id", "in", (eb) =>
      eb
        .selectFrom("agreement_role")
        .select("agreement_id")
        .where("user_id", "=", heldBy)
        .where("withdrawn_at", "is", null),
    );
  if (search !== "") {
    const beyond = `${search}\uffff`;
    query = query.where((eb) =>
      eb.or([
        eb.and([eb("agreement.number", ">=", search), eb("agreement.number", "<=", beyond)]),
        eb(
          "agreement.id",
          "in",
          eb
            .selectFrom("enrollment")
            .select("agreement_id")
            .where("enrollment.partner_id", "=", partnerId)
            .where("enrollment.number", ">=", search)
            .where("enrollment.number", "<=", beyond),
        ),
      ]),
    );
  }
  if (page.cursor !== null) query = query.where(beyondKey(["agreement.number", "agreement.id"], "asc", page.cursor));
  const rows = await query
    .orderBy("agreement.number", way)
    .orderBy("agreement.id", way)
    .limit(page.limit + 1)
    .execute();
  return pageOf(
    rows.map((row) => ({
      ...agreementOfRow(row),
      customerName: row.customer_name,
      enrollments: Number(row.enrollment_count ?? 0),
    })),
    page,
  );
}

/** Stores an enrollment; false where the partner has one of this number. */
export async function insertEnrollment(db: Db, enrollment: Enrollment): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("enrollment")
    .values({
      id: enrollment.id,
      agreement_id: enrollment.agreementId,
      partner_id: enrollment.partnerId,
      customer_id: enrollment.customerId,
      number: enrollment.number,
      organization_name: enrollment.organizationName,
      organization_key: organizationKey(enrollment.organizationName),
      programme: enrollment.programme,
      starts_on: dayColumn(enrollment.startsOn),
      ends_on: dayColumn(enrollment.endsOn),
      predecessor_id: enrollment.predecessorId,
      created_at: instantColumn(enrollment.createdAt),
      created_by: enrollment.createdBy,
    })
    .onConflict((conflict) => conflict.columns(["partner_id", "number"]).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function findEnrollment(
  db: Db,
  { partnerId, customerId }: AgreementScope,
  enrollmentId: string,
  options: { readonly lock: boolean } = { lock: false },
): Promise<Enrollment | undefined> {
  let query = db
    .selectFrom("enrollment")
    .selectAll()
    .where("partner_id", "=", partnerId)
    .where("id", "=", enrollmentId);
  if (customerId !== null) query = query.where("customer_id", "=", customerId);
  const row = await (options.lock ? lockedForChange(db, query) : query).executeTakeFirst();
  return row === undefined ? undefined : enrollmentOfRow(row);
}

/** An enrollment that the portal itself works on, of whichever partner: for jobs and the operator. */
export async function findAnyEnrollment(
  db: Db,
  enrollmentId: string,
  options: { readonly lock: boolean } = { lock: false },
): Promise<Enrollment | undefined> {
  const query = db.selectFrom("enrollment").selectAll().where("id", "=", enrollmentId);
  const row = await (options.lock ? lockedForChange(db, query) : query).executeTakeFirst();
  return row === undefined ? undefined : enrollmentOfRow(row);
}

/** The enrollments of a customer, by number; of one agreement, or of all. A customer has a few, at most some dozens. */
export async function listEnrollments(
  db: Db,
  scope: { readonly partnerId: string; readonly customerId: string; readonly agreementId: string | null },
): Promise<Enrollment[]> {
  let query = db
    .selectFrom("enrollment")
    .selectAll()
    .where("partner_id", "=", scope.partnerId)
    .where("customer_id", "=", scope.customerId);
  if (scope.agreementId !== null) query = query.where("agreement_id", "=", scope.agreementId);
  const rows = await query.orderBy("number").limit(500).execute();
  return rows.map(enrollmentOfRow);
}

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

/** Everybody who was named as contact of an enrollment, the present one last. */
export async function listContacts(db: Db, enrollmentId: string): Promise<EnrollmentContact[]> {
  const rows = await db
    .selectFrom("enrollment_contact")
    .selectAll()
    .where("enrollment_id", "=", enrollmentId)
    .orderBy("from_at")
    .orderBy("id")
    .execute();
  return rows.map(contactOfRow);
}

/** The present contact of an enrollment. */
export async function findContact(db: Db, enrollmentId: string): Promise<EnrollmentContact | undefined> {
  const row = await db
    .selectFrom("enrollment_contact")
    .selectAll()
    .where("enrollment_id", "=", enrollmentId)
    .where("to_at", "is", null)
    .executeTakeFirst();
  return row === undefined ? undefined : contactOfRow(row);
}

/** Puts a contact in place of the one before. The enrollment is held by the caller. */
export async function replaceContact(db: Db, partnerId: string, contact: Omit<EnrollmentContact, "to">): Promise<void> {
  await db
    .updateTable("enrollment_contact")
    .set({ to_at: instantColumn(contact.from) })
    .where("enrollment_id", "=", contact.enrollmentId)
    .where("to_at", "is", null)
    .execute();
  await db
    .insertInto("enrollment_contact")
    .values({
      id: contact.id,
      enrollment_id: contact.enrollmentId,
      partner_id: partnerId,
      name: contact.name,
      email: contact.email,
      language: contact.language,
      from_at: instantColumn(contact.from),
      to_at: null,
      entered_by: contact.enteredBy,
    })
    .execute();
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

/** Enrollments by their ids, of whichever partner: for the operator's lists. */
export async function listEnrollmentsById(db: Db, ids: readonly string[]): Promise<Map<string, Enrollment>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("enrollment")
    .selectAll()
    .where(isAnyOf(db, "id", ids))
    .execute();
  return new Map(rows.map((row) => [row.id, enrollmentOfRow(row)]));
}

function agreementOfRow(row: Selectable<AgreementTable>): Agreement {
  return {
    id: row.id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    number: row.number,
    programme: row.programme,
    createdAt: readInstant(row.created_at),
    createdBy: row.created_by,
  };
}

function enrollmentOfRow(row: Selectable<EnrollmentTable>): Enrollment {
  return {
    id: row.id,
    agreementId: row.agreement_id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    number: row.number,
    organizationName: row.organization_name,
    programme: row.programme,
    startsOn: readDay(row.starts_on),
    endsOn: readDay(row.ends_on),
    predecessorId: row.predecessor_id,
    createdAt: readInstant(row.created_at),
    createdBy: row.created_by,
  };
}

function contactOfRow(row: Selectable<EnrollmentContactTable>): EnrollmentContact {
  return {
    id: row.id,
    enrollmentId: row.enrollment_id,
    name: row.name,
    email: row.email,
    language: row.language,
    from: readInstant(row.from_at),
    to: readInstantOrNull(row.to_at),
    enteredBy: row.entered_by,
  };
}
