import { decideAccess } from "#app/domain/access/permissions.ts";
import { amountOfTerm, cyclesOfTerm } from "#app/domain/billing/cycles.ts";
import { utcDayOf } from "#app/domain/calendar/utc-days.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { refundOfTerm } from "#app/domain/subscription/cancellation.ts";
import { listChargesOfTerm } from "#db/repositories/charges.ts";
import { type CustomerHead, customerHeadOf } from "./customer-head.ts";
import { type RefundText, refundTextOf } from "./derivation.ts";
import { type DayText, formatFor, type MoneyText } from "./format.ts";
import { subscriptionSubject } from "./subscription-subject.ts";
import { actionsOf } from "./subscription.ts";
import {
  type SubscriptionSummary,
  subscriptionSummaryOf,
  type WindowText,
  windowTextOf,
} from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

export type CancelSubscriptionView = {
  readonly customer: CustomerHead;
  readonly subscription: SubscriptionSummary;
  /** Its end with date, time and zone; or that it has passed and when. */
  readonly window: WindowText;
  /** Why it cannot be cancelled; null where it can. */
  readonly refusal: Refusal | null;
  /** To the minor unit; goes into the form as what was shown. */
  readonly refund: RefundText;
  /** Charges of this term that will not be made any more. */
  readonly chargesAhead: number;
  /** After the window all of it is owed. */
  readonly termTotal: MoneyText;
  /** The UTC day that the refund is worked out for. */
  readonly today: DayText;
  /** A support request instead is offered where the portal itself cannot cancel. */
  readonly offersSupportRequest: boolean;
  /** Why the reader may write none; null where it may. */
  readonly supportRefusal: Refusal | null;
  /** What a support request is filled in with. */
  readonly support: {
    readonly customerId: string;
    readonly domain: string;
    readonly orderId: string;
    readonly subscriptionId: string;
    readonly amount: MoneyText;
  };
};

/** What the page says before a subscription is cancelled. */
export async function cancelSubscriptionView(
  context: ViewContext,
  { subscriptionId }: { readonly subscriptionId: string },
): Promise<Result<CancelSubscriptionView>> {
  const subject = await subscriptionSubject(context, subscriptionId);
  if (!subject.ok) return subject;
  const { partnerId, noted, customer, sku, skus } = subject.value;
  const { db, at } = context;
  const { subscription } = noted;
  const { term } = subscription;
  const charges = await listChargesOfTerm(db, partnerId, subscriptionId, term.number);
  const format = formatFor(context.reader);
  const mayWrite = decideAccess(context.actor, "write-support-requests");
  const { refusal } = actionsOf(subscription, sku, context).cancel;
  const refund = refundTextOf(refundOfTerm(subscription, charges, at), charges, at, format);
  return ok({
    customer: customerHeadOf(customer, context, format),
    subscription: subscriptionSummaryOf(noted, skus, at, format),
    window: windowTextOf(subscription, skus, at, format),
    refusal,
    refund,
    chargesAhead: cyclesOfTerm(term) - term.chargedCycles,
    termTotal: format.money(amountOfTerm(term), term.currency),
    today: format.day(utcDayOf(at)),
    offersSupportRequest: refusal?.code === "not-cancellable" || refusal?.code === "cancellation-window-closed",
    supportRefusal: mayWrite.ok ? null : mayWrite.refusal,
    support: {
      customerId: customer.id,
      domain: customer.domain,
      orderId: subscription.orderId,
      subscriptionId,
      amount: refund.total,
    },
  });
}
