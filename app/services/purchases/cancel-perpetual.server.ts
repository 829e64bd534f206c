import type { Temporal } from "temporal-polyfill";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { decideCancelPerpetual, type PerpetualPurchase } from "#app/domain/billing/perpetual.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { findSku } from "#db/repositories/catalog.ts";
import { findChargeOfPurchase, insertCredits } from "#db/repositories/charges.ts";
import { findOrderLine, markOrderLineCancelled, perpetualPurchaseOf } from "#db/repositories/orders.ts";
import { findPortalSetting } from "#db/repositories/portal-settings.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, queueNotices, refuseAttempt } from "../change-once.server.ts";
import { revokeEntitlementsOf } from "../keys/revoke-entitlements.server.ts";
import type { ServiceDeps } from "../ports.ts";

export type CancelPerpetualInput = {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly lineNumber: number;
  /** The tick that the notice was read. */
  readonly isNoticeConfirmed: boolean;
};

export type PerpetualCancelled = {
  readonly orderId: string;
  readonly lineNumber: number;
  readonly customerId: string;
  readonly creditMinor: number;
  readonly currency: Currency;
};

/**
 * Cancels one purchase of perpetual software through the 30th day after it, with all of its price credited.
 * A purchase above the operator's limit, or of an edition marked so, is refused as under review.
 */
export async function cancelPerpetual(
  deps: ServiceDeps,
  actor: Actor,
  input: CancelPerpetualInput,
  at: Temporal.Instant,
): Promise<Result<PerpetualCancelled>> {
  const logAs = "perpetual-software-cancelled";
  const scope = decidePartnerScope(actor, "cancel-purchase");
  if (!scope.ok)
    return refuseAttempt(deps, actor, {
      at,
      logAs,
      refused: scope,
      findSubject: (tx, partnerId) => findPurchase(tx, partnerId, input),
    });
  const { idempotencyKey, ...wish } = input;
  const request = { actor: scope.value.actor, at, operation: "cancel-perpetual", idempotencyKey, wish, logAs } as const;
  return changeOnce<PerpetualCancelled, Refusal>(deps, request, async (tx, attempt) => {
    const purchase = await findPurchase(tx, scope.value.partnerId, input);
    if (purchase === undefined) return refused({ code: "not-found", what: "order" });
    attempt.subject = purchase;
    const charge = await findChargeOfPurchase(tx, purchase.partnerId, purchase.orderId, purchase.lineNumber);
    const sku = await findSku(tx, purchase.productId, purchase.skuId);
    if (charge === undefined || sku === undefined)
      throw new Error(`Line ${purchase.lineNumber} of order ${purchase.orderId} has no charge or no edition`);
    const reviewAboveMinor = (await findPortalSetting(tx, "perpetual-review-above")) ?? {};
    const facts = { at, sku, reviewAboveMinor, charge, nextId: () => deps.ids.next() };
    const decision = decideCancelPerpetual(purchase, { isNoticeConfirmed: input.isNoticeConfirmed }, facts);
    if (!decision.ok) return decision;
    const { credits, creditMinor, activity, notices } = decision.value;
    if (!(await markOrderLineCancelled(tx, purchase, at))) return refused({ code: "changed-meanwhile" });
    await insertCredits(
      tx,
      credits.map((credit) => ({ credit, chargeAmountMinor: charge.amountMinor })),
    );
    await revokeEntitlementsOf(deps, tx, scope.value.actor, purchase, at);
    await logActivity(tx, deps, scope.value.actor, activity);
    await queueNotices(tx, deps.ids, at, notices);
    const { orderId, lineNumber, customerId, currency } = purchase;
    return ok({ orderId, lineNumber, customerId, creditMinor, currency });
  });
}

/** The purchase, locked; a line of a subscription is no perpetual purchase. */
async function findPurchase(
  tx: Tx,
  partnerId: string,
  { orderId, lineNumber }: CancelPerpetualInput,
): Promise<PerpetualPurchase | undefined> {
  const line = await findOrderLine(tx, partnerId, orderId, lineNumber, { lock: true });
  return line === undefined || line.subscriptionId !== null ? undefined : perpetualPurchaseOf(line);
}
