import type { Selectable } from "kysely";
import { type Agreement, type Enrollment, organizationKey } from "#app/domain/agreements/agreement.ts";
import type { Db } from "../client.ts";
import { dayColumn, instantColumn, readDay, readInstant } from "../columns.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { AgreementTable, EnrollmentTable } from "../schema.ts";

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
