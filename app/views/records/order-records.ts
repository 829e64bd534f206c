import { decideAccess } from "#app/domain/access/permissions.ts";
import { skuKey, type SkuKey } from "#app/domain/catalog/catalog.ts";
import type { Order, OrderLine } from "#app/domain/order/order.ts";
import { hasBegunTerm } from "#app/domain/order/running-term.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { type SkuDetail, skusByKey } from "#db/repositories/catalog.ts";
import type { Customer } from "#db/repositories/customers.ts";
import { findOrder, listOrdersOfCart, listOrdersOfCustomer, orderKey } from "#db/repositories/orders.ts";
import { listSubscriptionsById } from "#db/repositories/subscriptions.ts";
import { findCustomerInScope } from "../customer-head.ts";
import type { ViewContext } from "../view-context.ts";

/** A line of an order as programs read it. */
export type OrderLineRecord = {
  readonly line: OrderLine;
  /** What the line bought or renewed was cancelled. */
  readonly isCancelled: boolean;
  /** False for the purchase of a subscription that has been renewed since. */
  readonly isOfRunningTerm: boolean;
  readonly title: string;
  readonly availabilityId: string | null;
};

/** An order as programs read it. */
export type OrderRecord = {
  readonly order: Order;
  readonly lines: readonly OrderLineRecord[];
  /** The customer's country. */
  readonly market: string;
};

const rowsPerRead = 200;

/** All orders of a customer, the newest first, renewals among them. */
export async function orderRecords(
  context: ViewContext,
  { customerId }: { readonly customerId: string },
): Promise<Result<readonly OrderRecord[]>> {
  const found = await findCustomerInScope(context, "see-orders", customerId);
  if (!found.ok) return found;
  const { partnerId } = found.value;
  const orders: Order[] = [];
  for (;;) {
    const last = orders.at(-1);
    const cursor = last === undefined ? null : { direction: "after" as const, key: orderKey(last) };
    const page = await listOrdersOfCustomer(context.db, partnerId, customerId, { limit: rowsPerRead, cursor });
    orders.push(...page.rows);
    if (!page.hasNext) return ok(await recordsOf(context, found.value, orders));
  }
}

/** One order of a customer. */
export async function orderRecord(
  context: ViewContext,
  params: { readonly customerId: string; readonly orderId: string },
): Promise<Result<OrderRecord>> {
  const found = await findCustomerInScope(context, "see-orders", params.customerId);
  if (!found.ok) return found;
  const order = await findOrder(context.db, found.value.partnerId, params.orderId);
  if (order === undefined || order.customerId !== found.value.id) return refused({ code: "not-found", what: "order" });
  const [record] = await recordsOf(context, found.value, [order]);
  return record === undefined ? refused({ code: "not-found", what: "order" }) : ok(record);
}

/** The same for whoever may ask how far an order is carried out. Rule: global admin and admin agent. */
export async function provisioningRecord(
  context: ViewContext,
  params: { readonly customerId: string; readonly orderId: string },
): Promise<Result<OrderRecord>> {
  const record = await orderRecord(context, params);
  const access = decideAccess(context.actor, "buy");
  return record.ok && !access.ok ? access : record;
}

/** The orders that the checkout of a cart made. */
export async function ordersOfCartRecords(
  context: ViewContext,
  params: { readonly customerId: string; readonly cartId: string },
): Promise<Result<readonly OrderRecord[]>> {
  const found = await findCustomerInScope(context, "see-orders", params.customerId);
  if (!found.ok) return found;
  const orders = await listOrdersOfCart(context.db, found.value.partnerId, params.cartId);
  const own = orders.filter((order) => order.customerId === found.value.id);
  return ok(await recordsOf(context, found.value, own));
}

async function recordsOf({ db }: ViewContext, customer: Customer, orders: readonly Order[]): Promise<OrderRecord[]> {
  const lines = orders.flatMap((order) => order.lines);
  const skus = await skusByKey(
    db,
    lines.map(({ productId, skuId }) => skuKey(productId, skuId)),
  );
  const subscriptions = await listSubscriptionsById(
    db,
    customer.partnerId,
    lines.flatMap(({ subscriptionId }) => subscriptionId ?? []),
  );
  return orders.map((order) => ({
    order,
    market: customer.country,
    lines: order.lines.map((line) => {
      const subscription = line.subscriptionId === null ? undefined : subscriptions.get(line.subscriptionId);
      // A cancellation ends the running term, and so the line that bought or renewed just that one.
      const isOfRunningTerm = subscription === undefined || hasBegunTerm(order, subscription);
      return {
        line,
        isCancelled:
          line.cancelledAt !== null ||
          (isOfRunningTerm && subscription !== undefined && subscription.cancelledAt !== null),
        isOfRunningTerm,
        title: titleOf(line, skus),
        availabilityId: line.availabilityId ?? subscription?.term.availabilityId ?? null,
      };
    }),
  }));
}

function titleOf(line: OrderLine, skus: ReadonlyMap<SkuKey, SkuDetail>): string {
  return skus.get(skuKey(line.productId, line.skuId))?.title ?? `${line.productId}:${line.skuId}`;
}
