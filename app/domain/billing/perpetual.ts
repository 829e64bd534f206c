import type { Temporal } from "temporal-polyfill";
import { activityDone, type ActivityDraft } from "../activity/activity.ts";
import { addDays, addHours, daysInclusive, isBefore, startOfUtcDay, utcDayOf } from "../calendar/utc-days.ts";
import type { Sku } from "../catalog/catalog.ts";
import type { Currency } from "../money/currencies.ts";
import { timesQuantity } from "../money/money.ts";
import { orderNoticeKey, type NoticeDraft } from "../notices/notices.ts";
import type { Order } from "../order/order.ts";
import { perpetualWindowDays, windowClosingNoticeHours } from "../policies.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import type { Charge, Credit } from "./charge.ts";
import {
  creditOf,
  type Grant,
  grantedValue,
  refundOfCharge,
  refundsOfGrant,
  refusalOfGrantedAmount,
} from "./refund.ts";

/** A purchase of perpetual software: one line of one order. */
export type PerpetualPurchase = {
  readonly partnerId: string;
  readonly customerId: string;
  readonly orderId: string;
  readonly lineNumber: number;
  readonly productId: string;
  readonly skuId: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly currency: Currency;
  readonly purchasedAt: Temporal.Instant;
  readonly cancelledAt: Temporal.Instant | null;
};

/** The perpetual purchases among an order's lines. */
export function perpetualPurchasesOf(order: Order): readonly PerpetualPurchase[] {
  return order.lines
    .filter((line) => line.kind === "perpetual-software")
    .map((line) => ({
      partnerId: order.partnerId,
      customerId: order.customerId,
      orderId: order.id,
      lineNumber: line.number,
      productId: line.productId,
      skuId: line.skuId,
      quantity: line.quantity,
      unitPriceMinor: line.unitPriceMinor,
      currency: order.currency,
      purchasedAt: order.orderedAt,
      cancelledAt: line.cancelledAt,
    }));
}

/** While a perpetual purchase can be cancelled. */
export type PerpetualWindow = {
  /** The last UTC day on which it can be, inclusive. */
  readonly lastOn: Temporal.PlainDate;
  /** The instant at which it no longer can, exclusive: 00:00 UTC after the last day. */
  readonly closesAt: Temporal.Instant;
};

/** Rule: until the end of the 30th UTC calendar day after the purchase day. */
export function perpetualWindow(purchasedAt: Temporal.Instant): PerpetualWindow {
  const lastOn = addDays(utcDayOf(purchasedAt), perpetualWindowDays);
  return { lastOn, closesAt: startOfUtcDay(addDays(lastOn, 1)) };
}

/** Whole days from today (UTC) to the last day of the window: 30 on the purchase day, 0 on the last day; null once it is closed. */
export function perpetualDaysLeft(purchasedAt: Temporal.Instant, at: Temporal.Instant): number | null {
  const { lastOn, closesAt } = perpetualWindow(purchasedAt);
  return isBefore(at, closesAt) ? daysInclusive(utcDayOf(at), lastOn) - 1 : null;
}

export type CancelPerpetualFacts = {
  readonly at: Temporal.Instant;
  readonly sku: Pick<Sku, "needsReview">;
  /** Operator's limits: a purchase above the one of its currency is looked at by the operator. No entry, no limit. */
  readonly reviewAboveMinor: Partial<Record<Currency, number>>;
};

export type CancelPerpetualRefusal = RefusalOf<"purchase-cancelled" | "cancellation-window-closed" | "under-review">;

/** Why a perpetual purchase cannot be cancelled in the portal at an instant; null where it can. */
export function refusalToCancelPerpetual(
  purchase: PerpetualPurchase,
  facts: CancelPerpetualFacts,
): CancelPerpetualRefusal | null {
  const cancelled = refusalOfCancelled(purchase);
  if (cancelled !== null) return cancelled;
  const { orderId, lineNumber } = purchase;
  const { closesAt } = perpetualWindow(purchase.purchasedAt);
  if (!isBefore(facts.at, closesAt))
    return { code: "cancellation-window-closed", closedAt: closesAt.epochMilliseconds };
  const limit = facts.reviewAboveMinor[purchase.currency];
  const amountMinor = timesQuantity(purchase.unitPriceMinor, purchase.quantity);
  const isUnderReview = facts.sku.needsReview || (limit !== undefined && amountMinor > limit);
  return isUnderReview ? { code: "under-review", orderId, lineNumber } : null;
}

