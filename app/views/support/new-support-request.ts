import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { ok, type Result } from "#app/domain/result.ts";
import type { SupportTopic } from "#app/domain/support/support-request.ts";
import { findUserById } from "#db/repositories/users.ts";
import { cancelPerpetualView } from "../cancel-perpetual.ts";
import { cancelSubscriptionView } from "../cancel-subscription.ts";
import type { DayText, InstantText, MoneyText } from "../format.ts";
import type { ViewContext } from "../view-context.ts";

/** What a cancellation that the portal does not carry out fills into a request. */
export type SupportPrefill = {
  readonly topic: SupportTopic;
  readonly customer: { readonly id: string; readonly name: string; readonly domain: string };
  /** Title of what was bought. */
  readonly purchase: string;
  readonly orderId: string;
  readonly lineNumber: number | null;
  readonly subscriptionId: string | null;
  /** What cancelling would give back by the rules of the window; zero is not asked for. */
  readonly amount: MoneyText | null;
  /** Why the portal itself does not cancel; null where it would. */
  readonly reason: "window-closed" | "never" | "under-review" | null;
  readonly boughtAt: InstantText | null;
  readonly lastOn: DayText | null;
};

export type NewSupportRequestView = {
  readonly prefill: SupportPrefill | null;
  readonly contact: { readonly name: string; readonly email: string };
};

/** What stands in the form of a new request: who asks, and where it comes from a purchase, what it is about. */
export async function newSupportRequestView(
  context: ViewContext,
  params: {
    readonly subscriptionId: string | null;
    readonly customerId: string | null;
    readonly orderId: string | null;
    readonly lineNumber: number | null;
  },
): Promise<Result<NewSupportRequestView>> {
  const scope = decidePartnerScope(context.actor, "write-support-requests");
  if (!scope.ok) return scope;
  const user = await findUserById(context.db, scope.value.actor.userId);
  const contact = { name: user?.displayName ?? "", email: user?.email ?? "" };
  const prefill = await prefillOf(context, params);
  return prefill.ok ? ok({ prefill: prefill.value, contact }) : prefill;
}

async function prefillOf(
  context: ViewContext,
  { subscriptionId, customerId, orderId, lineNumber }: Parameters<typeof newSupportRequestView>[1],
): Promise<Result<SupportPrefill | null>> {
  if (subscriptionId !== null) {
    const found = await cancelSubscriptionView(context, { subscriptionId });
    if (!found.ok) return found;
    const { customer, subscription, support, refusal } = found.value;
    return ok({
      topic: "purchase-refund",
      customer,
      purchase: subscription.product.title,
      orderId: support.orderId,
      lineNumber: null,
      subscriptionId,
      amount: askedFor(support.amount),
      reason: reasonOf(refusal?.code),
      boughtAt: null,
      lastOn: null,
    });
  }
  if (customerId === null || orderId === null || lineNumber === null) return ok(null);
  const found = await cancelPerpetualView(context, { customerId, orderId, lineNumber });
  if (!found.ok) return found;
  const { customer, product, chosen } = found.value;
  return ok({
    topic: "purchase-refund",
    customer,
    purchase: product.title,
    orderId,
    lineNumber,
    subscriptionId: null,
    amount: chosen === null ? null : askedFor(chosen.credit),
    reason: reasonOf(chosen?.refusal?.code),
    boughtAt: chosen?.orderedAt ?? null,
    lastOn: chosen?.lastOn ?? null,
  });
}

function askedFor(amount: MoneyText): MoneyText | null {
  return amount.amountMinor === 0 ? null : amount;
}

function reasonOf(code: string | undefined): SupportPrefill["reason"] {
  if (code === "cancellation-window-closed") return "window-closed";
  if (code === "not-cancellable") return "never";
  return code === "under-review" ? "under-review" : null;
}
