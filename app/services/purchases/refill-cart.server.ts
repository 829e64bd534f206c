import type { Temporal } from "temporal-polyfill";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { cartExpiresAt, decideAddToCart, refusalOfCart } from "#app/domain/order/cart.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { readCartFacts } from "#db/repositories/cart-facts.ts";
import { findCart, findOpenCart, insertCart, type StoredCart } from "#db/repositories/carts.ts";
import { findCustomerForChange } from "#db/repositories/customers.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { applyCartChange, type ShownFor } from "./cart-changes.server.ts";

export type RefillCartInput = { readonly idempotencyKey: string; readonly expiredCartId: string } & ShownFor;

export type RefilledCart = {
  readonly cartId: string;
  readonly customerId: string;
  readonly added: number;
  /** Lines that cannot be bought any more, and were left out. */
  readonly leftOut: number;
};

/**
 * Puts what stood in an expired cart into the actor's own new one, each line at the price of now. What is no longer
 * sold is left out; where nothing is left, the first reason is the answer. A cart that has not expired needs no other.
 */
export async function refillCart(
  deps: ServiceDeps,
  actor: Actor,
  input: RefillCartInput,
  at: Temporal.Instant,
): Promise<Result<RefilledCart>> {
  const logAs = "cart-changed";
  const scope = decidePartnerScope(actor, "prepare-cart");
  if (!scope.ok) return refuseAttempt(deps, actor, { at, logAs, refused: scope });
  const { idempotencyKey, expiredCartId } = input;
  const owner = scope.value.actor;
  const request = {
    actor: owner,
    at,
    operation: "refill-cart",
    idempotencyKey,
    wish: { expiredCartId },
    logAs,
  } as const;
  return changeOnce<RefilledCart, Refusal>(deps, request, async (tx, attempt) => {
    const old = await findCart(tx, scope.value.partnerId, expiredCartId);
    // Locked, so that two first lines at once do not open two carts.
    const customer = old && (await findCustomerForChange(tx, old.partnerId, old.customerId));
    const isElsewhere = input.customerId !== undefined && input.customerId !== customer?.id;
    if (old === undefined || customer === undefined || isElsewhere) return refused({ code: "not-found", what: "cart" });
    attempt.subject = { partnerId: customer.partnerId, customerId: customer.id };
    const present = await findOpenCart(tx, old.partnerId, customer.id, owner.userId, at);
    if (refusalOfCart(old, at)?.code !== "cart-expired") return refused({ code: "changed-meanwhile" });
    let cart: StoredCart = present ?? {
      ...old,
      id: deps.ids.next(),
      createdBy: owner.userId,
      createdAt: at,
      expiresAt: cartExpiresAt(at),
      version: 1,
      lines: [],
      modifiedAt: at,
      modifiedBy: owner.userId,
      rejected: [],
    };
    let isStored = present !== undefined;
    const facts = await readCartFacts(tx, customer, [...cart.lines, ...old.lines], at);
    let added = 0;
    let reason: Refusal | null = null;
    for (const line of old.lines) {
      const change = decideAddToCart(cart, line, facts);
      if (!change.ok) {
        reason ??= change.refusal;
        continue;
      }
      if (!isStored) await insertCart(tx, cart);
      isStored = true;
      const applied = await applyCartChange(deps, tx, scope.value, { cart, change: change.value, at });
      if (!applied.ok) return applied;
      cart = { ...cart, lines: change.value.cart.lines, version: change.value.cart.version };
      added += 1;
    }
    if (added === 0 && reason !== null) return refused(reason);
    return ok({ cartId: cart.id, customerId: customer.id, added, leftOut: old.lines.length - added });
  });
}
