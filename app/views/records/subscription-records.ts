import { decideAccess } from "#app/domain/access/permissions.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import { findAvailability } from "#app/domain/catalog/offers.ts";
import { autoRenewSince } from "#app/domain/policies.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { decideAction } from "#app/domain/subscription/available-actions.ts";
import { renewalQuery } from "#app/domain/subscription/next-term.ts";
import { statusAt } from "#app/domain/subscription/status.ts";
import type { Subscription, SubscriptionStatus } from "#app/domain/subscription/subscription.ts";
import { visibilityOf } from "#app/domain/subscription/visibility.ts";
import { type SkuDetail, skusByKey } from "#db/repositories/catalog.ts";
import type { Customer } from "#db/repositories/customers.ts";
import { findOrder } from "#db/repositories/orders.ts";
import { listSubscriptionsOfCustomer, subscriptionKey } from "#db/repositories/subscription-lists.ts";
import { findSubscription, type NotedSubscription } from "#db/repositories/subscriptions.ts";
import { findCustomerInScope } from "../customer-head.ts";
import { listOffersForRenewal } from "../renewal-preview.ts";
import type { ViewContext } from "../view-context.ts";

/** A subscription as programs read it: the record itself, and what is derived from it at the instant. */
export type SubscriptionRecord = {
  readonly subscription: Subscription;
  readonly friendlyName: string | null;
  readonly sku: SkuDetail;
  readonly status: SubscriptionStatus;
  /** The offer that the scheduled next term will be priced by, as known now. */
  readonly nextAvailabilityId: string | null;
  readonly mayEdit: boolean;
  readonly mayCancel: boolean;
  /** What the roles of the reader allow, whatever the state. */
  readonly roles: { readonly mayEdit: boolean; readonly mayCancel: boolean };
};

const rowsPerRead = 500;

/**
 * All subscriptions of a customer, the newest purchase first; with `orderId` those that an order bought or renewed.
 * What was bought before 14 Oct 2021 is not among them. Rule: where a purchase is visible.
 */
export async function subscriptionRecords(
  context: ViewContext,
  params: { readonly customerId: string; readonly orderId?: string | null },
): Promise<Result<readonly SubscriptionRecord[]>> {
  const found = await findCustomerInScope(context, "see-subscriptions", params.customerId);
  if (!found.ok) return found;
  const noted = params.orderId
    ? await listOfOrder(context, found.value, params.orderId)
    : ok(await listAll(context, found.value));
  return noted.ok ? ok(await recordsOf(context, noted.value)) : noted;
}

/** One subscription of a customer. */
export async function subscriptionRecord(
  context: ViewContext,
  params: { readonly customerId: string; readonly subscriptionId: string },
): Promise<Result<SubscriptionRecord>> {
  const found = await findCustomerInScope(context, "see-subscriptions", params.customerId);
  if (!found.ok) return found;
  const noted = await findSubscription(context.db, found.value.partnerId, params.subscriptionId);
  const [record] = noted === undefined || !isThere(noted, found.value) ? [] : await recordsOf(context, [noted]);
  return record === undefined ? noSubscription : ok(record);
}

const noSubscription = refused({ code: "not-found", what: "subscription" } satisfies RefusalOf<"not-found">);

function isThere({ subscription }: NotedSubscription, customer: Customer): boolean {
  return subscription.customerId === customer.id && visibilityOf(subscription).subscriptionsApi;
}

async function listAll({ db, at }: ViewContext, customer: Customer): Promise<NotedSubscription[]> {
  const all: NotedSubscription[] = [];
  for (;;) {
    const last = all.at(-1);
    const page = await listSubscriptionsOfCustomer(db, customer.partnerId, customer.id, {
      at,
      boughtSince: autoRenewSince,
      filter: "all",
      limit: rowsPerRead,
      cursor: last === undefined ? null : { direction: "after", key: subscriptionKey(last) },
    });
    all.push(...page.rows);
    if (!page.hasNext) return all;
  }
}

async function listOfOrder(
  { db }: ViewContext,
  customer: Customer,
  orderId: string,
): Promise<Result<NotedSubscription[]>> {
  const order = await findOrder(db, customer.partnerId, orderId);
  if (order === undefined || order.customerId !== customer.id) return refused({ code: "not-found", what: "order" });
  const noted: NotedSubscription[] = [];
  for (const { subscriptionId } of order.lines) {
    const one = subscriptionId === null ? undefined : await findSubscription(db, customer.partnerId, subscriptionId);
    if (one !== undefined && isThere(one, customer)) noted.push(one);
  }
  return ok(noted);
}

async function recordsOf(context: ViewContext, noted: readonly NotedSubscription[]): Promise<SubscriptionRecord[]> {
  const { db, at, actor } = context;
  const skus = await skusByKey(
    db,
    noted.map(({ subscription }) => skuKey(subscription.productId, subscription.skuId)),
  );
  const scheduled = noted.flatMap(({ subscription }) => (subscription.nextTerm === null ? [] : subscription));
  const offers = await listOffersForRenewal(db, scheduled);
  const roles = {
    mayEdit: decideAccess(actor, "switch-auto-renew").ok,
    mayCancel: decideAccess(actor, "cancel-purchase").ok,
  };
  return noted.flatMap(({ subscription, friendlyName }) => {
    const sku = skus.get(skuKey(subscription.productId, subscription.skuId));
    if (sku === undefined) return [];
    const { nextTerm } = subscription;
    const status = statusAt(subscription, at);
    return {
      subscription,
      friendlyName,
      sku,
      status,
      nextAvailabilityId:
        nextTerm === null
          ? null
          : (findAvailability(offers, renewalQuery(subscription, sku.segment, nextTerm))?.id ?? null),
      mayEdit: roles.mayEdit && status === "active",
      mayCancel: decideAction("cancel", subscription, at, { actor, sku }).ok,
      roles,
    };
  });
}
