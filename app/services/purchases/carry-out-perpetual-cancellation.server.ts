import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { Credit } from "#app/domain/billing/charge.ts";
import { decideCancelPerpetual, type PerpetualPurchase } from "#app/domain/billing/perpetual.ts";
import type { Grant } from "#app/domain/billing/refund.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { findSku } from "#db/repositories/catalog.ts";
import { findChargeOfPurchase, insertCredits } from "#db/repositories/charges.ts";
import { findOrderLine, markOrderLineCancelled, perpetualPurchaseOf } from "#db/repositories/orders.ts";
import { findPortalSetting } from "#db/repositories/portal-settings.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { queueNotices } from "../change-once.server.ts";
import { revokeEntitlementsOf } from "../keys/revoke-entitlements.server.ts";
import type { ServiceDeps } from "../ports.ts";

export type PerpetualCancelled = {
  readonly orderId: string;
  readonly lineNumber: number;
  readonly customerId: string;
  readonly creditMinor: number;
  readonly currency: Currency;
};

/** What is cancelled, by whom: the line is locked by this transaction. */
export type PerpetualCancellationContext = {
  readonly actor: Actor;
  readonly purchase: PerpetualPurchase;
  readonly isNoticeConfirmed: boolean;
  readonly at: Temporal.Instant;
  /** Where a support request is granted: the amount, in place of window, review and whole price. */
  readonly granted?: Grant;
};

/**
 * The one cancellation of perpetual software, for the page and for a granted request: decided, written, credited, keys
 * and links revoked, notices queued, all in the caller's transaction.
 */
export async function carryOutPerpetualCancellation(
  deps: ServiceDeps,
  tx: Tx,
  { actor, purchase, isNoticeConfirmed, at, granted }: PerpetualCancellationContext,
): Promise<Result<{ readonly cancelled: PerpetualCancelled; readonly credits: readonly Credit[] }>> {
  const charge = await findChargeOfPurchase(tx, purchase.partnerId, purchase.orderId, purchase.lineNumber);
  const sku = await findSku(tx, purchase.productId, purchase.skuId);
  if (charge === undefined || sku === undefined)
    throw new Error(`Line ${purchase.lineNumber} of order ${purchase.orderId} has no charge or no edition`);
  const reviewAboveMinor = (await findPortalSetting(tx, "perpetual-review-above")) ?? {};
  const facts = { at, sku, reviewAboveMinor, charge, nextId: () => deps.ids.next(), granted };
  const decision = decideCancelPerpetual(purchase, { isNoticeConfirmed }, facts);
  if (!decision.ok) return decision;
  const { credits, creditMinor, activity, notices } = decision.value;
  if (!(await markOrderLineCancelled(tx, purchase, at))) return refused({ code: "changed-meanwhile" });
  await insertCredits(
    tx,
    credits.map((credit) => ({ credit, chargeAmountMinor: charge.amountMinor })),
  );
  await revokeEntitlementsOf(deps, tx, actor, purchase, at);
  await logActivity(tx, deps, actor, activity);
  await queueNotices(tx, deps.ids, at, notices);
  const { orderId, lineNumber, customerId, currency } = purchase;
  return ok({ cancelled: { orderId, lineNumber, customerId, creditMinor, currency }, credits });
}

/** The purchase, locked; a line of a subscription is no perpetual purchase. */
export async function findPurchaseForChange(
  tx: Tx,
  partnerId: string,
  { orderId, lineNumber }: { readonly orderId: string; readonly lineNumber: number },
): Promise<PerpetualPurchase | undefined> {
  const line = await findOrderLine(tx, partnerId, orderId, lineNumber, { lock: true });
  return line === undefined || line.subscriptionId !== null ? undefined : perpetualPurchaseOf(line);
}
