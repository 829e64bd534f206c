import type { Temporal } from "temporal-polyfill";
import type { Charge } from "#app/domain/billing/charge.ts";
import { chargeAmount, chargeSchedule } from "#app/domain/billing/cycles.ts";
import { isBefore, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { type ProductKind, skuKey, type SkuKey } from "#app/domain/catalog/catalog.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import {
  cancellationWindow,
  refundOfTerm,
  refusalOfKind,
  refusalToCancel,
} from "#app/domain/subscription/cancellation.ts";
import { isBeingRenewedAt, statusAt } from "#app/domain/subscription/status.ts";
import type { HoldReason, Subscription, SubscriptionStatus } from "#app/domain/subscription/subscription.ts";
import { whyOfItself } from "#app/domain/subscription/will-renew.ts";
import type { ListedSku } from "#db/repositories/catalog.ts";
import type { NotedSubscription } from "#db/repositories/subscriptions.ts";
import type { DayText, ExactInstantText, Format, InstantText, MoneyText, TimeLeftText } from "./format.ts";

/** A product and its edition as lists name them. An edition that the catalogue lost is named by its ids. */
export type ProductText = {
  readonly productId: string;
  readonly skuId: string;
  readonly title: string;
  readonly productTitle: string;
  readonly publisher: string;
  readonly kind: ProductKind;
};

export function productTextOf(
  record: { readonly productId: string; readonly skuId: string; readonly kind: ProductKind },
  skus: ReadonlyMap<SkuKey, ListedSku>,
): ProductText {
  const { productId, skuId, kind } = record;
  const sku = skus.get(skuKey(productId, skuId));
  return {
    productId,
    skuId,
    title: sku?.title ?? skuKey(productId, skuId),
    productTitle: sku?.productTitle ?? productId,
    publisher: sku?.publisher ?? "",
    kind,
  };
}

/** When cancelling is possible. */
export type WindowText = {
  readonly opensAt: InstantText;
  readonly closesAt: ExactInstantText;
  /** Why such a product is never cancelled in the portal (Red Hat and SUSE plans, reservations); null for all others. */
  readonly never: Refusal | null;
  /** Open, and what is bought can be cancelled at all. */
  readonly isOpen: boolean;
  /** Null once it is closed. */
  readonly left: TimeLeftText | null;
};

/** One subscription in a list. */
export type SubscriptionSummary = {
  readonly id: string;
  readonly customerId: string;
  readonly product: ProductText;
  /** The name that the partner gave it; null where that is the product's. */
  readonly friendlyName: string | null;
  readonly status: SubscriptionStatus;
  readonly isBeingRenewed: boolean;
  readonly hold: { readonly reason: HoldReason; readonly heldAt: InstantText } | null;
  readonly quantity: number;
  readonly quantityText: string;
  readonly unitPrice: MoneyText;
  /** What each charge of the present term costs. */
  readonly charge: MoneyText;
  readonly termNumber: number;
  readonly termDuration: TermDuration;
  readonly billingPlan: BillingPlan;
  /** Last day of the term, inclusive. */
  readonly endsOn: DayText;
  readonly isAutoRenewOn: boolean;
  readonly hasNextTermChange: boolean;
  /** Why it will not renew, by the last look ahead; null where it will, or has ended. */
  readonly willNotRenew: Refusal | null;
  /** Null once the window has closed, and for what is never cancelled. */
  readonly openWindow: { readonly closesAt: InstantText; readonly left: TimeLeftText } | null;
  /** UTC days. */
  readonly purchasedOn: DayText;
  readonly cancelledOn: DayText | null;
};

/** With the very end of the term, which lists of many do not say. */
export type SubscriptionDetail = SubscriptionSummary & {
  /** Exclusive end. */
  readonly endsAt: InstantText;
  /** Until the end of the term; null once it is over. */
  readonly termLeft: TimeLeftText | null;
};

export function subscriptionDetailOf(
  noted: NotedSubscription,
  skus: ReadonlyMap<SkuKey, ListedSku>,
  at: Temporal.Instant,
  format: Format,
): SubscriptionDetail {
  const { endAt } = noted.subscription.term;
  return {
    ...subscriptionSummaryOf(noted, skus, at, format),
    endsAt: format.instant(endAt),
    termLeft: isBefore(at, endAt) ? format.timeLeft(at, endAt) : null,
  };
}

