import type { ActivitySubject } from "../activity/activity.ts";
import type { Subscription } from "./subscription.ts";

/** What the log says a line about a subscription concerns. */
export function subjectOf(subscription: Subscription): ActivitySubject {
  return {
    partnerId: subscription.partnerId,
    customerId: subscription.customerId,
    orderId: subscription.orderId,
    productId: subscription.productId,
    subscriptionId: subscription.id,
  };
}
