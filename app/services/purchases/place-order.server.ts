import type { Temporal } from "temporal-polyfill";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { decideItems, type ItemRequest } from "#app/domain/order/cart-items.ts";
import type { Cart } from "#app/domain/order/cart.ts";
import { decideCheckOut } from "#app/domain/order/check-out.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { readCartFacts } from "#db/repositories/cart-facts.ts";
import { findCustomerForChange } from "#db/repositories/customers.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, queueNotices, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { type CheckedOut, storePurchase } from "./check-out.server.ts";

export type PlaceOrderInput = {
  readonly idempotencyKey: string;
  readonly customerId: string;
  readonly items: readonly ItemRequest[];
};

/**
 * Buys without a cart, as programs do: the items are checked as lines of a cart are, and bought by the same decision,
 * as one order. A refusal names its line (`lineNumber`).
 */
export async function placeOrder(
  deps: ServiceDeps,
  actor: Actor,
  input: PlaceOrderInput,
  at: Temporal.Instant,
): Promise<Result<CheckedOut>> {
  const logAs = "order-placed";
  const scope = decidePartnerScope(actor, "buy");
  if (!scope.ok) return refuseAttempt(deps, actor, { at, logAs, refused: scope });
  const { idempotencyKey, ...wish } = input;
  const { actor: buyer, partnerId } = scope.value;
  const request = { actor: buyer, at, operation: "place-order", idempotencyKey, wish, logAs } as const;
  return changeOnce<CheckedOut, Refusal>(deps, request, async (tx, attempt) => {
    const customer = await findCustomerForChange(tx, partnerId, input.customerId);
    if (customer === undefined) return refused({ code: "not-found", what: "customer" });
    attempt.subject = { partnerId, customerId: customer.id };
    const facts = await readCartFacts(tx, customer, input.items, at);
    const lines = decideItems(input.items, facts);
    if (!lines.ok) return lines;
    const cart: Cart = {
      id: deps.ids.next(),
      partnerId,
      customerId: customer.id,
      createdAt: at,
      orderId: null,
      lines: lines.value,
      version: 1,
    };
    const decision = decideCheckOut(cart, {}, { ...facts, orderedBy: buyer.userId, nextId: () => deps.ids.next() });
    if (!decision.ok) return decision;
    // The cart was never stored; the order came from none.
    const purchase = { ...decision.value, order: { ...decision.value.order, cartId: null } };
    await storePurchase(tx, purchase, at);
    await logActivity(tx, deps, buyer, purchase.activity);
    await queueNotices(tx, deps.ids, at, purchase.notices);
    return ok({ orderId: purchase.order.id, customerId: customer.id });
  });
}
