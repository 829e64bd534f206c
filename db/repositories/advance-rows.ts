import type { ActivityDraft } from "#app/domain/activity/activity.ts";
import { renewalPolicyVersion } from "#app/domain/policies.ts";
import type { CatchUp, DueStep } from "#app/domain/subscription/catch-up.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import type { Temporal } from "temporal-polyfill";
import type { Selectable } from "kysely";
import type { Db } from "../client.ts";
import { jsonColumn } from "../columns.ts";
import { type BulkColumns, bulkCompareAndSet, bulkInsert } from "../dialects/bulk.ts";
import type { ChargeTable, NoticeTable, OrderLineTable, OrderTable, TermTable } from "../schema.ts";
import { rowOfCharge } from "./charges.ts";
import { rowOfNotice } from "./notices.ts";
import { rowOfOrder, rowOfOrderLine } from "./orders.ts";
import { rowOfSubscription, type SubscriptionRow, termRowOf } from "./subscription-row.ts";

/** One subscription as it was read, and everything that was decided to be due for it. */
export type DecidedAdvance = { readonly row: SubscriptionRow; readonly before: Subscription; readonly due: CatchUp };

/**
 * Writes what was decided for many subscriptions: each record by compare-and-set on its version and term, and only for
 * those that were won their orders, terms, charges and notices. Answers which were won, in order; their log lines are the caller's to append.
 * A second term n or a second charge of a cycle fails with the database's own uniqueness error.
 */
export async function writeAdvances(
  tx: Db,
  advances: readonly DecidedAdvance[],
  context: { at: Temporal.Instant; nextId: () => string },
): Promise<boolean[]> {
  const won = await updateRecords(tx, advances);
  const rows = newRows();
  advances.forEach((advance, index) => {
    if (won[index] === true) collectRows(rows, advance, context);
  });
  await insertIntoOrder(tx, rows.orders);
  await insertIntoOrderLine(tx, rows.lines);
  await insertIntoTerm(tx, rows.terms);
  await insertIntoCharge(tx, rows.charges);
  await insertIntoNotice(tx, rows.notices);
  return won;
}

type RecordChange = ReturnType<typeof changeOf>;

/** The record's columns after a change, with what they must still be. */
function changeOf({ row, before, due }: DecidedAdvance) {
  const record = rowOfSubscription(due.subscription);
  const last = due.steps.at(-1);
  const isRenewed = due.steps.some((step) => step.kind === "renew");
  const reason = last?.kind === "expire" ? last.reason : null;
  return Object.assign(record, {
    // The note of the last look ahead: gone with a new term; of an ended subscription it says why it ended.
    will_not_renew_code: reason?.code ?? (isRenewed ? null : row.will_not_renew_code),
    will_not_renew_json: reason === null ? (isRenewed ? null : row.will_not_renew_json) : jsonColumn(reason),
    expected_version: before.version,
    expected_term_number: before.term.number,
  });
}

/**
 * Three forms of the update, because an index is rewritten for every column named, changed or not: charges alone
 * touch three columns; a renewal the term; an end or a hold whatever there is.
 */
async function updateRecords(tx: Db, advances: readonly DecidedAdvance[]): Promise<boolean[]> {
  const charged: number[] = [];
  const renewed: number[] = [];
  const other: number[] = [];
  advances.forEach(({ due: { steps } }, index) => {
    if (steps.every((step) => step.kind === "charge")) charged.push(index);
    else if (steps.every((step) => step.kind === "charge" || step.kind === "renew")) renewed.push(index);
    else other.push(index);
  });
  const won: boolean[] = advances.map(() => false);
  const write = async (update: typeof updateWhole, indexes: readonly number[]) => {
    const results = await update(tx, indexes.flatMap((index) => advances[index] ?? []).map(changeOf));
    indexes.forEach((index, position) => {
      won[index] = results[position] === true;
    });
  };
  await write(updateCharges, charged);
  await write(updateTerm, renewed);
  await write(updateWhole, other);
  return won;
}

type NewRows = ReturnType<typeof newRows>;

function newRows() {
  return {
    orders: [] as Selectable<OrderTable>[],
    lines: [] as Selectable<OrderLineTable>[],
    terms: [] as Selectable<TermTable>[],
    charges: [] as Selectable<ChargeTable>[],
    notices: [] as Selectable<NoticeTable>[],
  };
}

