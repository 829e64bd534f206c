import type { Temporal } from "temporal-polyfill";
import type { ProductKind } from "../catalog/catalog.ts";
import { renewsByDefault } from "./terms.ts";

/** Where a purchase is visible. */
export type Visibility = {
  readonly subscriptionsPage: boolean;
  readonly softwarePage: boolean;
  readonly subscriptionsApi: boolean;
  readonly ordersApi: boolean;
};

const everywhere: Visibility = { subscriptionsPage: true, softwarePage: true, subscriptionsApi: true, ordersApi: true };
const softwareAndOrders: Visibility = { ...everywhere, subscriptionsPage: false, subscriptionsApi: false };

/** Rule: where a purchase is visible. What was bought before 14 Oct 2021, and perpetual software, is no subscription there. */
export function visibilityOf(purchase: {
  readonly kind: ProductKind;
  readonly purchasedAt: Temporal.Instant;
}): Visibility {
  return purchase.kind !== "perpetual-software" && renewsByDefault(purchase.purchasedAt)
    ? everywhere
    : softwareAndOrders;
}

/** Whether the Subscriptions page lists a purchase. */
export function subscriptionsPageShows(purchase: {
  readonly kind: ProductKind;
  readonly purchasedAt: Temporal.Instant;
}): boolean {
  return visibilityOf(purchase).subscriptionsPage;
}
