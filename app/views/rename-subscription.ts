import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { decideAccess } from "#app/domain/access/permissions.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { refusalOfStanding } from "#app/domain/subscription/status.ts";
import { skusByKey } from "#db/repositories/catalog.ts";
import { findCustomer } from "#db/repositories/customers.ts";
import { findSubscription } from "#db/repositories/subscriptions.ts";
import { type CustomerHead, customerHeadOf } from "./customer-head.ts";
import { formatFor } from "./format.ts";
import { type SubscriptionSummary, subscriptionSummaryOf } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

export type RenameView = {
  readonly customer: CustomerHead;
  readonly subscription: SubscriptionSummary;
  /** Why it cannot be called otherwise; null where it can. */
  readonly refusal: Refusal | null;
};

/** The page on which a subscription gets a name of the partner's own. */
export async function renameView(
  context: ViewContext,
  { subscriptionId }: { readonly subscriptionId: string },
): Promise<Result<RenameView>> {
  const { db, at, actor } = context;
  const scope = decidePartnerScope(actor, "see-subscriptions");
  if (!scope.ok) return scope;
  const { partnerId } = scope.value;
  const noted = await findSubscription(db, partnerId, subscriptionId);
  const customer = noted === undefined ? undefined : await findCustomer(db, partnerId, noted.subscription.customerId);
  if (noted === undefined || customer === undefined) return refused({ code: "not-found", what: "subscription" });
  const { subscription } = noted;
  const skus = await skusByKey(db, [skuKey(subscription.productId, subscription.skuId)]);
  const format = formatFor(context.reader);
  const access = decideAccess(actor, "switch-auto-renew");
  return ok({
    customer: customerHeadOf(customer, context, format),
    subscription: subscriptionSummaryOf(noted, skus, at, format),
    refusal: access.ok ? refusalOfStanding(subscription, at) : access.refusal,
  });
}