function refusalOfCancelled({
  orderId,
  lineNumber,
  cancelledAt,
}: PerpetualPurchase): RefusalOf<"purchase-cancelled"> | null {
  if (cancelledAt === null) return null;
  return { code: "purchase-cancelled", orderId, lineNumber, cancelledAt: cancelledAt.epochMilliseconds };
}

export type PerpetualCancellation = {
  /** The purchase after it; `cancelledAt` is what changes on the order line. */
  readonly purchase: PerpetualPurchase;
  readonly credits: readonly Credit[];
  readonly creditMinor: number;
  readonly activity: readonly ActivityDraft[];
  readonly notices: readonly NoticeDraft[];
};

/**
 * Cancels one perpetual purchase, one order line at a time: the whole charge is credited, no fee. Where the operator
 * grants it, neither window nor review stands in the way, and the amount is the one that was granted.
 */
export function decideCancelPerpetual(
  purchase: PerpetualPurchase,
  request: { readonly isNoticeConfirmed: boolean },
  facts: CancelPerpetualFacts & {
    readonly charge: Charge;
    readonly nextId: () => string;
    readonly granted?: Grant | undefined;
  },
): Result<PerpetualCancellation, CancelPerpetualRefusal | RefusalOf<"notice-not-confirmed" | "grant-above-charged">> {
  const { at, charge, nextId, granted } = facts;
  const refusal = granted === undefined ? refusalToCancelPerpetual(purchase, facts) : refusalOfCancelled(purchase);
  if (refusal) return refused(refusal);
  if (!request.isNoticeConfirmed) return refused({ code: "notice-not-confirmed" });
  if (charge.orderId !== purchase.orderId || charge.lineNumber !== purchase.lineNumber)
    throw new TypeError(`Charge ${charge.id} is not of line ${purchase.lineNumber} of ${purchase.orderId}`);
  const tooMuch = granted === undefined ? null : refusalOfGrantedAmount(granted, [charge], purchase.currency);
  if (tooMuch) return refused(tooMuch);
  const [ofGrant] = granted === undefined ? [] : refundsOfGrant([charge], granted.amountMinor);
  const refund = ofGrant ?? refundOfCharge(charge, at);
  const credit = creditOf(charge, refund, granted === undefined ? "cancel-immediate" : "granted", at, nextId);
  const creditMinor = credit?.amountMinor ?? 0;
  const { partnerId, customerId, orderId, lineNumber, productId, skuId, currency } = purchase;
  return ok({
    purchase: { ...purchase, cancelledAt: at },
    credits: credit ? [credit] : [],
    creditMinor,
    activity: [
      activityDone(
        "perpetual-software-cancelled",
        at,
        { partnerId, customerId, orderId, productId },
        {
          oldValue: { lineNumber, status: "active" },
          newValue: { lineNumber, status: "cancelled", creditMinor, currency, ...grantedValue(granted) },
        },
      ),
    ],
    notices: [
      {
        kind: "cancelled",
        dedupeKey: orderNoticeKey(orderId, "cancelled", lineNumber),
        partnerId,
        customerId,
        subscriptionId: null,
        termNumber: null,
        orderId,
        facts: { cancelledAt: at.epochMilliseconds, productId, skuId, creditMinor, currency },
      },
    ],
  });
}

/** The announcement that the window of a perpetual purchase closes within 24 hours; null where it does not. */
export function perpetualWindowClosingNotice(purchase: PerpetualPurchase, at: Temporal.Instant): NoticeDraft | null {
  const { closesAt } = perpetualWindow(purchase.purchasedAt);
  if (purchase.cancelledAt !== null || !isBefore(at, closesAt)) return null;
  if (isBefore(at, addHours(closesAt, -windowClosingNoticeHours))) return null;
  const { partnerId, customerId, orderId, lineNumber, productId, skuId } = purchase;
  return {
    kind: "window-closing",
    dedupeKey: orderNoticeKey(orderId, "window-closing", lineNumber),
    partnerId,
    customerId,
    subscriptionId: null,
    termNumber: null,
    orderId,
    facts: { closesAt: closesAt.epochMilliseconds, productId, skuId },
  };
}
