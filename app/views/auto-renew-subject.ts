import { ok } from "#app/domain/result.ts";
import { customerHeadOf } from "./customer-head.ts";
import { formatFor } from "./format.ts";
import { listOffersForRenewal } from "./renewal-preview.ts";
import { actionsOf } from "./subscription.ts";
import { subscriptionSubject } from "./subscription-subject.ts";
import { subscriptionSummaryOf } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

/** What both pages of auto-renew are about: the subscription of the own organisation, its edition, and what it may renew into. */
export async function autoRenewSubject(context: ViewContext, subscriptionId: string) {
  const subject = await subscriptionSubject(context, subscriptionId);
  if (!subject.ok) return subject;
  const { noted, customer, sku, skus } = subject.value;
  const { db, at } = context;
  const { subscription } = noted;
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
