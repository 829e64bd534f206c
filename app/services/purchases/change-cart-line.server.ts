import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { LineRequest } from "#app/domain/order/cart-line.ts";
import { decideChangeCartLine } from "#app/domain/order/cart.ts";
import type { Result } from "#app/domain/result.ts";
import { readCartFacts } from "#db/repositories/cart-facts.ts";
import type { ServiceDeps } from "../ports.ts";
import { changeCart, type CartLineInput, type ChangedCart } from "./cart-changes.server.ts";

export type ChangeCartLineInput = CartLineInput & Pick<LineRequest, "termDuration" | "billingPlan" | "quantity">;

/** Sets another quantity, term or plan on a line; checked like a new one. The line takes the price of now. */
export async function changeCartLine(
  deps: ServiceDeps,
  actor: Actor,
  input: ChangeCartLineInput,
  at: Temporal.Instant,
): Promise<Result<ChangedCart>> {
  const { idempotencyKey: _, ...wish } = input;
  const request = { operation: "change-cart-line", wish, ...input };
  return changeCart(deps, actor, request, at, async (tx, cart, customer) => {
    const facts = await readCartFacts(tx, customer, cart.lines, at);
    return decideChangeCartLine(cart, input.lineNumber, input, facts);
  });
}
