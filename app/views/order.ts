import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { availablePerpetualActions } from "#app/domain/billing/perpetual-actions.ts";
import { perpetualDaysLeft } from "#app/domain/billing/perpetual.ts";
import type { Charge, Credit } from "#app/domain/billing/charge.ts";
import { skuKey, type SkuKey } from "#app/domain/catalog/catalog.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import { assertMinor, timesQuantity } from "#app/domain/money/money.ts";
import type { Order, OrderKind, OrderLine } from "#app/domain/order/order.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { statusAt } from "#app/domain/subscription/status.ts";
import type { Subscription, SubscriptionStatus } from "#app/domain/subscription/subscription.ts";
import { type SkuDetail, skusByKey } from "#db/repositories/catalog.ts";
import { listChargesOfOrder, listCreditsOfCharges } from "#db/repositories/charges.ts";
import { findCustomer } from "#db/repositories/customers.ts";
import { findOrder } from "#db/repositories/orders.ts";
import { findPortalSetting, type PortalSettings } from "#db/repositories/portal-settings.ts";
import { listSubscriptionsById } from "#db/repositories/subscriptions.ts";
import { displayNamesById } from "#db/repositories/user-names.ts";
import { type ChargeText, chargeTextOf } from "./charge-text.ts";
import { type CustomerHead, customerHeadOf } from "./customer-head.ts";
import { type Format, formatFor, type InstantText, type MoneyText } from "./format.ts";
import { totalOfOrder } from "./customer-orders.ts";
import { type ProductText, productTextOf } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

export type OrderLineView = {
  readonly number: number;
  readonly product: ProductText;
  readonly quantity: number;
  readonly quantityText: string;
  readonly unitPrice: MoneyText;
  readonly total: MoneyText;
  readonly termDuration: TermDuration | null;
  readonly billingPlan: BillingPlan;
  readonly subscriptionId: string | null;
  /** The line that keys and downloads belong to: that of the purchase, also for what a renewal bought. */
  readonly entitlement: { readonly orderId: string; readonly lineNumber: number };
  /** `owned`: perpetual software that was not cancelled. */
  readonly status: SubscriptionStatus | "owned";
  readonly cancelledAt: InstantText | null;
  readonly needsKey: boolean;
  readonly needsDownload: boolean;
  /** Perpetual software only. */
  readonly cancellation: { readonly refusal: Refusal | null; readonly daysLeft: number | null } | null;
};

export type OrderView = {
  readonly customer: CustomerHead;
  readonly id: string;
  readonly kind: OrderKind;
  readonly orderedAt: InstantText;
  readonly orderedBy: string | null;
  readonly lines: readonly OrderLineView[];
  /** Charged with the order. */
  readonly total: MoneyText;
  readonly charges: readonly ChargeText[];
  readonly charged: MoneyText;
  readonly credited: MoneyText;
};

/** Charges of one order that its page shows; a three-year monthly line has 36. */
const chargesMax = 500;

/** One order with its lines, what became of them, and every charge and credit of it. */
export async function orderView(
  context: ViewContext,
  { orderId }: { readonly orderId: string },
): Promise<Result<OrderView>> {
  const scope = decidePartnerScope(context.actor, "see-orders");
  if (!scope.ok) return scope;
  const { partnerId } = scope.value;
  const { db } = context;
  const order = await findOrder(db, partnerId, orderId);
  const customer = order === undefined ? undefined : await findCustomer(db, partnerId, order.customerId);
  if (order === undefined || customer === undefined) return refused({ code: "not-found", what: "order" });
  const facts = await readFacts(context, partnerId, order);
  const { charges, credits, names, format } = facts;
  const credited = new Map(credits.map((credit) => [credit.chargeId, credit]));
  const sum = (amounts: readonly number[]) => assertMinor(amounts.reduce((total, amount) => total + amount, 0));
  return ok({
    customer: customerHeadOf(customer, context, format),
    id: order.id,
    kind: order.kind,
    orderedAt: format.instant(order.orderedAt),
    orderedBy: order.orderedBy === null ? null : (names.get(order.orderedBy) ?? null),
    lines: order.lines.map((line) => lineOf(order, line, context, facts)),
    total: format.money(totalOfOrder(order), order.currency),
    charges: charges.map((charge) => chargeTextOf(charge, credited.get(charge.id), format)),
    charged: format.money(sum(charges.map(({ amountMinor }) => amountMinor)), order.currency),
    credited: format.money(sum(credits.map(({ amountMinor }) => amountMinor)), order.currency),
  });
}

