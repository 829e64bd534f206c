import type { Temporal } from "temporal-polyfill";
import type { Enrollment } from "#app/domain/agreements/agreement.ts";
import type { AccountLink, LinkCause, MilestoneKind } from "#app/domain/service-activation/records.ts";
import type { Db } from "../client.ts";
import { dayColumn, instantColumn, readInstant } from "../columns.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";

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
