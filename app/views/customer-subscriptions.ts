import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import { autoRenewSince } from "#app/domain/policies.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { listedSkusByKey } from "#db/repositories/catalog.ts";
import {
  countSubscriptionsByFilterUpTo,
  listSubscriptionsOfCustomer,
  type SubscriptionFilter,
  subscriptionFilters,
  subscriptionKey,
} from "#db/repositories/subscription-lists.ts";
import { type CustomerHead, customerHeadOf, findCustomerInScope } from "./customer-head.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { type CountText, formatFor } from "./format.ts";
import { type SubscriptionSummary, subscriptionSummaryOf } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

export type CustomerSubscriptionsParams = PageParams & {
  readonly customerId: string;
  readonly filter: SubscriptionFilter;
};

export type CustomerSubscriptionsView = {
  readonly customer: CustomerHead;
  readonly filter: SubscriptionFilter;
  /** Every filter with how many it would show. */
  readonly filters: readonly { readonly filter: SubscriptionFilter; readonly count: CountText }[];
  readonly rows: readonly SubscriptionSummary[];
  readonly links: PageLinks;
};

const filterCountMax = 100;

/**
 * The subscriptions of a customer, the newest purchase first. What was bought before 14 Oct 2021 is on the Software
 * page only. Rule: where a purchase is visible.
 */
export async function customerSubscriptionsView(
  context: ViewContext,
  params: CustomerSubscriptionsParams,
): Promise<Result<CustomerSubscriptionsView>> {
  const scope = decidePartnerScope(context.actor, "see-subscriptions");
  if (!scope.ok) return scope;
  const { partnerId } = scope.value;
  const { db, at } = context;
  const { customerId, filter } = params;
  const bounds = { at, boughtSince: autoRenewSince };
  // Side by side, as a database server is a way away: of another partner's customer this partner has no rows either.
  const [found, page, counts] = await Promise.all([
    findCustomerInScope(context, "see-subscriptions", customerId),
    listSubscriptionsOfCustomer(db, partnerId, customerId, {
      ...pageRequestOf(params, ["number", "string"]),
      ...bounds,
      filter,
    }),
    countSubscriptionsByFilterUpTo(db, partnerId, customerId, { ...bounds, countMax: filterCountMax }),
  ]);
  if (!found.ok) return found;
  const skus = await listedSkusByKey(
    db,
    page.rows.map(({ subscription }) => skuKey(subscription.productId, subscription.skuId)),
  );
  const format = formatFor(context.reader);
  return ok({
    customer: customerHeadOf(found.value, context, format),
    filter,
    filters: subscriptionFilters.map((name) => ({ filter: name, count: format.count(counts[name], filterCountMax) })),
    rows: page.rows.map((noted) => subscriptionSummaryOf(noted, skus, at, format)),
    links: pageLinksOf(page, subscriptionKey),
  });
}
