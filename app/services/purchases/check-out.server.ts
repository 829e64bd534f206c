import type { Temporal } from "temporal-polyfill";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { type Cart, refusalOfCart } from "#app/domain/order/cart.ts";
import {
  type CheckOutFacts,
  type CheckOutRequest,
  decideCheckOut,
  decideCheckOutInOrders,
  type Purchase,
} from "#app/domain/order/check-out.ts";
import { renewalPolicyVersion } from "#app/domain/policies.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { readCartFacts } from "#db/repositories/cart-facts.ts";
import { markCartCheckedOut } from "#db/repositories/carts.ts";
import { insertCharges } from "#db/repositories/charges.ts";
import { insertOrders } from "#db/repositories/orders.ts";
import { insertSubscriptions } from "#db/repositories/subscriptions.ts";
import { termRowOf } from "#db/repositories/subscription-row.ts";
import { insertTerms } from "#db/repositories/terms.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, queueNotices, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { findCartWithCustomer, type ShownFor } from "./cart-changes.server.ts";

export type CheckOutInput = {
  readonly idempotencyKey: string;
  readonly cartId: string;
  /**
   * The cart's version that the buyer reviewed. Where the cart was changed since, nothing is bought, so that nobody
   * pays for a line that somebody else put in after the review. Left out: whatever is in the cart now.
   */
  readonly cartVersion?: number | undefined;
  /**
   * The unit price of each line as the buyer saw it on the review page, in minor units. A line that is left out counts
   * as seen in the cart. A price that moved since is refused with old and new, and confirmed by sending the new one.
   */
  readonly shownUnitPrices: readonly { readonly lineNumber: number; readonly unitPriceMinor: number }[];
  /** As programs buy: what is charged again gets an order of its own. Pages make one order of a cart. */
  readonly isSplitByPlan?: boolean | undefined;
} & ShownFor;

/** `orderId` is the first of several. */
export type CheckedOut = { readonly orderId: string; readonly customerId: string };

/**
 * Buys what is in a cart: order, subscriptions with their first terms, charges, log and confirmation in one
 * transaction, all lines or none. Everything is checked again at the prices of this instant. The same form sent
 * twice gives the same order; another form for a cart that was bought is refused with its order's id.
 */
export async function checkOut(
  deps: ServiceDeps,
  actor: Actor,
  input: CheckOutInput,
  at: Temporal.Instant,
): Promise<Result<CheckedOut>> {
  const scope = decidePartnerScope(actor, "buy");
  if (!scope.ok) return refuseAttempt(deps, actor, { at, logAs: "order-placed", refused: scope });
  const { idempotencyKey, ...wish } = input;
  const buyer = scope.value.actor;
  const request = { actor: buyer, at, operation: "check-out", idempotencyKey, wish, logAs: "order-placed" } as const;
  return changeOnce<CheckedOut, Refusal>(deps, request, async (tx, attempt) => {
    const found = await findCartWithCustomer(tx, scope.value, input);
    if (!found.ok) return found;
    const { cart, customer } = found.value;
    attempt.subject = { partnerId: cart.partnerId, customerId: cart.customerId };
    // A cart that was bought or has expired says so itself, below.
    const hasChanged = input.cartVersion !== undefined && input.cartVersion !== cart.version;
    if (hasChanged && refusalOfCart(cart, at) === null) return refused({ code: "changed-meanwhile" });
    const facts = await readCartFacts(tx, customer, cart.lines, at);
    const confirmed = new Map(input.shownUnitPrices.map((shown) => [shown.lineNumber, shown.unitPriceMinor]));
    const decision = decidePurchases(cart, input, {
      request: { confirmedUnitPricesMinor: confirmed },
      facts: { ...facts, orderedBy: buyer.userId, nextId: () => deps.ids.next() },
    });
    if (!decision.ok) return decision;
    const [first] = decision.value;
    if (!(await markCartCheckedOut(tx, cart, first.order.id))) return refused({ code: "changed-meanwhile" });
    for (const purchase of decision.value) await storePurchase(tx, purchase, at);
    await logActivity(
      tx,
      deps,
      buyer,
      decision.value.flatMap(({ activity }) => activity),
    );
    await queueNotices(
      tx,
      deps.ids,
      at,
      decision.value.flatMap(({ notices }) => notices),
    );
    return ok({ orderId: first.order.id, customerId: customer.id });
  });
}

function decidePurchases(
  cart: Cart,
  { isSplitByPlan = false }: CheckOutInput,
  { request, facts }: { readonly request: CheckOutRequest; readonly facts: CheckOutFacts },
): Result<readonly [Purchase, ...Purchase[]]> {
  if (isSplitByPlan) return decideCheckOutInOrders(cart, request, facts);
  const decision = decideCheckOut(cart, request, facts);
  return decision.ok ? ok([decision.value]) : decision;
}

/** Writes what one purchase made; log and notices are the caller's. */
export async function storePurchase(tx: Tx, purchase: Purchase, at: Temporal.Instant): Promise<void> {
  await insertOrders(tx, [purchase.order]);
  await insertSubscriptions(tx, purchase.subscriptions);
  await insertTerms(
    tx,
    purchase.subscriptions.map((subscription) => termRowOf(subscription, subscription, renewalPolicyVersion)),
  );
  await insertCharges(tx, at, purchase.charges);
}
