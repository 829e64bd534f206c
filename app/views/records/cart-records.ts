import type { Availability, SkuKey } from "#app/domain/catalog/catalog.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import { findAvailability } from "#app/domain/catalog/offers.ts";
import { problemsOfLines } from "#app/domain/order/check-out.ts";
import { refusalOfCart } from "#app/domain/order/cart.ts";
import type { RejectedLine } from "#app/domain/order/cart-items.ts";
import type { CartLine } from "#app/domain/order/order.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { type CartFacts, readCartFacts } from "#db/repositories/cart-facts.ts";
import { findCart, type StoredCart } from "#db/repositories/carts.ts";
import type { SkuDetail } from "#db/repositories/catalog.ts";
import { findCustomerInScope } from "../customer-head.ts";
import type { ViewContext } from "../view-context.ts";

/** A line of a cart as programs read it. */
export type CartLineRecord = {
  readonly line: CartLine;
  readonly title: string;
  /** The offer of now; null where there is none any more. */
  readonly availabilityId: string | null;
  /** Why it could not be bought as things stand. */
  readonly problem: Refusal | null;
};

export type CartRecord = {
  readonly cart: StoredCart;
  readonly lines: readonly CartLineRecord[];
  /** What was asked for beside them and cannot be bought. */
  readonly rejected: readonly (RejectedLine & { readonly title: string })[];
  /** The customer's country. */
  readonly market: string;
};

/** A cart of a customer, open or bought. One that has expired is not there any more. */
export async function cartRecord(
  context: ViewContext,
  params: { readonly customerId: string; readonly cartId: string },
): Promise<Result<CartRecord>> {
  const found = await findCustomerInScope(context, "prepare-cart", params.customerId);
  if (!found.ok) return found;
  const customer = found.value;
  const { db, at } = context;
  const cart = await findCart(db, customer.partnerId, params.cartId);
  if (cart === undefined || cart.customerId !== customer.id) return refused({ code: "not-found", what: "cart" });
  const closed = refusalOfCart(cart, at);
  if (closed?.code === "cart-expired") return refused(closed);
  const facts = await readCartFacts(db, customer, [...cart.lines, ...cart.rejected.map(({ item }) => item)], at);
  const problems = new Map(
    cart.orderId === null
      ? problemsOfLines(cart, facts).map(({ lineNumber, refusal }) => [lineNumber, refusal] as const)
      : [],
  );
  return ok({
    cart,
    market: customer.country,
    rejected: cart.rejected.map((line) => ({ ...line, title: titleOf(line.item, facts.skus) })),
    lines: cart.lines.map((line) => ({
      line,
      title: titleOf(line, facts.skus),
      availabilityId: offerOf(line, facts)?.id ?? null,
      problem: problems.get(line.number) ?? null,
    })),
  });
}

function titleOf(
  { productId, skuId }: Pick<CartLine, "productId" | "skuId">,
  skus: ReadonlyMap<SkuKey, SkuDetail>,
): string {
  const key = skuKey(productId, skuId);
  return skus.get(key)?.title ?? key;
}

function offerOf(line: CartLine, { availabilities, market, segment, at }: CartFacts): Availability | undefined {
  return findAvailability(availabilities, { ...line, market, segment, at });
}
