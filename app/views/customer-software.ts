import type { Temporal } from "temporal-polyfill";
import { availablePerpetualActions } from "#app/domain/billing/perpetual-actions.ts";
import { perpetualDaysLeft, perpetualWindow } from "#app/domain/billing/perpetual.ts";
import { skuKey, type SkuKey } from "#app/domain/catalog/catalog.ts";
import type { ProductKind } from "#app/domain/catalog/catalog.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { statusAt } from "#app/domain/subscription/status.ts";
import type { Subscription, SubscriptionStatus } from "#app/domain/subscription/subscription.ts";
import { subscriptionsPageShows } from "#app/domain/subscription/visibility.ts";
import { type SkuDetail, skusByKey } from "#db/repositories/catalog.ts";
import { listPurchaseLines, perpetualPurchaseOf, type PlacedLine, purchaseKey } from "#db/repositories/orders.ts";
import { findPortalSetting, type PortalSettings } from "#db/repositories/portal-settings.ts";
import { type KeyState, listKeyStatesOfOrders } from "#db/repositories/keys.ts";
import { listSubscriptionsById } from "#db/repositories/subscriptions.ts";
import { type CustomerHead, customerHeadOf, findCustomerInScope } from "./customer-head.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { type KeyStateName, keyStateOf } from "./entitlement-key-state.ts";
import { type DayText, type Format, formatFor, type InstantText, type MoneyText } from "./format.ts";
import { productTextOf } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

/** One purchase of a product. */
export type SoftwareItem = {
  readonly orderId: string;
  readonly lineNumber: number;
  readonly skuId: string;
  readonly title: string;
  readonly orderedAt: InstantText;
  readonly quantity: number;
  readonly quantityText: string;
  readonly total: MoneyText;
  /** Null for perpetual software. */
  readonly termDuration: TermDuration | null;
  readonly billingPlan: BillingPlan;
  /** `owned`: perpetual software that was not cancelled. */
  readonly status: SubscriptionStatus | "owned";
  readonly cancelledAt: InstantText | null;
  /** Last day of the present term; null for perpetual software. */
  readonly endsOn: DayText | null;
  readonly subscriptionId: string | null;
  /** False for what was bought before 14 Oct 2021: it has no page of its own in the list of subscriptions. */
  readonly isOnSubscriptionsPage: boolean;
  readonly needsKey: boolean;
  readonly needsDownload: boolean;
  /** What has become of its key; null once the purchase has ended. */
  readonly keyState: KeyStateName | null;
  /** Perpetual software only: whether it can be cancelled, and for how long. */
  readonly cancellation: {
    readonly refusal: Refusal | null;
    readonly daysLeft: number | null;
    readonly lastOn: DayText;
  } | null;
};

/** A product with its purchases, newest first. */
export type SoftwareProduct = {
  readonly productId: string;
  readonly title: string;
  readonly publisher: string;
  readonly kind: ProductKind;
  readonly items: readonly SoftwareItem[];
  /** At least one perpetual purchase of it can be cancelled now by this reader. */
  readonly isCancellable: boolean;
};

export type CustomerSoftwareView = {
  readonly customer: CustomerHead;
  readonly products: readonly SoftwareProduct[];
  readonly links: PageLinks;
};

/** Purchases on one page; few customers have more, and then the older ones follow on the next. */
const purchasesPerPage = 200;

/**
 * Everything that was bought for a customer, whatever became of it: subscriptions also from before 14 Oct 2021,
 * perpetual software, cancelled items. Grouped by product.
 */
export async function customerSoftwareView(
  context: ViewContext,
  params: PageParams & { readonly customerId: string },
): Promise<Result<CustomerSoftwareView>> {
  const found = await findCustomerInScope(context, "see-software", params.customerId);
  if (!found.ok) return found;
  const customer = found.value;
  const { db } = context;
  const request = pageRequestOf(params, ["number", "string", "number"], purchasesPerPage);
  const page = await listPurchaseLines(db, customer.partnerId, customer.id, request);
  const ids = page.rows.flatMap(({ subscriptionId }) => subscriptionId ?? []);
  const subscriptions = await listSubscriptionsById(db, customer.partnerId, ids);
  const skus = await skusByKey(
    db,
    page.rows.map(({ productId, skuId }) => skuKey(productId, skuId)),
  );
  const reviewAboveMinor = (await findPortalSetting(db, "perpetual-review-above")) ?? {};
  const format = formatFor(context.reader);
  const keys = await listKeyStatesOfOrders(
    db,
    customer.partnerId,
    page.rows.map(({ orderId }) => orderId),
  );
  const facts = { context, format, skus, subscriptions, reviewAboveMinor, keys };
  const byProduct = new Map<string, PlacedLine[]>();
  for (const line of page.rows) byProduct.set(line.productId, [...(byProduct.get(line.productId) ?? []), line]);
  return ok({
    customer: customerHeadOf(customer, context, format),
    products: [...byProduct.values()].map((lines) => productOf(lines, facts)),
    links: pageLinksOf(page, purchaseKey),
  });
}

