import type { Selectable } from "kysely";
import type { EnrollmentContact } from "#app/domain/agreements/agreement.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstant, readInstantOrNull } from "../columns.ts";
import type { EnrollmentContactTable } from "../schema.ts";

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
