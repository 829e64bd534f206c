import { cyclesOfTerm } from "#app/domain/billing/cycles.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import type { NextTerm } from "#app/domain/subscription/subscription.ts";
import { autoRenewSubject } from "./auto-renew-subject.ts";
import type { CustomerHead } from "./customer-head.ts";
import { type RenewalPreview, renewalOutlookOf } from "./renewal-preview.ts";
import type { SubscriptionSummary } from "./subscription-summary.ts";
import { type TermText, termTextOf } from "./term-text.ts";
import type { ViewContext } from "./view-context.ts";

export type AutoRenewView = {
  readonly customer: CustomerHead;
  readonly subscription: SubscriptionSummary;
  /** Why it cannot be switched the other way; null where it can. */
  readonly refusal: Refusal | null;
  /** What switching off removes; null where nothing was scheduled. */
  readonly scheduled: NextTerm | null;
  /** Charges of the present term that are still to come; they stay due either way. */
  readonly chargesAhead: number;
  /** The next term with auto-renew on, whichever way it stands now; or why there would be none all the same. */
  readonly renewal:
    | { readonly willRenew: true; readonly preview: RenewalPreview; readonly term: TermText }
    | { readonly willRenew: false; readonly reason: Refusal };
};

/** The page on which auto-renew is switched: what renewing would cost, and what ends without it. */
export async function autoRenewView(
  context: ViewContext,
  { subscriptionId }: { readonly subscriptionId: string },
): Promise<Result<AutoRenewView>> {
  const found = await autoRenewSubject(context, subscriptionId);
  if (!found.ok) return found;
  const { head, subscription, skus, offers, actions, format } = found.value;
  const renewal = renewalOutlookOf({ ...subscription, isAutoRenewOn: true }, offers, skus, format);
  return ok({
    ...head,
    refusal: actions[subscription.isAutoRenewOn ? "switch-auto-renew-off" : "switch-auto-renew-on"].refusal,
    chargesAhead: cyclesOfTerm(subscription.term) - subscription.term.chargedCycles,
    renewal: renewal.willRenew ? { ...renewal, term: termTextOf(renewal.term, format) } : renewal,
  });
}
