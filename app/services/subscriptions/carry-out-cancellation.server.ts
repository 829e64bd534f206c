import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { Charge, Credit } from "#app/domain/billing/charge.ts";
import type { Grant } from "#app/domain/billing/refund.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { type Cancellation, decideCancel } from "#app/domain/subscription/cancellation.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import type { Tx } from "#db/client.ts";
import type { SkuDetail } from "#db/repositories/catalog.ts";
import { insertCredits, listChargesOfTerm } from "#db/repositories/charges.ts";
import { queueNotices } from "../change-once.server.ts";
import { revokeEntitlementsOf } from "../keys/revoke-entitlements.server.ts";
import type { ChangeDeps } from "../ports.ts";
import { applySubscriptionChange } from "./subscription-changes.server.ts";

export type SubscriptionCancelled = {
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly creditMinor: number;
  readonly currency: Currency;
};

/** What is cancelled, by whom: the record is locked by this transaction. */
export type CancellationContext = {
  readonly actor: Actor;
  readonly subscription: Subscription;
  readonly sku: SkuDetail;
  readonly at: Temporal.Instant;
  /** Where a support request is granted: the amount, in place of window and arithmetic. */
  readonly granted?: Grant;
};

/**
 * The one cancellation of a subscription, for the page and for a granted request: decided, written, credited, keys and
 * links revoked, notices queued, all in the caller's transaction.
 *
 * @param mayGoOn asked with the decision before anything is written
 */
export async function carryOutCancellation(
  deps: ChangeDeps,
  tx: Tx,
  { actor, subscription, sku, at, granted }: CancellationContext,
  mayGoOn: (cancellation: Cancellation) => Result<null> = () => ok(null),
): Promise<Result<{ readonly cancelled: SubscriptionCancelled; readonly credits: readonly Credit[] }>> {
  const charges = await listChargesOfTerm(tx, subscription.partnerId, subscription.id, subscription.term.number);
  const decision = decideCancel(subscription, { at, sku, charges, nextId: () => deps.ids.next(), granted });
  if (!decision.ok) return decision;
  const allowed = mayGoOn(decision.value);
  if (!allowed.ok) return allowed;
  const { refund, credits, notices } = decision.value;
  const stored = await applySubscriptionChange(deps, tx, { scope: { actor }, subscription, sku }, decision.value);
  if (!stored.ok) return refused(stored.refusal);
  await insertCredits(
    tx,
    credits.map((credit) => ({ credit, chargeAmountMinor: amountOf(charges, credit.chargeId) })),
  );
  await revokeEntitlementsOf(deps, tx, actor, { ...subscription, subscriptionId: subscription.id }, at);
  await queueNotices(tx, deps.ids, at, notices);
  const { id: subscriptionId, customerId } = subscription;
  const { totalMinor: creditMinor, currency } = refund;
  return ok({ cancelled: { subscriptionId, customerId, creditMinor, currency }, credits });
}

function amountOf(charges: readonly Charge[], chargeId: string): number {
  const charge = charges.find(({ id }) => id === chargeId);
  if (charge === undefined) throw new Error(`Charge ${chargeId} is not of this term`);
  return charge.amountMinor;
}
