import type { Charge, Credit } from "#app/domain/billing/charge.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import { type Money, money } from "#app/domain/money/money.ts";
import { type Selectable, sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { unindexed } from "../dialects/unindexed.ts";
import { dayColumnOrNull, instantColumn, readDay, readInstant, readMinor } from "../columns.ts";
import type { ChargeTable, CreditTable, Database } from "../schema.ts";

/** Stores charges. `recordedAt` is when they were made, later than their date after a downtime. At most 1,000 at a time. */
export async function insertCharges(db: Db, recordedAt: Temporal.Instant, charges: readonly Charge[]): Promise<void> {
  if (charges.length === 0) return;
  await db
    .insertInto("charge")
    .values(charges.map((charge) => rowOfCharge(charge, recordedAt)))
    .execute();
}

/** The row of a charge. */
export function rowOfCharge(charge: Charge, recordedAt: Temporal.Instant): Selectable<ChargeTable> {
  return {
    id: charge.id,
    partner_id: charge.partnerId,
    customer_id: charge.customerId,
    order_id: charge.orderId,
    line_number: charge.lineNumber,
    subscription_id: charge.subscriptionId,
    term_number: charge.termNumber,
    cycle_number: charge.cycleNumber,
    starts_on: dayColumnOrNull(charge.cycle?.startsOn ?? null),
    ends_on: dayColumnOrNull(charge.cycle?.endsOn ?? null),
    kind: charge.kind,
    unit_price_minor: charge.unitPriceMinor,
    quantity: charge.quantity,
    amount_minor: charge.amountMinor,
    currency: charge.currency,
    charged_at: instantColumn(charge.chargedAt),
    recorded_at: instantColumn(recordedAt),
  };
}

export function chargeOfRow(row: Selectable<ChargeTable>): Charge {
  return {
    id: row.id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    orderId: row.order_id,
    lineNumber: row.line_number,
    subscriptionId: row.subscription_id,
    termNumber: row.term_number,
    cycleNumber: row.cycle_number,
    cycle:
      row.starts_on === null || row.ends_on === null
        ? null
        : { startsOn: readDay(row.starts_on), endsOn: readDay(row.ends_on) },
    kind: row.kind,
    unitPriceMinor: readMinor(row.unit_price_minor),
    quantity: row.quantity,
    amountMinor: readMinor(row.amount_minor),
    currency: row.currency,
    chargedAt: readInstant(row.charged_at),
  };
}

/** Stores credits together with the amounts of their charges, which the database holds against each other. */
export async function insertCredits(
  db: Db,
  credits: readonly { readonly credit: Credit; readonly chargeAmountMinor: number }[],
): Promise<void> {
  if (credits.length === 0) return;
  await db
    .insertInto("credit")
    .values(
      credits.map(({ credit, chargeAmountMinor }) => ({
        id: credit.id,
        partner_id: credit.partnerId,
        customer_id: credit.customerId,
        charge_id: credit.chargeId,
        charge_amount_minor: chargeAmountMinor,
        kind: credit.kind,
        amount_minor: credit.amountMinor,
        currency: credit.currency,
        credited_at: instantColumn(credit.creditedAt),
      })),
    )
    .execute();
}

export function creditOfRow(row: Selectable<CreditTable>): Credit {
  return {
    id: row.id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    chargeId: row.charge_id,
    kind: row.kind,
    amountMinor: readMinor(row.amount_minor),
    currency: row.currency,
    creditedAt: readInstant(row.credited_at),
  };
}

/** The charges of one term of a subscription, in the order of its cycles. */
export async function listChargesOfTerm(
  db: Db,
  partnerId: string,
  subscriptionId: string,
  termNumber: number,
): Promise<Charge[]> {
  const rows = await db
    .selectFrom("charge")
    .selectAll()
    .where("subscription_id", "=", subscriptionId)
    .where("term_number", "=", termNumber)
    .where("partner_id", "=", partnerId)
    .orderBy("cycle_number")
    .execute();
  return rows.map(chargeOfRow);
}

/** The latest charges of a subscription, newest first. */
export async function listChargesOfSubscription(
  db: Db,
  partnerId: string,
  subscriptionId: string,
  limit: number,
): Promise<Charge[]> {
  const rows = await db
    .selectFrom("charge")
    .selectAll()
    .where("subscription_id", "=", subscriptionId)
    .where("partner_id", "=", partnerId)
    .orderBy("term_number", "desc")
    .orderBy("cycle_number", "desc")
    .limit(limit)
    .execute();
  return rows.map(chargeOfRow);
}

/** The charges of the lines of one order, the first of each line first. */
export async function listChargesOfOrder(db: Db, partnerId: string, orderId: string, limit: number): Promise<Charge[]> {
  const rows = await db
    .selectFrom("charge")
    .selectAll()
    .where("order_id", "=", orderId)
    .where("partner_id", "=", partnerId)
    .orderBy("line_number")
    .orderBy("charged_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(chargeOfRow);
}

/** The one charge of a line of perpetual software. */
export async function findChargeOfPurchase(
  db: Db,
  partnerId: string,
  orderId: string,
  lineNumber: number,
): Promise<Charge | undefined> {
  const row = await db
    .selectFrom("charge")
    .selectAll()
    .where("order_id", "=", orderId)
    .where("line_number", "=", lineNumber)
    .where("subscription_id", "is", null)
    .where("partner_id", "=", partnerId)
    .executeTakeFirst();
  return row === undefined ? undefined : chargeOfRow(row);
}

/** The credits of some charges. */
export async function listCreditsOfCharges(db: Db, partnerId: string, chargeIds: readonly string[]): Promise<Credit[]> {
  if (chargeIds.length === 0) return [];
  const rows = await db
    .selectFrom("credit")
    .selectAll()
    .where(isAnyOf(db, "charge_id", chargeIds))
    .where(unindexed<string, Database>(db, "partner_id"), "=", partnerId)
    .orderBy("credited_at")
    .orderBy("id")
    .execute();
  return rows.map(creditOfRow);
}

type Stretch = { readonly from: Temporal.Instant; readonly until: Temporal.Instant };

/** What a customer was charged, less what was credited, dated in a stretch of time; one sum per currency. */
export async function sumSpendingOfCustomer(
  db: Db,
  partnerId: string,
  customerId: string,
  { from, until }: Stretch,
): Promise<Money[]> {
  const charged = db
    .selectFrom("charge")
    .select(["currency", sql<number>`amount_minor`.as("amount_minor")])
    .where("partner_id", "=", partnerId)
    .where("customer_id", "=", customerId)
    .where("charged_at", ">=", instantColumn(from))
    .where("charged_at", "<", instantColumn(until));
  const credited = db
    .selectFrom("credit")
    .select(["currency", sql<number>`-amount_minor`.as("amount_minor")])
    .where("partner_id", "=", partnerId)
    .where("customer_id", "=", customerId)
    .where("credited_at", ">=", instantColumn(from))
    .where("credited_at", "<", instantColumn(until));
  const rows = await db
    .selectFrom(charged.unionAll(credited).as("movement"))
    .select(["currency", wholeSum("amount_minor").as("amount_minor")])
    .groupBy("currency")
    .orderBy("currency")
    .execute();
  return rows.map((row) => money(row.amount_minor, row.currency as Currency));
}

/** A sum as a whole number; PostgreSQL would make a decimal of it. */
function wholeSum(column: string) {
  return sql<number>`cast(sum(${sql.ref(column)}) as bigint)`;
}
