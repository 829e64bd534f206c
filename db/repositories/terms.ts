import type { Term } from "#app/domain/subscription/subscription.ts";
import type { Selectable } from "kysely";
import type { Db } from "../client.ts";
import { readDay, readInstant, readMinor } from "../columns.ts";
import type { TermTable } from "../schema.ts";

/**
 * A term as it was begun, with the order line that bought or renewed it and the version of the rules that decided it.
 * How far it is charged is told by its charges.
 */
export type RecordedTerm = Omit<Term, "chargedCycles"> & {
  readonly subscriptionId: string;
  readonly orderId: string;
  readonly lineNumber: number;
  readonly policyVersion: number;
};

/** Stores terms; a second term n of a subscription is refused by the database. At most 1,000 at a time. */
export async function insertTerms(db: Db, rows: readonly Selectable<TermTable>[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto("term")
    .values([...rows])
    .execute();
}

/** The latest terms of a subscription, newest first. */
export async function listTermsOfSubscription(
  db: Db,
  partnerId: string,
  subscriptionId: string,
  limit: number,
): Promise<RecordedTerm[]> {
  const rows = await db
    .selectFrom("term")
    .selectAll()
    .where("subscription_id", "=", subscriptionId)
    .where("partner_id", "=", partnerId)
    .orderBy("term_number", "desc")
    .limit(limit)
    .execute();
  return rows.map(termOfRow);
}

function termOfRow(row: Selectable<TermTable>): RecordedTerm {
  return {
    subscriptionId: row.subscription_id,
    number: row.term_number,
    duration: row.duration,
    billingPlan: row.billing_plan,
    quantity: row.quantity,
    unitPriceMinor: readMinor(row.unit_price_minor),
    currency: row.currency,
    availabilityId: row.availability_id,
    anchorOn: readDay(row.anchor_on),
    anchorTermNumber: row.anchor_term_number,
    startAt: readInstant(row.start_at),
    endAt: readInstant(row.end_at),
    windowOpenedAt: readInstant(row.window_opened_at),
    orderId: row.order_id,
    lineNumber: row.line_number,
    policyVersion: row.policy_version,
  };
}
