import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { cyclesOfTerm } from "#app/domain/billing/cycles.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { NextTerm } from "#app/domain/subscription/subscription.ts";
import { skusByKey } from "#db/repositories/catalog.ts";
import { findCustomer } from "#db/repositories/customers.ts";
import { findSubscription } from "#db/repositories/subscriptions.ts";
import { type CustomerHead, customerHeadOf } from "./customer-head.ts";
import { formatFor } from "./format.ts";
import { listOffersForRenewal, type RenewalPreview, renewalOutlookOf } from "./renewal-preview.ts";
import { actionsOf } from "./subscription.ts";
import { type SubscriptionSummary, subscriptionSummaryOf } from "./subscription-summary.ts";
import { type TermText, termTextOf } from "./term-text.ts";
import type { ViewContext } from "./view-context.ts";

export type AutoRenewView = {
  readonly customer: CustomerHead;
  readonly subscription: SubscriptionSummary;
  /** Why it cannot be switched the other way; null where it can. */
  readonly refusal: Refusal | null;
  /** What switching off removes; null where nothing was scheduled. */
  readonly scheduled: NextTerm | null;
  /** Charges of the present term that are still to come; they stay due either way. */
  readonly chargesAhead: number;
  /** The next term with auto-renew on, whichever way it stands now; or why there would be none all the same. */
  readonly renewal:
    | { readonly willRenew: true; readonly preview: RenewalPreview; readonly term: TermText }
    | { readonly willRenew: false; readonly reason: Refusal };
};

/** The page on which auto-renew is switched: what renewing would cost, and what ends without it. */
export async function autoRenewView(
  context: ViewContext,
  { subscriptionId }: { readonly subscriptionId: string },
): Promise<Result<AutoRenewView>> {
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
  const offers = await listOffersForRenewal(db, [subscription]);
  const format = formatFor(context.reader);
  const actions = actionsOf(subscription, skus.get(key), context);
  const renewal = renewalOutlookOf({ ...subscription, isAutoRenewOn: true }, offers, skus, format);
  return ok({
    customer: customerHeadOf(customer, context, format),
    subscription: subscriptionSummaryOf(noted, skus, at, format),
    refusal: actions[subscription.isAutoRenewOn ? "switch-auto-renew-off" : "switch-auto-renew-on"].refusal,
    scheduled: subscription.nextTerm,
    chargesAhead: cyclesOfTerm(subscription.term) - subscription.term.chargedCycles,
    renewal: renewal.willRenew ? { ...renewal, term: termTextOf(renewal.term, format) } : renewal,
  });
}
