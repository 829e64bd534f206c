import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { Charge } from "#app/domain/billing/charge.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { decideCancel } from "#app/domain/subscription/cancellation.ts";
import { insertCredits, listChargesOfTerm } from "#db/repositories/charges.ts";
import { queueNotices } from "../change-once.server.ts";
import { revokeEntitlementsOf } from "../keys/revoke-entitlements.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { applySubscriptionChange, changeSubscription, type SubscriptionInput } from "./subscription-changes.server.ts";

export type CancelSubscriptionInput = SubscriptionInput & {
  /** The person has confirmed the notice on the page. */
  readonly isConfirmed: boolean;
  /** The refund the page showed, in minor units; another one by now is refused, so that nobody gets less than was read. Null skips it. */
  readonly shownCreditMinor: number | null;
};

export type SubscriptionCancelled = {
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly creditMinor: number;
  readonly currency: Currency;
};

/**
 * Cancels a subscription inside the window of its term and credits the days that remain of what was charged.
 * Later cycles are never charged. However many ask at once, one cancels and one credit is written.
 */
export async function cancelSubscription(
  deps: ServiceDeps,
  actor: Actor,
  input: CancelSubscriptionInput,
  at: Temporal.Instant,
): Promise<Result<SubscriptionCancelled>> {
  const change = {
    operation: "cancel-subscription",
    permission: "cancel-purchase",
    logAs: "subscription-cancelled",
    input,
  } as const;
  return changeSubscription<SubscriptionCancelled>(deps, actor, change, at, async (tx, context) => {
    const { subscription, sku } = context;
    const charges = await listChargesOfTerm(tx, subscription.partnerId, subscription.id, subscription.term.number);
    const nextId = () => deps.ids.next();
    const decision = decideCancel(subscription, { at, sku, charges, nextId });
    if (!decision.ok) return decision;
    const { refund, credits, notices } = decision.value;
    if (!input.isConfirmed) return refused({ code: "notice-not-confirmed" });
    if (input.shownCreditMinor !== null && input.shownCreditMinor !== refund.totalMinor)
      return refused({ code: "changed-meanwhile" });
    const stored = await applySubscriptionChange(deps, tx, context, decision.value);
    if (!stored.ok) return stored;
    await insertCredits(
      tx,
      credits.map((credit) => ({ credit, chargeAmountMinor: amountOf(charges, credit.chargeId) })),
    );
    await revokeEntitlementsOf(deps, tx, actor, { ...subscription, subscriptionId: subscription.id }, at);
    await queueNotices(tx, deps.ids, at, notices);
    return ok({
      subscriptionId: subscription.id,
      customerId: subscription.customerId,
      creditMinor: refund.totalMinor,
      currency: refund.currency,
    });
  });
}

function amountOf(charges: readonly Charge[], chargeId: string): number {
  const charge = charges.find(({ id }) => id === chargeId);
  if (charge === undefined) throw new Error(`Charge ${chargeId} is not of this term`);
  return charge.amountMinor;
}
