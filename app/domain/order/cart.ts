import type { Temporal } from "temporal-polyfill";
import { activityDone, type ActivityDraft } from "../activity/activity.ts";
import { addHours, isBefore } from "../calendar/utc-days.ts";
import { cartLinesMax } from "../policies.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import type { RejectedLine } from "./cart-items.ts";
import { decideCartLine, type LineFacts, type LineRefusal, type LineRequest } from "./cart-line.ts";
import { cartLifetimeDays, type CartLine } from "./order.ts";

/** What a partner admin puts together for one customer. */
export type Cart = {
  readonly id: string;
  readonly partnerId: string;
  readonly customerId: string;
  readonly createdAt: Temporal.Instant;
  /** The order it became; null before. */
  readonly orderId: string | null;
  readonly lines: readonly CartLine[];
  /** Lines that a program asked for and that cannot be bought; while there are any, nothing of the cart is. */
  readonly rejected?: readonly RejectedLine[] | undefined;
  readonly version: number;
};

/** When a cart expires, exclusive: exactly seven days after its creation. */
export function cartExpiresAt(createdAt: Temporal.Instant): Temporal.Instant {
  return addHours(createdAt, cartLifetimeDays * 24);
}

export type CartRefusal = RefusalOf<"cart-expired" | "cart-checked-out">;

/** Why nothing of a cart is bought while it has lines that cannot be; null where it has none. */
export function refusalOfRejected({ rejected = [] }: Pick<Cart, "rejected">): RefusalOf<"cart-lines-rejected"> | null {
  const lineNumbers = rejected.map(({ number }) => number);
  return lineNumbers.length === 0 ? null : { code: "cart-lines-rejected", count: lineNumbers.length, lineNumbers };
}

/** Why a cart can no longer be touched; null where it can. */
export function refusalOfCart(cart: Cart, at: Temporal.Instant): CartRefusal | null {
  if (cart.orderId !== null) return { code: "cart-checked-out", orderId: cart.orderId };
  const expiresAt = cartExpiresAt(cart.createdAt);
  return isBefore(at, expiresAt) ? null : { code: "cart-expired", expiredAt: expiresAt.epochMilliseconds };
}

export type CartChange = {
  readonly cart: Cart;
  /** The line that was added, changed or removed. */
  readonly line: Pick<CartLine, "number">;
  readonly activity: readonly ActivityDraft[];
};

function changed(
  cart: Cart,
  line: CartLine,
  lines: readonly CartLine[],
  at: Temporal.Instant,
  quantity: number,
): CartChange {
  const { partnerId, customerId } = cart;
  return {
    cart: { ...cart, lines, version: cart.version + 1 },
    line,
    activity: [
      activityDone(
        "cart-changed",
        at,
        { partnerId, customerId, productId: line.productId },
        { newValue: { skuId: line.skuId, termDuration: line.termDuration, billingPlan: line.billingPlan, quantity } },
      ),
    ],
  };
}

function isSameOffer(line: CartLine, request: LineRequest): boolean {
  return (
    line.productId === request.productId &&
    line.skuId === request.skuId &&
    line.termDuration === request.termDuration &&
    line.billingPlan === request.billingPlan
  );
}

/**
 * Adds to a cart. What stands in it already with the same term and plan becomes one line with the sum of both
 * quantities, so that the limits are measured over all of it.
 */
export function decideAddToCart(
  cart: Cart,
  request: LineRequest,
  facts: LineFacts,
): Result<CartChange, LineRefusal | CartRefusal | RefusalOf<"cart-too-long">> {
  const refusal = refusalOfCart(cart, facts.at);
  if (refusal) return refused(refusal);
  const present = cart.lines.find((line) => isSameOffer(line, request));
  if (!present && cart.lines.length >= cartLinesMax) return refused({ code: "cart-too-long", linesMax: cartLinesMax });
  const quantity = request.quantity + (present?.quantity ?? 0);
  // The quantity asked for must be a right one itself, also where the sum would be.
  const decision =
    request.quantity >= 1
      ? decideCartLine(cart.lines, { ...request, quantity }, facts)
      : decideCartLine(cart.lines, request, facts);
  if (!decision.ok) return decision;
  const taken = [...cart.lines, ...(cart.rejected ?? [])].map((line) => line.number);
  const number = present?.number ?? Math.max(-1, ...taken) + 1;
  const line: CartLine = { number, ...decision.value.line };
  const lines = present ? cart.lines.map((other) => (other === present ? line : other)) : [...cart.lines, line];
  return ok(changed(cart, line, lines, facts.at, quantity));
}

/** Sets another quantity, term or plan on a line. */
export function decideChangeCartLine(
  cart: Cart,
  lineNumber: number,
  request: Pick<LineRequest, "termDuration" | "billingPlan" | "quantity">,
  facts: LineFacts,
): Result<CartChange, LineRefusal | CartRefusal | RefusalOf<"cart-line-not-found">> {
  const refusal = refusalOfCart(cart, facts.at);
  if (refusal) return refused(refusal);
  const present = cart.lines.find((line) => line.number === lineNumber);
  if (!present) return refused({ code: "cart-line-not-found", lineNumber });
  const { termDuration, billingPlan, quantity } = request;
  const { productId, skuId } = present;
  const decision = decideCartLine(cart.lines, { productId, skuId, termDuration, billingPlan, quantity }, facts);
  if (!decision.ok) return decision;
  const line: CartLine = { number: lineNumber, ...decision.value.line };
  const lines = cart.lines.map((other) => (other === present ? line : other));
  return ok(changed(cart, line, lines, facts.at, line.quantity));
}

function withoutRejected(cart: Cart, line: RejectedLine, at: Temporal.Instant): CartChange {
  const { partnerId, customerId } = cart;
  const { productId, skuId } = line.item;
  return {
    cart: { ...cart, rejected: cart.rejected?.filter((other) => other !== line), version: cart.version + 1 },
    line,
    activity: [
      activityDone("cart-changed", at, { partnerId, customerId, productId }, { newValue: { skuId, quantity: 0 } }),
    ],
  };
}

/** Takes a line out, also one that cannot be bought; the numbers of the others stay. */
export function decideRemoveCartLine(
  cart: Cart,
  lineNumber: number,
  { at }: { readonly at: Temporal.Instant },
): Result<CartChange, CartRefusal | RefusalOf<"cart-line-not-found">> {
  const refusal = refusalOfCart(cart, at);
  if (refusal) return refused(refusal);
  const rejected = cart.rejected?.find(({ number }) => number === lineNumber);
  if (rejected) return ok(withoutRejected(cart, rejected, at));
  const line = cart.lines.find(({ number }) => number === lineNumber);
  if (!line) return refused({ code: "cart-line-not-found", lineNumber });
  return ok(
    changed(
      cart,
      line,
      cart.lines.filter((other) => other !== line),
      at,
      0,
    ),
  );
}
