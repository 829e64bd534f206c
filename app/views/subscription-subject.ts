import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import { ok, refused } from "#app/domain/result.ts";
import { skusByKey } from "#db/repositories/catalog.ts";
import { findCustomer } from "#db/repositories/customers.ts";
import { findSubscription } from "#db/repositories/subscriptions.ts";
import type { ViewContext } from "./view-context.ts";

/** What a page that changes a subscription is about: the one of the own organisation, its customer and its edition. */
export async function subscriptionSubject({ db, actor }: ViewContext, subscriptionId: string) {
  const scope = decidePartnerScope(actor, "see-subscriptions");
  if (!scope.ok) return scope;
  const { partnerId } = scope.value;
  const noted = await findSubscription(db, partnerId, subscriptionId);
  const customer = noted === undefined ? undefined : await findCustomer(db, partnerId, noted.subscription.customerId);
  if (noted === undefined || customer === undefined) return refused({ code: "not-found", what: "subscription" });
  const key = skuKey(noted.subscription.productId, noted.subscription.skuId);
  const skus = await skusByKey(db, [key]);
  const sku = skus.get(key);
  if (sku === undefined) throw new Error(`SKU ${key} is not in the catalogue`);
  return ok({ partnerId, noted, customer, sku, skus });
}
