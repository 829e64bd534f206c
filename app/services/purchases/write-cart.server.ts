import type { Temporal } from "temporal-polyfill";
import { decidePartnerScope, type PartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { currencyOfMarket } from "#app/domain/catalog/markets.ts";
import { type ItemRequest, sortItems, type SortedItems } from "#app/domain/order/cart-items.ts";
import { cartExpiresAt, refusalOfCart } from "#app/domain/order/cart.ts";
import type { CartLine } from "#app/domain/order/order.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { readCartFacts } from "#db/repositories/cart-facts.ts";
import { findCart, insertCart, type StoredCart, updateCartLines } from "#db/repositories/carts.ts";
import { type Customer, findCustomerForChange } from "#db/repositories/customers.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";

export type WriteCartInput = {
  readonly idempotencyKey: string;
  readonly customerId: string;
  /** Null for a new cart. */
  readonly cartId: string | null;
  readonly items: readonly ItemRequest[];
};

export type WrittenCart = { readonly cartId: string };

/**
 * Writes a whole cart, as programs do: a new one, or other lines in place of those of one that is there. Its lines
 * stand in it at the prices of now; those that cannot be bought are kept with their reasons, and nothing is bought until
 * the cart is written without them. A closed market or a quantity that is not allowed leaves the cart as it was; such a
 * refusal names its line (`lineNumber`).
 */
export async function writeCart(
  deps: ServiceDeps,
  actor: Actor,
  input: WriteCartInput,
  at: Temporal.Instant,
): Promise<Result<WrittenCart>> {
  const logAs = "cart-changed";
  const scope = decidePartnerScope(actor, "prepare-cart");
  if (!scope.ok) return refuseAttempt(deps, actor, { at, logAs, refused: scope });
  const { idempotencyKey, ...wish } = input;
  const { actor: owner, partnerId } = scope.value;
  const request = { actor: owner, at, operation: "write-cart", idempotencyKey, wish, logAs } as const;
  return changeOnce<WrittenCart, Refusal>(deps, request, async (tx, attempt) => {
    const customer = await findCustomerForChange(tx, partnerId, input.customerId);
    if (customer === undefined) return refused({ code: "not-found", what: "customer" });
    attempt.subject = { partnerId, customerId: customer.id };
    const present = input.cartId === null ? null : await findCart(tx, partnerId, input.cartId, { lock: true });
    if (present === undefined || (present !== null && present.customerId !== customer.id))
      return refused({ code: "not-found", what: "cart" });
    const closed = present === null ? null : refusalOfCart(present, at);
    if (closed !== null) return refused(closed);
    const sorted = sortItems(input.items, await readCartFacts(tx, customer, input.items, at));
    if (!sorted.ok) return sorted;
    return store(deps, tx, { scope: scope.value, customer, present, content: sorted.value, at });
  });
}

type Written = {
  readonly scope: PartnerScope;
  readonly customer: Customer;
  readonly present: StoredCart | null;
  readonly content: SortedItems;
  readonly at: Temporal.Instant;
};

async function store(
  deps: ServiceDeps,
  tx: Tx,
  { scope, customer, present, content, at }: Written,
): Promise<Result<WrittenCart>> {
  const cart = present ?? emptyCart(deps, scope, customer, at);
  if (present === null) await insertCart(tx, cart);
  const writer = { userId: scope.actor.userId, at };
  if (!(await updateCartLines(tx, cart, content, writer))) return refused({ code: "changed-meanwhile" });
  const subject = { partnerId: cart.partnerId, customerId: cart.customerId };
  await logActivity(
    tx,
    deps,
    scope.actor,
    content.lines.map((line) =>
      activityDone("cart-changed", at, { ...subject, productId: line.productId }, { newValue: valueOf(line) }),
    ),
  );
  return ok({ cartId: cart.id });
}

function valueOf({ skuId, termDuration, billingPlan, quantity }: CartLine) {
  return { skuId, termDuration, billingPlan, quantity };
}

function emptyCart(
  deps: ServiceDeps,
  { actor, partnerId }: PartnerScope,
  customer: Customer,
  at: Temporal.Instant,
): StoredCart {
  const currency = currencyOfMarket(customer.country);
  // Lines were decided for this market, so that it has a currency.
  if (currency === null) throw new Error(`Market ${customer.country} has no currency`);
  return {
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
  };
}
