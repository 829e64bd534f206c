import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import { ok, refused } from "#app/domain/result.ts";
import { skusByKey } from "#db/repositories/catalog.ts";
import { findCustomer } from "#db/repositories/customers.ts";
import { findSubscription } from "#db/repositories/subscriptions.ts";
import { customerHeadOf } from "./customer-head.ts";
import { formatFor } from "./format.ts";
import { listOffersForRenewal } from "./renewal-preview.ts";
import { actionsOf } from "./subscription.ts";
import { subscriptionSummaryOf } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

/** What both pages of auto-renew are about: the subscription of the own organisation, its edition, and what it may renew into. */
export async function autoRenewSubject(context: ViewContext, subscriptionId: string) {
  const scope = decidePartnerScope(context.actor, "see-subscriptions");
  if (!scope.ok) return scope;
  const { db, at } = context;
  const { partnerId } = scope.value;
  const noted = await findSubscription(db, partnerId, subscriptionId);
  const customer = noted === undefined ? undefined : await findCustomer(db, partnerId, noted.subscription.customerId);
  if (noted === undefined || customer === undefined) return refused({ code: "not-found", what: "subscription" });
  const { subscription } = noted;
  const key = skuKey(subscription.productId, subscription.skuId);
  const skus = await skusByKey(db, [key]);
  const sku = skus.get(key);
  if (sku === undefined) throw new Error(`SKU ${key} is not in the catalogue`);
  const format = formatFor(context.reader);
  return ok({
    subscription,
    sku,
    skus,
    offers: await listOffersForRenewal(db, [subscription]),
    actions: actionsOf(subscription, sku, context),
    format,
    head: {
      customer: customerHeadOf(customer, context, format),
      subscription: subscriptionSummaryOf(noted, skus, at, format),
      scheduled: subscription.nextTerm,
    },
  });
}
