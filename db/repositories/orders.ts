import type { PerpetualPurchase } from "#app/domain/billing/perpetual.ts";
import type { Order, OrderKind, OrderLine } from "#app/domain/order/order.ts";
import { type Selectable, sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { unindexed } from "../dialects/unindexed.ts";
import { countUpTo } from "../count-up-to.ts";
import { instantColumn, instantColumnOrNull, readInstant, readInstantOrNull, readMinor } from "../columns.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { OrderLineTable, OrderTable, Database } from "../schema.ts";

/** A line with what it belongs to, for lists that look across orders. */
export type PlacedLine = OrderLine & {
  readonly orderId: string;
  readonly partnerId: string;
  readonly customerId: string;
  readonly orderKind: OrderKind;
  readonly orderedAt: Temporal.Instant;
  readonly currency: Order["currency"];
};

/** A placed line of perpetual software as the decisions about it know it. */
export function perpetualPurchaseOf(line: PlacedLine): PerpetualPurchase {
  return { ...line, lineNumber: line.number, purchasedAt: line.orderedAt };
}

/** Stores orders with their lines. Both together at most a few hundred at a time. */
export async function insertOrders(db: Db, orders: readonly Order[]): Promise<void> {
  if (orders.length === 0) return;
  await db.insertInto("order").values(orders.map(rowOfOrder)).execute();
  await db
    .insertInto("order_line")
    .values(orders.flatMap((order) => order.lines.map((line) => rowOfOrderLine(order, line))))
    .execute();
}

/** The row of an order, without its lines. */
export function rowOfOrder(order: Order): Selectable<OrderTable> {
  return {
    id: order.id,
    partner_id: order.partnerId,
    customer_id: order.customerId,
    kind: order.kind,
    currency: order.currency,
    ordered_at: instantColumn(order.orderedAt),
    ordered_by: order.orderedBy,
    cart_id: order.cartId ?? null,
    alternate_id: order.alternateId ?? null,
  };
}

/** The row of one line of an order. */
export function rowOfOrderLine(order: Order, line: OrderLine): Selectable<OrderLineTable> {
  return {
    order_id: order.id,
    line_number: line.number,
    partner_id: order.partnerId,
    customer_id: order.customerId,
    order_kind: order.kind,
    ordered_at: instantColumn(order.orderedAt),
    product_id: line.productId,
    sku_id: line.skuId,
    kind: line.kind,
    term_duration: line.termDuration,
    billing_plan: line.billingPlan,
    quantity: line.quantity,
    unit_price_minor: line.unitPriceMinor,
    currency: order.currency,
    subscription_id: line.subscriptionId,
    cancelled_at: instantColumnOrNull(line.cancelledAt),
    availability_id: line.availabilityId ?? null,
  };
}

function lineOfRow(row: Selectable<OrderLineTable>): OrderLine {
  return {
    number: row.line_number,
    productId: row.product_id,
    skuId: row.sku_id,
    kind: row.kind,
    termDuration: row.term_duration,
    billingPlan: row.billing_plan,
    quantity: row.quantity,
    unitPriceMinor: readMinor(row.unit_price_minor),
    subscriptionId: row.subscription_id,
    cancelledAt: readInstantOrNull(row.cancelled_at),
    availabilityId: row.availability_id,
  };
}

function placedLineOfRow(row: Selectable<OrderLineTable>): PlacedLine {
  return {
    ...lineOfRow(row),
    orderId: row.order_id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    orderKind: row.order_kind,
    orderedAt: readInstant(row.ordered_at),
    currency: row.currency,
  };
}

function orderOfRows(row: Selectable<OrderTable>, lines: readonly Selectable<OrderLineTable>[]): Order {
  return {
    id: row.id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    kind: row.kind,
    currency: row.currency,
    orderedAt: readInstant(row.ordered_at),
    orderedBy: row.ordered_by,
    cartId: row.cart_id,
    alternateId: row.alternate_id,
    lines: lines.map(lineOfRow),
  };
}

/** An order of a partner with its lines; undefined also where it belongs to another one. */
export async function findOrder(db: Db, partnerId: string, orderId: string): Promise<Order | undefined> {
  const row = await db
    .selectFrom("order")
    .selectAll()
    .where("id", "=", orderId)
    .where("partner_id", "=", partnerId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return orderOfRows(row, await linesOfOrders(db, partnerId, [orderId]));
}

async function linesOfOrders(
  db: Db,
  partnerId: string,
  orderIds: readonly string[],
): Promise<Selectable<OrderLineTable>[]> {
  return db
    .selectFrom("order_line")
    .selectAll()
    .where(isAnyOf(db, "order_id", orderIds))
    .where(unindexed<string, Database>(db, "partner_id"), "=", partnerId)
    .orderBy("order_id")
    .orderBy("line_number")
    .execute();
}

/** The orders that one checkout of a cart made, in the order in which they were made. */
export async function listOrdersOfCart(db: Db, partnerId: string, cartId: string): Promise<Order[]> {
  const rows = await db
    .selectFrom("order")
    .selectAll()
    .where("cart_id", "=", cartId)
    .where("partner_id", "=", partnerId)
    .orderBy("id")
    .execute();
  if (rows.length === 0) return [];
  const lines = await linesOfOrders(
    db,
    partnerId,
    rows.map(({ id }) => id),
  );
  return rows.map((row) =>
    orderOfRows(
      row,
      lines.filter((line) => line.order_id === row.id),
    ),
  );
}

/** The second numbers of some orders, of those that have one. */
export async function alternateIdsOf(
  db: Db,
  partnerId: string,
  orderIds: readonly string[],
): Promise<Map<string, string>> {
  if (orderIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("order")
    .select(["id", "alternate_id"])
    .where(isAnyOf(db, "id", [...new Set(orderIds)]))
    .where(unindexed<string, Database>(db, "partner_id"), "=", partnerId)
    .where("alternate_id", "is not", null)
    .execute();
  return new Map(rows.flatMap((row) => (row.alternate_id === null ? [] : [[row.id, row.alternate_id] as const])));
}

/** The key of an order in the history, for the cursor of the next page. */
export function orderKey(order: Order): (string | number)[] {
  return [order.orderedAt.epochMilliseconds, order.id];
}

/** One page of the orders of a customer with their lines, newest first. */
export async function listOrdersOfCustomer(
  db: Db,
  partnerId: string,
  customerId: string,
  page: PageRequest,
): Promise<Page<Order>> {
  const way = readDirection("desc", page.cursor);
  let query = db
    .selectFrom("order")
    .selectAll()
    .where("partner_id", "=", partnerId)
    .where("customer_id", "=", customerId);
  if (page.cursor !== null) query = query.where(beyondKey(["ordered_at", "id"], "desc", page.cursor));
  const rows = await query
    .orderBy("ordered_at", way)
    .orderBy("id", way)
    .limit(page.limit + 1)
    .execute();
  const found = pageOf(rows, page);
  if (found.rows.length === 0) return { ...found, rows: [] };
  const lines = await linesOfOrders(
    db,
    partnerId,
    found.rows.map(({ id }) => id),
  );
  const byOrder = new Map<string, Selectable<OrderLineTable>[]>();
  for (const line of lines) byOrder.set(line.order_id, [...(byOrder.get(line.order_id) ?? []), line]);
  return { ...found, rows: found.rows.map((row) => orderOfRows(row, byOrder.get(row.id) ?? [])) };
}

/** Counts the orders of a customer, no further than `countMax`. */
export async function countOrdersUpTo(
  db: Db,
  partnerId: string,
  customerId: string,
  countMax: number,
): Promise<number> {
  const orders = db
    .selectFrom("order")
    .select("id")
    .where("partner_id", "=", partnerId)
    .where("customer_id", "=", customerId)
    .orderBy("ordered_at");
  return countUpTo(db, orders, countMax);
}

/** One line; locked where the caller is about to change it. */
export async function findOrderLine(
  db: Db,
  partnerId: string,
  orderId: string,
  lineNumber: number,
  options: { readonly lock: boolean } = { lock: false },
): Promise<PlacedLine | undefined> {
  const query = db
    .selectFrom("order_line")
    .selectAll()
    .where("order_id", "=", orderId)
    .where("line_number", "=", lineNumber)
    .where("partner_id", "=", partnerId);
  const row = await (options.lock ? lockedForChange(db, query) : query).executeTakeFirst();
  return row === undefined ? undefined : placedLineOfRow(row);
}

/** Marks a line of perpetual software as cancelled; false where it already was. */
export async function markOrderLineCancelled(
  db: Db,
  purchase: Pick<PerpetualPurchase, "partnerId" | "orderId" | "lineNumber">,
  cancelledAt: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("order_line")
    .set({ cancelled_at: instantColumn(cancelledAt) })
    .where("order_id", "=", purchase.orderId)
    .where("line_number", "=", purchase.lineNumber)
    .where("partner_id", "=", purchase.partnerId)
    .where("subscription_id", "is", null)
    .where("cancelled_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** The key of a purchased line in lists of software, for the cursor of the next page. */
export function purchaseKey(line: PlacedLine): (string | number)[] {
  return [line.orderedAt.epochMilliseconds, line.orderId, line.number];
}

/** One page of everything that was bought for a customer, whatever became of it, newest first. Renewals are not purchases. */
export async function listPurchaseLines(
  db: Db,
  partnerId: string,
  customerId: string,
  page: PageRequest,
): Promise<Page<PlacedLine>> {
  const way = readDirection("desc", page.cursor);
  let query = db
    .selectFrom("order_line")
    .selectAll()
    .where("partner_id", "=", partnerId)
    .where("customer_id", "=", customerId)
    .where(sql<boolean>`order_kind = 'purchase'`);
  if (page.cursor !== null)
    query = query.where(beyondKey(["ordered_at", "order_id", "line_number"], "desc", page.cursor));
  const rows = await query
    .orderBy("ordered_at", way)
    .orderBy("order_id", way)
    .orderBy("line_number", way)
    .limit(page.limit + 1)
    .execute();
  return pageOf(rows.map(placedLineOfRow), page);
}

/** The purchases of one product of perpetual software for a customer, newest first. */
export async function listPerpetualLinesOfProduct(
  db: Db,
  partnerId: string,
  customerId: string,
  productId: string,
  limit: number,
): Promise<PlacedLine[]> {
  const rows = await db
    .selectFrom("order_line")
    .selectAll()
    .where("partner_id", "=", partnerId)
    .where("customer_id", "=", customerId)
    .where("product_id", "=", productId)
    .where("subscription_id", "is", null)
    .orderBy("ordered_at", "desc")
    .orderBy("order_id", "desc")
    .orderBy("line_number", "desc")
    .limit(limit)
    .execute();
  return rows.map(placedLineOfRow);
}

/** A partner's perpetual purchases since an instant that were not cancelled, oldest first: whose window closes soonest. */
export async function listPerpetualLinesSince(
  db: Db,
  partnerId: string,
  since: Temporal.Instant,
  options: { readonly customerId: string | null; readonly limit: number },
): Promise<PlacedLine[]> {
  let query = db
    .selectFrom("order_line")
    .selectAll()
    .where("partner_id", "=", partnerId)
    .where("ordered_at", ">=", instantColumn(since))
    .where("subscription_id", "is", null)
    .where("cancelled_at", "is", null);
  if (options.customerId !== null) query = query.where("customer_id", "=", options.customerId);
  const rows = await query
    .orderBy("ordered_at")
    .orderBy("order_id")
    .orderBy("line_number")
    .limit(options.limit)
    .execute();
  return rows.map(placedLineOfRow);
}
