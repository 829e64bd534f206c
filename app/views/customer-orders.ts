import { skuKey, type SkuKey } from "#app/domain/catalog/catalog.ts";
import { assertMinor, timesQuantity } from "#app/domain/money/money.ts";
import type { Order, OrderKind } from "#app/domain/order/order.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { type ListedSku, listedSkusByKey } from "#db/repositories/catalog.ts";
import { listOrdersOfCustomer, orderKey } from "#db/repositories/orders.ts";
import { displayNamesById } from "#db/repositories/user-names.ts";
import { type CustomerHead, customerHeadOf, findCustomerInScope } from "./customer-head.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { type Format, formatFor, type InstantText, type MoneyText } from "./format.ts";
import { type ProductText, productTextOf } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

export type OrderSummary = {
  readonly id: string;
  readonly kind: OrderKind;
  readonly orderedAt: InstantText;
  /** Name of the user who bought; null for a renewal, which nobody bought. */
  readonly orderedBy: string | null;
  readonly lines: readonly {
    readonly number: number;
    readonly product: ProductText;
    readonly quantity: number;
    readonly quantityText: string;
    readonly subscriptionId: string | null;
    readonly isCancelled: boolean;
  }[];
  /** Unit prices times quantities: what was charged with the order. */
  readonly total: MoneyText;
};

export type CustomerOrdersView = {
  readonly customer: CustomerHead;
  readonly orders: readonly OrderSummary[];
  readonly links: PageLinks;
};

/** The order history of a customer, newest first, renewals included. */
export async function customerOrdersView(
  context: ViewContext,
  params: PageParams & { readonly customerId: string },
): Promise<Result<CustomerOrdersView>> {
  const found = await findCustomerInScope(context, "see-orders", params.customerId);
  if (!found.ok) return found;
  const customer = found.value;
  const { db } = context;
  const request = pageRequestOf(params, ["number", "string"]);
  const page = await listOrdersOfCustomer(db, customer.partnerId, customer.id, request);
  const lines = page.rows.flatMap((order) => order.lines);
  const skus = await listedSkusByKey(
    db,
    lines.map(({ productId, skuId }) => skuKey(productId, skuId)),
  );
  const names = await displayNamesById(
    db,
    customer.partnerId,
    page.rows.flatMap(({ orderedBy }) => orderedBy ?? []),
  );
  const format = formatFor(context.reader);
  return ok({
    customer: customerHeadOf(customer, context, format),
    orders: page.rows.map((order) => orderSummaryOf(order, skus, names, format)),
    links: pageLinksOf(page, orderKey),
  });
}

function orderSummaryOf(
  order: Order,
  skus: ReadonlyMap<SkuKey, ListedSku>,
  names: ReadonlyMap<string, string>,
  format: Format,
): OrderSummary {
  return {
    id: order.id,
    kind: order.kind,
    orderedAt: format.instant(order.orderedAt),
    orderedBy: order.orderedBy === null ? null : (names.get(order.orderedBy) ?? null),
    lines: order.lines.map((line) => ({
      number: line.number,
      product: productTextOf(line, skus),
      quantity: line.quantity,
      quantityText: format.number(line.quantity),
      subscriptionId: line.subscriptionId,
      isCancelled: line.cancelledAt !== null,
    })),
    total: format.money(totalOfOrder(order), order.currency),
  };
}

/** What was charged with an order: one charge per line. */
export function totalOfOrder(order: Order): number {
  return assertMinor(order.lines.reduce((sum, line) => sum + timesQuantity(line.unitPriceMinor, line.quantity), 0));
}
