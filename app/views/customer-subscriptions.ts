import { skuKey } from "#app/domain/catalog/catalog.ts";
import { autoRenewSince } from "#app/domain/policies.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { skusByKey } from "#db/repositories/catalog.ts";
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
  const found = await findCustomerInScope(context, "see-subscriptions", params.customerId);
  if (!found.ok) return found;
  const customer = found.value;
  const { db, at } = context;
  const { filter } = params;
  const scope = { at, boughtSince: autoRenewSince };
  const [page, counts] = await Promise.all([
    listSubscriptionsOfCustomer(db, customer.partnerId, customer.id, {
      ...pageRequestOf(params, ["number", "string"]),
      ...scope,
      filter,
    }),
    countSubscriptionsByFilterUpTo(db, customer.partnerId, customer.id, { ...scope, countMax: filterCountMax }),
  ]);
  const skus = await skusByKey(
    db,
    page.rows.map(({ subscription }) => skuKey(subscription.productId, subscription.skuId)),
  );
  const format = formatFor(context.reader);
  return ok({
    customer: customerHeadOf(customer, context, format),
    filter,
    filters: subscriptionFilters.map((name) => ({ filter: name, count: format.count(counts[name], filterCountMax) })),
    rows: page.rows.map((noted) => subscriptionSummaryOf(noted, skus, at, format)),
    links: pageLinksOf(page, subscriptionKey),
  });
}
