import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { type ProductKind, skuKey, type SkuKey } from "#app/domain/catalog/catalog.ts";
import type { TermDuration } from "#app/domain/catalog/terms.ts";
import { type EntitlementStatus, entitlementStatusAt } from "#app/domain/entitlement/entitlement.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import { type SkuDetail, skusByKey } from "#db/repositories/catalog.ts";
import type { EntitlementScope } from "#db/repositories/entitlements.ts";
import { listPurchaseLines, type PlacedLine, purchaseKey } from "#db/repositories/orders.ts";
import { listSubscriptionsById } from "#db/repositories/subscriptions.ts";
import { findOrganizationName } from "#db/repositories/users.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { type DayText, type Format, formatFor, type InstantText } from "./format.ts";
import { productTextOf } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

/** What a purchase brings beside the right; `right-only`: nothing to fetch. */
export type Delivery = "key-and-downloads" | "key" | "downloads" | "instructions" | "right-only";

/** One purchase as the customer's own people see it: what, how many, since when, until when. No money. */
export type OwnProduct = {
  readonly orderId: string;
  readonly lineNumber: number;
  readonly title: string;
  readonly productTitle: string;
  readonly publisher: string;
  readonly kind: ProductKind;
  readonly quantity: number;
  readonly quantityText: string;
  readonly boughtOn: DayText;
  /** Null for perpetual software. */
  readonly termDuration: TermDuration | null;
  /** Last day of the present term; null for perpetual software. */
  readonly endsOn: DayText | null;
  /** False where the subscription is known to end with its term; null for perpetual software. */
  readonly isRenewing: boolean | null;
  readonly status: EntitlementStatus;
  readonly cancelledAt: InstantText | null;
  readonly delivery: Delivery;
};

export type OwnProductsView = {
  /** The partner, who sold it and is the one to ask. */
  readonly seller: string;
  readonly customerName: string;
  readonly products: readonly OwnProduct[];
  readonly links: PageLinks;
};

const productsPerPage = 100;

/** The tenant of a customer's user who may see its software. Nobody else has software of their own. */
export function decideOwnSoftware(actor: Actor): Result<EntitlementScope, RefusalOf<"role-needed" | "not-found">> {
  if (actor.kind !== "customer") return refused({ code: "not-found", what: "page" });
  const access = decideAccess(actor, "see-own-software");
  return access.ok ? ok({ partnerId: actor.partnerId, customerId: actor.customerId }) : access;
}

/**
 * Everything that was bought for the reader's tenant, whatever became of it, newest first. Of the partner nothing but
 * the name. A fixed number of queries.
 */
export async function ownProductsView(context: ViewContext, params: PageParams): Promise<Result<OwnProductsView>> {
  const scope = decideOwnSoftware(context.actor);
  if (!scope.ok) return scope;
  const { db } = context;
  const { partnerId, customerId } = scope.value;
  const request = pageRequestOf(params, ["number", "string", "number"], productsPerPage);
  const page = await listPurchaseLines(db, partnerId, customerId, request);
  const ids = page.rows.flatMap(({ subscriptionId }) => subscriptionId ?? []);
  const subscriptions = await listSubscriptionsById(db, partnerId, ids);
  const skus = await skusByKey(
    db,
    page.rows.map(({ productId, skuId }) => skuKey(productId, skuId)),
  );
  const facts = { context, format: formatFor(context.reader), skus, subscriptions };
  return ok({
    seller: (await findOrganizationName(db, { kind: "partner", partnerId })) ?? "",
    customerName: (await findOrganizationName(db, { kind: "customer", partnerId, customerId })) ?? "",
    products: page.rows.map((line) => productOf(line, facts)),
    links: pageLinksOf(page, purchaseKey),
  });
}

type Facts = {
  readonly context: ViewContext;
  readonly format: Format;
  readonly skus: ReadonlyMap<SkuKey, SkuDetail>;
  readonly subscriptions: ReadonlyMap<string, Subscription>;
};

function productOf(line: PlacedLine, { context, format, skus, subscriptions }: Facts): OwnProduct {
  const subscription = line.subscriptionId === null ? undefined : subscriptions.get(line.subscriptionId);
  const { title, productTitle, publisher, kind } = productTextOf(line, skus);
  const { cancelledAt } = line;
  const quantity = subscription?.term.quantity ?? line.quantity;
  return {
    orderId: line.orderId,
    lineNumber: line.number,
    title,
    productTitle,
    publisher,
    kind,
    quantity,
    quantityText: format.number(quantity),
    boughtOn: format.day(utcDayOf(line.orderedAt)),
    termDuration: subscription?.term.duration ?? line.termDuration,
    endsOn: subscription === undefined ? null : format.lastDayBefore(subscription.term.endAt),
    isRenewing: subscription === undefined ? null : subscription.isAutoRenewOn,
    status: entitlementStatusAt({ subscription: subscription ?? null, cancelledAt }, context.at),
    cancelledAt: format.instantOrNull(subscription?.cancelledAt ?? cancelledAt),
    delivery: deliveryOf(skus.get(skuKey(line.productId, line.skuId))),
  };
}

function deliveryOf(sku: SkuDetail | undefined): Delivery {
  if (sku === undefined) return "right-only";
  if (sku.needsKey) return sku.needsDownload ? "key-and-downloads" : "key";
  if (sku.needsDownload) return "downloads";
  return sku.installInstructions === null ? "right-only" : "instructions";
}