type SoftwareFacts = {
  readonly context: ViewContext;
  readonly format: Format;
  readonly skus: ReadonlyMap<SkuKey, SkuDetail>;
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  readonly reviewAboveMinor: PortalSettings["perpetual-review-above"];
  readonly keys: readonly KeyState[];
};

function productOf(lines: readonly PlacedLine[], facts: SoftwareFacts): SoftwareProduct {
  const [newest] = lines;
  if (newest === undefined) throw new RangeError("A product on this page has a purchase");
  const { productId, productTitle: title, publisher, kind } = productTextOf(newest, facts.skus);
  const items = lines.map((line) => itemOf(line, facts));
  return {
    productId,
    title,
    publisher,
    kind,
    items,
    isCancellable: items.some(({ cancellation }) => cancellation !== null && cancellation.refusal === null),
  };
}

function itemOf(line: PlacedLine, facts: SoftwareFacts): SoftwareItem {
  const { context, format, skus } = facts;
  const sku = skus.get(skuKey(line.productId, line.skuId));
  const subscription = line.subscriptionId === null ? undefined : facts.subscriptions.get(line.subscriptionId);
  const status = statusOf(line, subscription, context.at);
  const quantity = subscription?.term.quantity ?? line.quantity;
  const unitPriceMinor = subscription?.term.unitPriceMinor ?? line.unitPriceMinor;
  return {
    orderId: line.orderId,
    lineNumber: line.number,
    skuId: line.skuId,
    title: productTextOf(line, skus).title,
    orderedAt: format.instant(line.orderedAt),
    quantity,
    quantityText: format.number(quantity),
    total: format.money(unitPriceMinor * quantity, line.currency),
    termDuration: subscription?.term.duration ?? line.termDuration,
    billingPlan: subscription?.term.billingPlan ?? line.billingPlan,
    status,
    cancelledAt: format.instantOrNull(subscription?.cancelledAt ?? line.cancelledAt),
    endsOn: subscription === undefined ? null : format.lastDayBefore(subscription.term.endAt),
    subscriptionId: line.subscriptionId,
    isOnSubscriptionsPage: subscriptionsPageShows({ kind: line.kind, purchasedAt: line.orderedAt }),
    needsKey: sku?.needsKey ?? false,
    needsDownload: sku?.needsDownload ?? false,
    keyState: keyStateOfItem(line, sku, status, facts.keys),
    cancellation: line.subscriptionId === null ? cancellationOf(line, sku, facts) : null,
  };
}

function statusOf(
  line: PlacedLine,
  subscription: Subscription | undefined,
  at: Temporal.Instant,
): SoftwareItem["status"] {
  if (subscription !== undefined) return statusAt(subscription, at);
  return line.cancelledAt === null ? "owned" : "deleted";
}

function keyStateOfItem(
  line: PlacedLine,
  sku: SkuDetail | undefined,
  status: SoftwareItem["status"],
  keys: readonly KeyState[],
): SoftwareItem["keyState"] {
  if (sku === undefined || status === "deleted" || status === "expired") return null;
  const own = keys.filter(({ orderId, lineNumber }) => orderId === line.orderId && lineNumber === line.number);
  return keyStateOf(sku, own);
}

function cancellationOf(
  line: PlacedLine,
  sku: SkuDetail | undefined,
  { context, format, reviewAboveMinor }: SoftwareFacts,
): SoftwareItem["cancellation"] {
  if (sku === undefined) return null;
  const { actor, at } = context;
  const { cancel } = availablePerpetualActions(perpetualPurchaseOf(line), { actor, at, sku, reviewAboveMinor });
  return {
    refusal: cancel.ok ? null : cancel.refusal,
    daysLeft: line.cancelledAt === null ? perpetualDaysLeft(line.orderedAt, at) : null,
    lastOn: format.day(perpetualWindow(line.orderedAt).lastOn),
  };
}