export function subscriptionSummaryOf(
  noted: NotedSubscription,
  skus: ReadonlyMap<SkuKey, ListedSku>,
  at: Temporal.Instant,
  format: Format,
): SubscriptionSummary {
  const { subscription } = noted;
  const { term, hold } = subscription;
  const product = productTextOf(subscription, skus);
  return {
    id: subscription.id,
    customerId: subscription.customerId,
    product,
    friendlyName: noted.friendlyName === product.title ? null : noted.friendlyName,
    status: statusAt(subscription, at),
    isBeingRenewed: isBeingRenewedAt(subscription, at),
    hold: hold === null ? null : { reason: hold.reason, heldAt: format.instant(hold.heldAt) },
    quantity: term.quantity,
    quantityText: format.number(term.quantity),
    unitPrice: format.money(term.unitPriceMinor, term.currency),
    charge: format.money(chargeAmount(term), term.currency),
    termNumber: term.number,
    termDuration: term.duration,
    billingPlan: term.billingPlan,
    endsOn: format.lastDayBefore(term.endAt),
    isAutoRenewOn: subscription.isAutoRenewOn,
    hasNextTermChange: subscription.nextTerm !== null,
    willNotRenew: willNotRenewOf(noted, at),
    openWindow: openWindowOf(subscription, skus, at, format),
    purchasedOn: format.day(utcDayOf(subscription.purchasedAt)),
    cancelledOn: subscription.cancelledAt === null ? null : format.day(utcDayOf(subscription.cancelledAt)),
  };
}

/** Why an active subscription will end: switched off by itself, else what the last look ahead found. */
export function willNotRenewOf(
  { subscription, willNotRenew }: NotedSubscription,
  at: Temporal.Instant,
): Refusal | null {
  if (statusAt(subscription, at) !== "active") return null;
  return whyOfItself(subscription) ?? willNotRenew;
}

function openWindowOf(
  subscription: Subscription,
  skus: ReadonlyMap<SkuKey, ListedSku>,
  at: Temporal.Instant,
  format: Format,
): SubscriptionSummary["openWindow"] {
  const sku = skus.get(skuKey(subscription.productId, subscription.skuId));
  if (sku === undefined || refusalToCancel(subscription, sku, at) !== null) return null;
  const { closesAt } = cancellationWindow(subscription.term);
  return { closesAt: format.instant(closesAt), left: format.timeLeft(at, closesAt) };
}

/** The window of a subscription's present term, open or not. */
export function windowTextOf(
  subscription: Subscription,
  skus: ReadonlyMap<SkuKey, ListedSku>,
  at: Temporal.Instant,
  format: Format,
): WindowText {
  const { opensAt, closesAt } = cancellationWindow(subscription.term);
  const sku = skus.get(skuKey(subscription.productId, subscription.skuId));
  const isOpen = sku !== undefined && refusalToCancel(subscription, sku, at) === null;
  return {
    never: sku === undefined ? null : refusalOfKind(subscription, sku),
    opensAt: format.instant(opensAt),
    closesAt: format.exactInstant(closesAt),
    isOpen,
    left: isOpen ? format.timeLeft(at, closesAt) : null,
  };
}

/**
 * What cancelling at an instant would give back, from the record alone: the charges of a term follow from it, so that
 * a list need not read them. The page of the subscription shows the refund of the charges themselves.
 */
export function refundFromRecord(subscription: Subscription, at: Temporal.Instant): number {
  const { term } = subscription;
  const charges = chargeSchedule(term)
    .filter(({ isCharged }) => isCharged)
    .map((scheduled): Charge => ({
      id: String(scheduled.cycleNumber),
      partnerId: subscription.partnerId,
      customerId: subscription.customerId,
      orderId: subscription.orderId,
      lineNumber: subscription.lineNumber,
      subscriptionId: subscription.id,
      termNumber: term.number,
      cycleNumber: scheduled.cycleNumber,
      cycle: scheduled,
      kind: "cycle-charge",
      unitPriceMinor: term.unitPriceMinor,
      quantity: term.quantity,
      amountMinor: scheduled.amountMinor,
      currency: term.currency,
      chargedAt: scheduled.chargedAt,
    }));
  return refundOfTerm(subscription, charges, at).totalMinor;
}
