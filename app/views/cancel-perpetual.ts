import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import { availablePerpetualActions } from "#app/domain/billing/perpetual-actions.ts";
import { perpetualDaysLeft, perpetualWindow } from "#app/domain/billing/perpetual.ts";
import { skuKey, type SkuKey } from "#app/domain/catalog/catalog.ts";
import { timesQuantity } from "#app/domain/money/money.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { type SkuDetail, skusByKey } from "#db/repositories/catalog.ts";
import {
  findOrderLine,
  listPerpetualLinesOfProduct,
  perpetualPurchaseOf,
  type PlacedLine,
} from "#db/repositories/orders.ts";
import { findPortalSetting, type PortalSettings } from "#db/repositories/portal-settings.ts";
import { type CustomerHead, customerHeadOf, findCustomerInScope } from "./customer-head.ts";
import {
  type DayText,
  type ExactInstantText,
  type Format,
  formatFor,
  type InstantText,
  type MoneyText,
} from "./format.ts";
import { type ProductText, productTextOf } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

/** One order on which the product stands. */
export type PerpetualOrderChoice = {
  readonly orderId: string;
  readonly lineNumber: number;
  readonly title: string;
  readonly orderedAt: InstantText;
  readonly quantityText: string;
  /** All of it is credited. */
  readonly credit: MoneyText;
  /** Days after today on which it can still be cancelled; 0 on the last day, null once that is over. */
  readonly daysLeft: number | null;
  readonly lastOn: DayText;
  readonly closesAt: ExactInstantText;
  readonly cancelledAt: InstantText | null;
  /** Why it cannot be cancelled here; null where it can. `under-review` offers a support request instead. */
  readonly refusal: Refusal | null;
};

export type CancelPerpetualView = {
  readonly customer: CustomerHead;
  readonly product: ProductText;
  /** Newest first. */
  readonly orders: readonly PerpetualOrderChoice[];
  /** The order that was asked for; null where it is too old to be listed. */
  readonly chosen: PerpetualOrderChoice | null;
  /** Why the reader may write no support request instead; null where it may. */
  readonly supportRefusal: Refusal | null;
};

/** Orders that are offered to choose from; only those of the last 30 days can be cancelled anyway. */
const ordersMax = 200;

/** The page on which a purchase of perpetual software is cancelled, order by order. */
export async function cancelPerpetualView(
  context: ViewContext,
  params: {
    readonly customerId: string;
    /** Any order line of the product; the one that is chosen at first. */
    readonly orderId: string;
    readonly lineNumber: number;
  },
): Promise<Result<CancelPerpetualView>> {
  const found = await findCustomerInScope(context, "see-software", params.customerId);
  if (!found.ok) return found;
  const customer = found.value;
  const { db } = context;
  const line = await findOrderLine(db, customer.partnerId, params.orderId, params.lineNumber);
  if (line === undefined || line.customerId !== customer.id || line.subscriptionId !== null)
    return refused({ code: "not-found", what: "order" });
  const lines = await listPerpetualLinesOfProduct(db, customer.partnerId, customer.id, line.productId, ordersMax);
  const [newest] = lines;
  if (newest === undefined) return refused({ code: "not-found", what: "product" });
  const skus = await skusByKey(
    db,
    lines.map(({ productId, skuId }) => skuKey(productId, skuId)),
  );
  const reviewAboveMinor = (await findPortalSetting(db, "perpetual-review-above")) ?? {};
  const format = formatFor(context.reader);
  const support = decideAccess(context.actor, "write-support-requests");
  const orders = lines.map((line) => choiceOf(line, { context, skus, reviewAboveMinor, format }));
  const asked = orders.find(
    ({ orderId, lineNumber }) => orderId === params.orderId && lineNumber === params.lineNumber,
  );
  return ok({
    customer: customerHeadOf(customer, context, format),
    product: productTextOf(newest, skus),
    orders,
    chosen: asked ?? null,
    supportRefusal: support.ok ? null : support.refusal,
  });
}

function choiceOf(
  line: PlacedLine,
  facts: {
    readonly context: ViewContext;
    readonly skus: ReadonlyMap<SkuKey, SkuDetail>;
    readonly reviewAboveMinor: PortalSettings["perpetual-review-above"];
    readonly format: Format;
  },
): PerpetualOrderChoice {
  const { context, skus, reviewAboveMinor, format } = facts;
  const sku = skus.get(skuKey(line.productId, line.skuId));
  if (sku === undefined) throw new Error(`SKU ${line.productId}:${line.skuId} is not in the catalogue`);
  const { actor, at } = context;
  const { cancel } = availablePerpetualActions(perpetualPurchaseOf(line), { actor, at, sku, reviewAboveMinor });
  return {
    orderId: line.orderId,
    lineNumber: line.number,
    title: sku.title,
    orderedAt: format.instant(line.orderedAt),
    quantityText: format.number(line.quantity),
    credit: format.money(timesQuantity(line.unitPriceMinor, line.quantity), line.currency),
    daysLeft: daysLeftOf(line, at),
    lastOn: format.day(perpetualWindow(line.orderedAt).lastOn),
    closesAt: format.exactInstant(perpetualWindow(line.orderedAt).closesAt),
    cancelledAt: format.instantOrNull(line.cancelledAt),
    refusal: cancel.ok ? null : cancel.refusal,
  };
}

function daysLeftOf(line: PlacedLine, at: Temporal.Instant): number | null {
  return line.cancelledAt === null ? perpetualDaysLeft(line.orderedAt, at) : null;
}