type OrderFacts = {
  readonly charges: readonly Charge[];
  readonly credits: readonly Credit[];
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  readonly skus: ReadonlyMap<SkuKey, SkuDetail>;
  readonly names: ReadonlyMap<string, string>;
  readonly reviewAboveMinor: PortalSettings["perpetual-review-above"];
  readonly format: Format;
};

async function readFacts({ db, reader }: ViewContext, partnerId: string, order: Order): Promise<OrderFacts> {
  const charges = await listChargesOfOrder(db, partnerId, order.id, chargesMax);
  const credits = await listCreditsOfCharges(
    db,
    partnerId,
    charges.map(({ id }) => id),
  );
  const subscriptions = await listSubscriptionsById(
    db,
    partnerId,
    order.lines.flatMap(({ subscriptionId }) => subscriptionId ?? []),
  );
  const skus = await skusByKey(
    db,
    order.lines.map(({ productId, skuId }) => skuKey(productId, skuId)),
  );
  const names = await displayNamesById(db, partnerId, order.orderedBy === null ? [] : [order.orderedBy]);
  const reviewAboveMinor = (await findPortalSetting(db, "perpetual-review-above")) ?? {};
  return { charges, credits, subscriptions, skus, names, reviewAboveMinor, format: formatFor(reader) };
}

function lineOf(order: Order, line: OrderLine, context: ViewContext, facts: OrderFacts): OrderLineView {
  const { skus, format } = facts;
  const sku = skus.get(skuKey(line.productId, line.skuId));
  const subscription = line.subscriptionId === null ? undefined : facts.subscriptions.get(line.subscriptionId);
  const perpetualStatus = line.cancelledAt === null ? "owned" : "deleted";
  return {
    number: line.number,
    product: productTextOf(line, skus),
    quantity: line.quantity,
    quantityText: format.number(line.quantity),
    unitPrice: format.money(line.unitPriceMinor, order.currency),
    total: format.money(timesQuantity(line.unitPriceMinor, line.quantity), order.currency),
    termDuration: line.termDuration,
    billingPlan: line.billingPlan,
    subscriptionId: line.subscriptionId,
    entitlement: {
      orderId: subscription?.orderId ?? order.id,
      lineNumber: subscription?.lineNumber ?? line.number,
    },
    status: subscription === undefined ? perpetualStatus : statusAt(subscription, context.at),
    cancelledAt: format.instantOrNull(subscription?.cancelledAt ?? line.cancelledAt),
    needsKey: sku?.needsKey ?? false,
    needsDownload: sku?.needsDownload ?? false,
    cancellation:
      line.subscriptionId === null && sku !== undefined ? cancellationOf(order, line, sku, context, facts) : null,
  };
}

function cancellationOf(
  order: Order,
  line: OrderLine,
  sku: SkuDetail,
  { actor, at }: ViewContext,
  { reviewAboveMinor }: OrderFacts,
): OrderLineView["cancellation"] {
  const purchase = { ...line, ...order, lineNumber: line.number, orderId: order.id, purchasedAt: order.orderedAt };
  const { cancel } = availablePerpetualActions(purchase, { actor, at, sku, reviewAboveMinor });
  return {
    refusal: cancel.ok ? null : cancel.refusal,
    daysLeft: line.cancelledAt === null ? perpetualDaysLeft(order.orderedAt, at) : null,
  };
}
