import type { Temporal } from "temporal-polyfill";
import { decidePartnerScope, type PartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { currencyOfMarket } from "#app/domain/catalog/markets.ts";
import { type LineRequest, refusalOfMarket } from "#app/domain/order/cart-line.ts";
import { cartExpiresAt, decideAddToCart } from "#app/domain/order/cart.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { type CartFacts, readCartFacts } from "#db/repositories/cart-facts.ts";
import { findCart, findOpenCart, insertCart, type StoredCart } from "#db/repositories/carts.ts";
import { type Customer, findCustomerForChange } from "#db/repositories/customers.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { applyCartChange, type ChangedCart } from "./cart-changes.server.ts";

export type AddCartLineInput = LineRequest & {
  readonly idempotencyKey: string;
  readonly customerId: string;
  /** A cart of the customer that is open already; null for the actor's own, which is made where there is none. */
  readonly cartId: string | null;
};

/**
 * Puts a product into a cart for a customer. What stands in it already with the same term and plan grows instead.
 *
 * Refused: a closed market, a quantity outside the limits, a plan that is not offered, a customer who may not buy,
 * a missing prerequisite, a cart that has expired or was bought; nothing is stored then, not even the cart.
 */
export async function addCartLine(
  deps: ServiceDeps,
  actor: Actor,
  input: AddCartLineInput,
  at: Temporal.Instant,
): Promise<Result<ChangedCart>> {
  const scope = decidePartnerScope(actor, "prepare-cart");
  if (!scope.ok) return refuseAttempt(deps, actor, { at, logAs: "cart-changed", refused: scope });
  const { idempotencyKey, ...wish } = input;
  const request = {
    actor: scope.value.actor,
    at,
    operation: "add-cart-line",
    idempotencyKey,
    wish,
    logAs: "cart-changed",
  } as const;
  return changeOnce<ChangedCart, Refusal>(deps, request, async (tx, attempt) => {
    // Locked, so that two first lines at once do not open two carts.
    const customer = await findCustomerForChange(tx, scope.value.partnerId, input.customerId);
    if (customer === undefined) return refused({ code: "not-found", what: "customer" });
    attempt.subject = { partnerId: customer.partnerId, customerId: customer.id };
    const present = await findPresentCart(tx, scope.value, input, at);
    if (!present.ok) return present;
    const facts = await readCartFacts(tx, customer, [...(present.value?.lines ?? []), input], at);
    const cart = present.value === null ? newCart(deps, scope.value, customer, facts, input) : ok(present.value);
    if (!cart.ok) return cart;
    const change = decideAddToCart(cart.value, input, facts);
    if (!change.ok) return change;
    if (present.value === null) await insertCart(tx, cart.value);
    return applyCartChange(deps, tx, scope.value, { cart: cart.value, change: change.value, at });
  });
}

async function findPresentCart(
  tx: Tx,
  { actor, partnerId }: PartnerScope,
  { cartId, customerId }: AddCartLineInput,
  at: Temporal.Instant,
): Promise<Result<StoredCart | null>> {
  if (cartId === null) return ok((await findOpenCart(tx, partnerId, customerId, actor.userId, at)) ?? null);
  const cart = await findCart(tx, partnerId, cartId, { lock: true });
  if (cart === undefined || cart.customerId !== customerId) return refused({ code: "not-found", what: "cart" });
  return ok(cart);
}

/** An empty cart in the customer's currency; a market without one is refused here, as it would be for every line. */
function newCart(
  deps: ServiceDeps,
  { actor, partnerId }: PartnerScope,
  customer: Customer,
  { at, skus }: CartFacts,
  input: AddCartLineInput,
): Result<StoredCart> {
  const currency = currencyOfMarket(customer.country);
  if (currency === null) {
    const sku = skus.get(`${input.productId}:${input.skuId}`);
    const closed = sku === undefined ? null : refusalOfMarket(sku, customer.country);
    return refused(closed ?? { code: "market-without-currency", market: customer.country });
  }
  return ok({
    id: deps.ids.next(),
    partnerId,
    customerId: customer.id,
    currency,
    createdBy: actor.userId,
    createdAt: at,
    expiresAt: cartExpiresAt(at),
    orderId: null,
    version: 1,
    lines: [],
    modifiedAt: at,
    modifiedBy: actor.userId,
    rejected: [],
  });
}
