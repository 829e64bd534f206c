import type { OrderLineRecord, OrderRecord } from "#app/views/records/order-records.ts";
import type { BillingPlan } from "#app/domain/catalog/terms.ts";
import { instantText } from "./dates.ts";
import { type Link, linkTo } from "./links.ts";
import {
  amountOf,
  billingCycleOf,
  catalogItemIdOf,
  catalogLinks,
  customerPath,
  pricingOf,
  symbolOf,
} from "./trade-words.ts";

export type OrderOptions = { readonly isPriceIncluded: boolean };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-([0-9a-f]{12})$/;

/** The twelve hexadecimal digits that an order is also known by: noted with it, or the last ones of our own id. */
export function alternateIdOf(orderId: string, noted: string | null | undefined): string | undefined {
  return noted ?? uuid.exec(orderId)?.[1];
}

/** An order with every documented property. Cancelled lines have quantity 0. */
export function orderOnWire(record: OrderRecord, options: OrderOptions): Readonly<Record<string, unknown>> {
  const { order, lines, market } = record;
  const path = customerPath(order.customerId, "orders", order.id);
  const isCancelled = lines.length > 0 && lines.every((line) => line.isCancelled);
  return {
    id: order.id,
    alternateId: alternateIdOf(order.id, order.alternateId),
    referenceCustomerId: order.customerId,
    billingCycle: billingCycleOf(planOfOrder(record)),
    currencyCode: order.currency,
    currencySymbol: symbolOf(order.currency),
    lineItems: lines.map((line) => lineOnWire(record, line, options)),
    creationDate: instantText(order.orderedAt),
    status: isCancelled ? "cancelled" : "completed",
    transactionType: order.kind === "renewal" ? "SystemPurchase" : "UserPurchase",
    totalPrice: options.isPriceIncluded ? totalOf(record) : undefined,
    client: { marketplaceCountry: market, deviceFamily: "UniversalStore-PartnerCenter", name: "Partner Center API" },
    links: {
      self: linkTo(path),
      provisioningStatus: linkTo(`${path}/provisioningstatus`),
      patchOperation: linkTo(path, "PATCH"),
    },
    attributes: { objectType: "Order" },
  };
}

/** The plan of an order; where a page's checkout put several plans into one order, that of its first line. */
export function planOfOrder({ order }: OrderRecord): BillingPlan {
  return order.lines[0]?.billingPlan ?? "one-time";
}

/** Whether an order has a line of a plan; what `billingType=` asks. */
export function hasPlan({ order }: OrderRecord, plan: BillingPlan): boolean {
  return order.lines.some((line) => line.billingPlan === plan);
}

/** What the order came to when it was placed, before tax. */
function totalOf({ order }: OrderRecord): number {
  const totalMinor = order.lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0);
  return amountOf(totalMinor, order.currency);
}

function lineOnWire(record: OrderRecord, item: OrderLineRecord, { isPriceIncluded }: OrderOptions) {
  const { order } = record;
  const { line, availabilityId } = item;
  return {
    lineItemNumber: line.number,
    offerId: catalogItemIdOf(line.productId, line.skuId, availabilityId),
    subscriptionId: line.subscriptionId ?? undefined,
    termDuration: line.termDuration ?? undefined,
    transactionType: order.kind === "renewal" ? "Renew" : "New",
    friendlyName: item.title,
    quantity: item.isCancelled ? 0 : line.quantity,
    pricing: isPriceIncluded ? pricingOf(line.unitPriceMinor, line.quantity, order.currency) : undefined,
    links: lineLinks(record, item),
  };
}

function lineLinks({ order, market }: OrderRecord, { line, availabilityId }: OrderLineRecord): Record<string, Link> {
  const links: Record<string, Link> = { ...catalogLinks(line, availabilityId, market) };
  if (line.subscriptionId !== null)
    links["subscription"] = linkTo(customerPath(order.customerId, "subscriptions", line.subscriptionId));
  const path = customerPath(order.customerId, "orders", order.id);
  links["provisioningStatus"] = linkTo(`${path}/provisioningstatus`);
  links["activationLinks"] = linkTo(`${path}/lineitems/${line.number}/activationlinks`);
  return links;
}

/** Provisioning of the lines of an order: all of it is there, but for what was cancelled. */
export function orderProvisioningOnWire({ lines }: OrderRecord): readonly Readonly<Record<string, unknown>>[] {
  return lines.map(({ line, isCancelled }) => {
    const status = isCancelled ? "unfulfilled" : "fulfilled";
    return {
      orderLineItemId: String(line.number),
      lineItemNumber: line.number,
      status,
      quantityProvisioningInformation: [{ quantity: line.quantity, status }],
    };
  });
}
