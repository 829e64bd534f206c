import type { ExpressionBuilder, Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { ActivationCaseKind } from "#app/domain/service-activation/records.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstant, readInstantOrNull } from "../columns.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import type { ActivationCaseTable, Database } from "../schema.ts";

/** What a support request about an enrollment is for. */
export type ActivationCase = {
  readonly requestId: string;
  readonly partnerId: string;
  readonly customerId: string;
  readonly enrollmentId: string;
  readonly serviceId: string | null;
  readonly kind: ActivationCaseKind;
  /** The right account, where licences went to the wrong one. */
  readonly toAccountId: string | null;
  readonly openedAt: Temporal.Instant;
  readonly doneAt: Temporal.Instant | null;
  /** When its request was answered or closed: it is no longer owed an answer, also where it is not settled. */
  readonly answeredAt: Temporal.Instant | null;
};

export async function insertActivationCase(db: Db, one: Omit<ActivationCase, "doneAt" | "answeredAt">): Promise<void> {
  await db
    .insertInto("activation_case")
    .values({
      request_id: one.requestId,
      partner_id: one.partnerId,
      customer_id: one.customerId,
      enrollment_id: one.enrollmentId,
      service_id: one.serviceId,
      kind: one.kind,
      to_account_id: one.toAccountId,
      opened_at: instantColumn(one.openedAt),
      done_at: null,
      done_by: null,
    })
    .execute();
}

/** A case, of whichever partner: for the operator. */
export async function findActivationCase(
  db: Db,
  requestId: string,
  options: { readonly lock: boolean } = { lock: false },
): Promise<ActivationCase | undefined> {
  const query = db.selectFrom("activation_case").selectAll().select(answeredAt).where("request_id", "=", requestId);
  const row = await (options.lock ? lockedForChange(db, query) : query).executeTakeFirst();
  return row === undefined ? undefined : caseOfRow(row);
}

/** Cases that wait for the operator, oldest first. */
export async function listOpenCases(db: Db, limit: number): Promise<ActivationCase[]> {
  const rows = await db
    .selectFrom("activation_case")
    .selectAll()
    .select(answeredAt)
    .where("done_at", "is", null)
    .orderBy("opened_at")
    .orderBy("request_id")
    .limit(limit)
    .execute();
  return rows.map(caseOfRow);
}

/** Marks a case as done; false where it was before. */
export async function finishActivationCase(
  db: Db,
  requestId: string,
  done: { readonly by: string; readonly at: Temporal.Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("activation_case")
    .set({ done_at: instantColumn(done.at), done_by: done.by })
    .where("request_id", "=", requestId)
    .where("done_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

function answeredAt(eb: ExpressionBuilder<Database, "activation_case">) {
  return eb
    .selectFrom("support_request")
    .select((request) => request.fn.coalesce("support_request.answered_at", "support_request.closed_at").as("at"))
    .whereRef("support_request.id", "=", "activation_case.request_id")
    .as("answered_at");
}

function caseOfRow(row: Selectable<ActivationCaseTable> & { readonly answered_at: number | null }): ActivationCase {
  return {
    requestId: row.request_id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    enrollmentId: row.enrollment_id,
    serviceId: row.service_id,
    kind: row.kind,
    toAccountId: row.to_account_id,
    openedAt: readInstant(row.opened_at),
    doneAt: readInstantOrNull(row.done_at),
    answeredAt: readInstantOrNull(row.answered_at),
  };
}
