import type { Temporal } from "temporal-polyfill";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { type PerpetualPurchase, refusalToCancelPerpetual } from "#app/domain/billing/perpetual.ts";
import type { Order, OrderLine } from "#app/domain/order/order.ts";
import { hasBegunTerm } from "#app/domain/order/running-term.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Refused, type Result } from "#app/domain/result.ts";
import { refusalToCancel } from "#app/domain/subscription/cancellation.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import type { Tx } from "#db/client.ts";
import { findSku, type SkuDetail } from "#db/repositories/catalog.ts";
import { findOrder } from "#db/repositories/orders.ts";
import { findPortalSetting } from "#db/repositories/portal-settings.ts";
import { findSubscriptionForChange } from "#db/repositories/subscriptions.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { carryOutCancellation } from "../subscriptions/carry-out-cancellation.server.ts";
import { carryOutPerpetualCancellation, findPurchaseForChange } from "./carry-out-perpetual-cancellation.server.ts";

export type CancelOrderLinesInput = {
  readonly idempotencyKey: string;
  readonly customerId: string;
  readonly orderId: string;
  /** Null for all lines that are not cancelled yet. */
  readonly lineNumbers: readonly number[] | null;
};

export type OrderLinesCancelled = { readonly orderId: string; readonly lineNumbers: readonly number[] };

/** A line that is about to be cancelled, its record locked. */
type LockedLine = { readonly line: OrderLine; readonly sku: SkuDetail } & (
  | { readonly subscription: Subscription; readonly purchase: null }
  | { readonly subscription: null; readonly purchase: PerpetualPurchase }
);

/**
 * Cancels lines of one order, subscriptions and perpetual software alike, by the same rules as the pages do one by one:
 * all of them or none. The first line that may not be cancelled is the refusal.
 */
export async function cancelOrderLines(
  deps: ServiceDeps,
  actor: Actor,
  input: CancelOrderLinesInput,
  at: Temporal.Instant,
): Promise<Result<OrderLinesCancelled>> {
  const logAs = "subscription-cancelled";
  const scope = decidePartnerScope(actor, "cancel-purchase");
  if (!scope.ok) {
    const findSubject = async (tx: Tx, partnerId: string) => subjectOf(await findOrder(tx, partnerId, input.orderId));
    return refuseAttempt(deps, actor, { at, logAs, refused: scope, findSubject });
  }
  const { idempotencyKey, ...wish } = input;
  const { actor: user, partnerId } = scope.value;
  const request = { actor: user, at, operation: "cancel-order-lines", idempotencyKey, wish, logAs } as const;
  return changeOnce<OrderLinesCancelled, Refusal>(deps, request, async (tx, attempt) => {
    const order = await findOrder(tx, partnerId, input.orderId);
    if (order === undefined || order.customerId !== input.customerId)
      return refused({ code: "not-found", what: "order" });
    attempt.subject = subjectOf(order) ?? attempt.subject;
    const locked = await lockLines(tx, order, input.lineNumbers);
    if (!locked.ok) return locked;
    // Everything is decided before anything is written: a refusal leaves nothing behind.
    const refusal = await firstRefusal(tx, order, locked.value, at);
    if (refusal !== null) return refusal;
    for (const line of locked.value) {
      const done =
        line.subscription === null
          ? await carryOutPerpetualCancellation(deps, tx, {
              actor: user,
              purchase: line.purchase,
              isNoticeConfirmed: true,
              at,
            })
          : await carryOutCancellation(deps, tx, { actor: user, subscription: line.subscription, sku: line.sku, at });
      if (!done.ok) throw new Error(`Line ${line.line.number} of order ${order.id} was let through and then refused`);
    }
    return ok({ orderId: order.id, lineNumbers: locked.value.map(({ line }) => line.number) });
  });
}

function subjectOf(order: Order | undefined) {
  if (order === undefined) return undefined;
  return { partnerId: order.partnerId, customerId: order.customerId, orderId: order.id };
}

async function lockLines(
  tx: Tx,
  order: Order,
  lineNumbers: readonly number[] | null,
): Promise<Result<readonly LockedLine[]>> {
  const wanted = lineNumbers === null ? order.lines.map(({ number }) => number) : [...new Set(lineNumbers)];
  const locked: LockedLine[] = [];
  let before: Refused | null = null;
  for (const number of wanted) {
    const line = order.lines.find((own) => own.number === number);
    if (line === undefined) return refused({ code: "cart-line-not-found", lineNumber: number });
    const found = await lockLine(tx, order, line);
    const cancelledAt = (found.subscription ?? found.purchase).cancelledAt;
    if (cancelledAt === null) locked.push(found);
    else before ??= cancelledBefore(order, number, cancelledAt);
  }
  // Lines that are named must all be there to be cancelled; without names it is enough that one is.
  return before !== null && (lineNumbers !== null || locked.length === 0) ? before : ok(locked);
}

function cancelledBefore(order: Order, lineNumber: number, cancelledAt: Temporal.Instant): Refused {
  return refused({
    code: "purchase-cancelled",
    orderId: order.id,
    lineNumber,
    cancelledAt: cancelledAt.epochMilliseconds,
  });
}

async function lockLine(tx: Tx, order: Order, line: OrderLine): Promise<LockedLine> {
  const sku = await findSku(tx, line.productId, line.skuId);
  if (sku === undefined) throw new Error(`SKU ${line.productId}:${line.skuId} is not in the catalogue`);
  if (line.subscriptionId === null) {
    const purchase = await findPurchaseForChange(tx, order.partnerId, { orderId: order.id, lineNumber: line.number });
    if (purchase === undefined) throw new Error(`Line ${line.number} of order ${order.id} is gone`);
    return { line, sku, subscription: null, purchase };
  }
  const subscription = await findSubscriptionForChange(tx, order.partnerId, line.subscriptionId);
  if (subscription === undefined) throw new Error(`Subscription ${line.subscriptionId} of an order is gone`);
  return { line, sku, subscription, purchase: null };
}

/** Why one of the lines may not be cancelled at the instant; null where all may. */
async function firstRefusal(
  tx: Tx,
  order: Order,
  lines: readonly LockedLine[],
  at: Temporal.Instant,
): Promise<Refused | null> {
  const reviewAboveMinor = (await findPortalSetting(tx, "perpetual-review-above")) ?? {};
  for (const { subscription, purchase, sku } of lines) {
    const refusal =
      subscription === null
        ? refusalToCancelPerpetual(purchase, { at, sku, reviewAboveMinor })
        : refusalToCancel(subscription, sku, at);
    if (refusal !== null) return refused(refusal);
    // The running term belongs to another order: cancelling this one would cancel what that one renewed.
    if (subscription !== null && !hasBegunTerm(order, subscription)) return refused({ code: "changed-meanwhile" });
  }
  return null;
}
