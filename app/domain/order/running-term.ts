import type { Subscription } from "../subscription/subscription.ts";
import type { Order } from "./order.ts";

/**
 * Whether an order bought or renewed the present term of a subscription: of a purchase the first one, of a renewal the
 * one whose window its completion opened.
 */
export function hasBegunTerm(order: Pick<Order, "kind" | "orderedAt">, { term }: Subscription): boolean {
  if (order.kind === "purchase") return term.number === 1;
  return order.orderedAt.epochMilliseconds === term.windowOpenedAt.epochMilliseconds;
}
