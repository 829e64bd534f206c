import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { decidePartnerScope, type PartnerScope } from "#app/domain/access/partner-scope.ts";
import type { CartChange } from "#app/domain/order/cart.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { findCart, type StoredCart, updateCartLines } from "#db/repositories/carts.ts";
import { type Customer, findCustomer } from "#db/repositories/customers.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";

/** A change of one line of a cart that is there already. */
export type CartLineInput = {
  readonly idempotencyKey: string;
  readonly cartId: string;
  readonly lineNumber: number;
} & ShownFor;

/** Where a cart was shown. */
export type ShownFor = {
  /** The customer below whose address the form stood; a cart of another customer is not found there. */
  readonly customerId?: string | undefined;
};

export type ChangedCart = { readonly cartId: string; readonly lineNumber: number };

/** What adding, changing and removing share: permission, scope, the cart's row, compare-and-set, the log. */
export async function changeCart(
  deps: ServiceDeps,
  actor: Actor,
  input: {
    readonly operation: string;
    readonly idempotencyKey: string;
    readonly wish: unknown;
    readonly cartId: string;
  } & ShownFor,
  at: Temporal.Instant,
  decide: (tx: Tx, cart: StoredCart, customer: Customer) => Promise<Result<CartChange>>,
): Promise<Result<ChangedCart>> {
  const scope = decidePartnerScope(actor, "prepare-cart");
  if (!scope.ok) return refuseAttempt(deps, actor, { at, logAs: "cart-changed", refused: scope });
  const { operation, idempotencyKey, wish } = input;
  const request = { actor: scope.value.actor, at, operation, idempotencyKey, wish, logAs: "cart-changed" } as const;
  return changeOnce<ChangedCart, Refusal>(deps, request, async (tx, attempt) => {
    const found = await findCartWithCustomer(tx, scope.value, input);
    if (!found.ok) return found;
    const { cart, customer } = found.value;
    attempt.subject = { partnerId: cart.partnerId, customerId: cart.customerId };
    const change = await decide(tx, cart, customer);
    return change.ok ? applyCartChange(deps, tx, scope.value, { cart, change: change.value, at }) : change;
  });
}

/** A cart of the actor's organisation (and of a customer, where one is named), locked, with its customer. */
export async function findCartWithCustomer(
  tx: Tx,
  { partnerId }: PartnerScope,
  { cartId, customerId }: { readonly cartId: string } & ShownFor,
): Promise<Result<{ cart: StoredCart; customer: Customer }>> {
  const cart = await findCart(tx, partnerId, cartId, { lock: true });
  const isElsewhere = customerId !== undefined && cart?.customerId !== customerId;
  const customer = cart === undefined ? undefined : await findCustomer(tx, partnerId, cart.customerId);
  if (cart === undefined || customer === undefined || isElsewhere) return refused({ code: "not-found", what: "cart" });
  return ok({ cart, customer });
}

/** Writes what was decided about a cart, unless somebody else changed it meanwhile. */
export async function applyCartChange(
  deps: ServiceDeps,
  tx: Tx,
  { actor }: PartnerScope,
  { cart, change, at }: { readonly cart: StoredCart; readonly change: CartChange; readonly at: Temporal.Instant },
): Promise<Result<ChangedCart>> {
  const { lines, rejected = [] } = change.cart;
  const writer = { userId: actor.userId, at };
  if (!(await updateCartLines(tx, cart, { lines, rejected }, writer))) return refused({ code: "changed-meanwhile" });
  await logActivity(tx, deps, actor, change.activity);
  return ok({ cartId: cart.id, lineNumber: change.line.number });
}
