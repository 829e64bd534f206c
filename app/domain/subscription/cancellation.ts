import type { Temporal } from "temporal-polyfill";
import { activityDone, type ActivityDraft } from "../activity/activity.ts";
import type { Charge, Credit } from "../billing/charge.ts";
import {
  creditOf,
  type Grant,
  grantedValue,
  refundOfCharge,
  refundsOfGrant,
  refusalOfGrantedAmount,
  type Refund,
} from "../billing/refund.ts";
import { addHours, isBefore } from "../calendar/utc-days.ts";
import type { Sku } from "../catalog/catalog.ts";
import type { Currency } from "../money/currencies.ts";
import { assertMinor } from "../money/money.ts";
import { termNoticeKey, type NoticeDraft } from "../notices/notices.ts";
import { cancellationWindowHours } from "../policies.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { refusalOfStanding, type StandingRefusal } from "./status.ts";
import { subjectOf } from "./subject.ts";
import type { Subscription, Term } from "./subscription.ts";

/** While a term can be cancelled: from its opening, end exclusive. */
export type CancellationWindow = { readonly opensAt: Temporal.Instant; readonly closesAt: Temporal.Instant };

/** Rule: 168 hours from the purchase, or from when the renewal completed. */
export function cancellationWindow(term: Pick<Term, "windowOpenedAt">): CancellationWindow {
  return { opensAt: term.windowOpenedAt, closesAt: addHours(term.windowOpenedAt, cancellationWindowHours) };
}

/** Whether a term's window is still open; at its closing instant it is closed. */
export function isWindowOpen(term: Pick<Term, "windowOpenedAt">, at: Temporal.Instant): boolean {
  return isBefore(at, cancellationWindow(term).closesAt);
}

export type CancelRefusal = StandingRefusal | RefusalOf<"not-cancellable" | "cancellation-window-closed">;

/** Why a subscription cannot be cancelled at an instant; null where it can. */
export function refusalToCancel(
  subscription: Subscription,
  sku: Pick<Sku, "isCancellable">,
  at: Temporal.Instant,
): CancelRefusal | null {
  const standing = refusalOfStanding(subscription, at);
  if (standing) return standing;
  const never = refusalOfKind(subscription, sku);
  if (never) return never;
  const { closesAt } = cancellationWindow(subscription.term);
  if (isBefore(at, closesAt)) return null;
  return { code: "cancellation-window-closed", closedAt: closesAt.epochMilliseconds };
}

/** Why such a product is never cancelled in the portal, at no instant; null for everything with a window. */
export function refusalOfKind(
  { kind }: Pick<Subscription, "kind">,
  { isCancellable }: Pick<Sku, "isCancellable">,
): RefusalOf<"not-cancellable"> | null {
  if (kind === "azure-reservation") return { code: "not-cancellable", reason: "reservation" };
  if (kind === "third-party-plan" || !isCancellable) return { code: "not-cancellable", reason: "plan-never-cancelled" };
  return null;
}

/** What cancelling at an instant gives back: one entry per charge of the present term, and their sum. */
export type RefundOfTerm = {
  readonly refunds: readonly Refund[];
  readonly totalMinor: number;
  readonly currency: Currency;
};

/** The refund shown before submitting and paid after it; `charges` may hold charges of other terms, which count for nothing. */
export function refundOfTerm(
  subscription: Subscription,
  charges: readonly Charge[],
  at: Temporal.Instant,
): RefundOfTerm {
  const refunds = chargesOfPresentTerm(subscription, charges).map((charge) => refundOfCharge(charge, at));
  return {
    refunds,
    totalMinor: assertMinor(refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0)),
    currency: subscription.term.currency,
  };
}

function refundOfGrant(subscription: Subscription, charges: readonly Charge[], granted: Grant): RefundOfTerm {
  return {
    refunds: refundsOfGrant(charges, granted.amountMinor),
    totalMinor: assertMinor(granted.amountMinor),
    currency: subscription.term.currency,
  };
}

function chargesOfPresentTerm(subscription: Subscription, charges: readonly Charge[]): readonly Charge[] {
  return charges.filter(
    (charge) => charge.subscriptionId === subscription.id && charge.termNumber === subscription.term.number,
  );
}

export type CancelFacts = {
  readonly at: Temporal.Instant;
  readonly sku: Pick<Sku, "isCancellable">;
  /** The charges made for the present term. */
  readonly charges: readonly Charge[];
  readonly nextId: () => string;
  /** What a support request was granted: then neither window nor kind of product stands in the way. */
  readonly granted?: Grant | undefined;
};

export type Cancellation = {
  /** The record after it; later cycles are not charged any more, because a cancelled subscription has none due. */
  readonly subscription: Subscription;
  readonly refund: RefundOfTerm;
  readonly credits: readonly Credit[];
  readonly activity: readonly ActivityDraft[];
  readonly notices: readonly NoticeDraft[];
};

/**
 * Cancels inside the window of the present term and credits what was charged for the days that remain. Where the
 * operator grants it, it is the same cancellation at any time of a running term, with the amount that was granted.
 */
export function decideCancel(
  subscription: Subscription,
  facts: CancelFacts,
): Result<Cancellation, CancelRefusal | RefusalOf<"grant-above-charged">> {
  const { at, sku, nextId, granted } = facts;
  const refusal = granted === undefined ? refusalToCancel(subscription, sku, at) : refusalOfStanding(subscription, at);
  if (refusal) return refused(refusal);
  const charges = chargesOfPresentTerm(subscription, facts.charges);
  const tooMuch = granted === undefined ? null : refusalOfGrantedAmount(granted, charges, subscription.term.currency);
  if (tooMuch) return refused(tooMuch);
  const refund =
    granted === undefined ? refundOfTerm(subscription, charges, at) : refundOfGrant(subscription, charges, granted);
  const credits = charges.flatMap((charge) => {
    const ofCharge = refund.refunds.find(({ chargeId }) => chargeId === charge.id);
    if (ofCharge === undefined) return [];
    return creditOf(charge, ofCharge, granted === undefined ? "cancel-immediate" : "granted", at, nextId) ?? [];
  });
  const after: Subscription = {
    ...subscription,
    isAutoRenewOn: false,
    autoRenewOffAt: null,
    nextTerm: null,
    cancelledAt: at,
    version: subscription.version + 1,
  };
  const { totalMinor: creditMinor, currency } = refund;
  return ok({
    subscription: after,
    refund,
    credits,
    activity: [
      activityDone("subscription-cancelled", at, subjectOf(subscription), {
        oldValue: { status: "active", termNumber: subscription.term.number },
        newValue: { status: "deleted", creditMinor, currency, ...grantedValue(granted) },
      }),
    ],
    notices: [
      {
        kind: "cancelled",
        dedupeKey: termNoticeKey(subscription.id, subscription.term.number, "cancelled"),
        partnerId: subscription.partnerId,
        customerId: subscription.customerId,
        subscriptionId: subscription.id,
        termNumber: subscription.term.number,
        orderId: subscription.orderId,
        facts: {
          cancelledAt: at.epochMilliseconds,
          productId: subscription.productId,
          skuId: subscription.skuId,
          creditMinor,
          currency,
        },
      },
    ],
  });
}