function collectRows(
  rows: NewRows,
  { due }: DecidedAdvance,
  { at, nextId }: { at: Temporal.Instant; nextId: () => string },
): void {
  for (const step of due.steps) {
    if (step.kind === "renew") {
      const { order, subscription } = step;
      rows.orders.push(rowOfOrder(order));
      for (const line of order.lines) rows.lines.push(rowOfOrderLine(order, line));
      rows.terms.push(termRowOf(subscription, { orderId: order.id, lineNumber: 0 }, renewalPolicyVersion));
    }
    for (const charge of chargesOf(step)) rows.charges.push(rowOfCharge(charge, at));
    for (const notice of noticesOf(step)) rows.notices.push(rowOfNotice(nextId(), notice, at));
  }
}

/** The log lines of those records that were won. */
export function activityOf(advances: readonly DecidedAdvance[], won: readonly boolean[]): ActivityDraft[] {
  return advances.flatMap(({ due }, index) => (won[index] === true ? due.steps.flatMap((step) => step.activity) : []));
}

/** The charges that a step makes. */
export function chargesOf(step: DueStep) {
  return step.kind === "hold" ? [] : step.charges;
}

/** The notices that a step queues. */
export function noticesOf(step: DueStep) {
  return step.kind === "renew" || step.kind === "expire" ? step.notices : [];
}

const conditions = {
  id: "text",
  expected_version: "integer",
  expected_term_number: "integer",
} as const;

const chargeColumns = { charged_cycles: "integer", next_charge_at: "integer", version: "integer" } as const;

const termColumns = {
  next_term_duration: "text",
  next_billing_plan: "text",
  next_quantity: "integer",
  term_number: "integer",
  term_duration: "text",
  billing_plan: "text",
  quantity: "integer",
  unit_price_minor: "integer",
  currency: "text",
  availability_id: "text",
  anchor_on: "text",
  anchor_term_number: "integer",
  term_start_at: "integer",
  term_end_at: "integer",
  window_opened_at: "integer",
  window_ends_at: "integer",
  will_not_renew_code: "text",
  will_not_renew_json: "text",
} as const;

const endColumns = { expired_at: "integer", hold_reason: "text", held_at: "integer" } as const;

function updateOf(columns: Partial<BulkColumns<RecordChange>>) {
  const all = { ...columns, ...conditions } as BulkColumns<RecordChange>;
  return bulkCompareAndSet<"subscription", RecordChange>("subscription", "id", ["version", "term_number"], all);
}

const updateCharges = updateOf(chargeColumns);
const updateTerm = updateOf({ ...chargeColumns, ...termColumns });
const updateWhole = updateOf({ ...chargeColumns, ...termColumns, ...endColumns });

const insertIntoOrder = bulkInsert("order", {
  id: "text",
  partner_id: "text",
  customer_id: "text",
  kind: "text",
  currency: "text",
  ordered_at: "integer",
  ordered_by: "text",
  cart_id: "text",
  alternate_id: "text",
});

const insertIntoOrderLine = bulkInsert("order_line", {
  order_id: "text",
  line_number: "integer",
  partner_id: "text",
  customer_id: "text",
  order_kind: "text",
  ordered_at: "integer",
  product_id: "text",
  sku_id: "text",
  kind: "text",
  term_duration: "text",
  billing_plan: "text",
  quantity: "integer",
  unit_price_minor: "integer",
  currency: "text",
  subscription_id: "text",
  cancelled_at: "integer",
  availability_id: "text",
});

const insertIntoTerm = bulkInsert("term", {
  subscription_id: "text",
  term_number: "integer",
  partner_id: "text",
  duration: "text",
  billing_plan: "text",
  quantity: "integer",
  unit_price_minor: "integer",
  currency: "text",
  availability_id: "text",
  anchor_on: "text",
  anchor_term_number: "integer",
  start_at: "integer",
  end_at: "integer",
  window_opened_at: "integer",
  order_id: "text",
  line_number: "integer",
  policy_version: "integer",
});

const insertIntoCharge = bulkInsert("charge", {
  id: "text",
  partner_id: "text",
  customer_id: "text",
  order_id: "text",
  line_number: "integer",
  subscription_id: "text",
  term_number: "integer",
  cycle_number: "integer",
  starts_on: "text",
  ends_on: "text",
  kind: "text",
  unit_price_minor: "integer",
  quantity: "integer",
  amount_minor: "integer",
  currency: "text",
  charged_at: "integer",
  recorded_at: "integer",
});

const insertIntoNotice = bulkInsert(
  "notice",
  {
    id: "text",
    partner_id: "text",
    customer_id: "text",
    subscription_id: "text",
    term_number: "integer",
    order_id: "text",
    kind: "text",
    dedupe_key: "text",
    facts_json: "text",
    queued_at: "integer",
  },
  { ignoring: "dedupe_key" },
);
