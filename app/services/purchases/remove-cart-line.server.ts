import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { decideRemoveCartLine } from "#app/domain/order/cart.ts";
import type { Result } from "#app/domain/result.ts";
import type { ServiceDeps } from "../ports.ts";
import { changeCart, type CartLineInput, type ChangedCart } from "./cart-changes.server.ts";

/** Takes a line out of a cart; the numbers of the others stay. */
export async function removeCartLine(
  deps: ServiceDeps,
  actor: Actor,
  input: CartLineInput,
  at: Temporal.Instant,
): Promise<Result<ChangedCart>> {
  const { idempotencyKey: _, ...wish } = input;
  const request = { operation: "remove-cart-line", wish, ...input };
  return changeCart(deps, actor, request, at, async (_tx, cart) =>
    decideRemoveCartLine(cart, input.lineNumber, { at }),
  );
}
