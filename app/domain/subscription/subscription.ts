import type { Temporal } from "temporal-polyfill";
import type { ProductKind } from "../catalog/catalog.ts";
import type { BillingPlan, TermDuration } from "../catalog/terms.ts";
import type { Currency } from "../money/currencies.ts";

/** What the next term shall be, as ordered ahead; fields that stay as they are carry the present value. */
export type NextTerm = {
  readonly termDuration: TermDuration;
  readonly billingPlan: BillingPlan;
  readonly quantity: number;
};

/** Why a subscription is parked: the job gave up on it, and someone has to look. */
export const holdReasons = ["runaway", "failing"] as const;
export type HoldReason = (typeof holdReasons)[number];

/**
 * A subscription with its present term, as stored. Status is not stored: `statusAt` derives it.
 *
 * Terms are half-open: `[term.startAt, term.endAt)`. The first starts at the purchase instant,
 * every other at 00:00 UTC of the day the one before ends on.
 */
export type Subscription = {
  readonly id: string;
  readonly partnerId: string;
  readonly customerId: string;
  readonly market: string;
  readonly productId: string;
  readonly skuId: string;
  readonly kind: ProductKind;
  readonly orderId: string;
  readonly lineNumber: number;
  readonly purchasedAt: Temporal.Instant;
  readonly isAutoRenewOn: boolean;
  /** From this instant on auto-renew is to be off, as chosen ahead; null where nothing was chosen. */
  readonly autoRenewOffAt: Temporal.Instant | null;
  readonly nextTerm: NextTerm | null;
  readonly term: Term;
  readonly cancelledAt: Temporal.Instant | null;
  /** When the subscription ended without renewal, as recorded by the job that ends what is due; null before. */
  readonly expiredAt: Temporal.Instant | null;
  readonly hold: { readonly reason: HoldReason; readonly heldAt: Temporal.Instant } | null;
  /** Counts every change; compare-and-set refuses a change that was decided on an older record. */
  readonly version: number;
};

/** One committed run. */
export type Term = {
  /** 1, 2, 3 … */
  readonly number: number;
  readonly duration: TermDuration;
  readonly billingPlan: BillingPlan;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly currency: Currency;
  readonly availabilityId: string | null;
  /** Day that this and the following terms are counted from; a renewal into another duration sets a new one. */
  readonly anchorOn: Temporal.PlainDate;
  /** Number of the term that starts on the anchor day. */
  readonly anchorTermNumber: number;
  readonly startAt: Temporal.Instant;
  /** Exclusive; 00:00 UTC. */
  readonly endAt: Temporal.Instant;
  /** When the cancellation window opened: the purchase, or the moment the renewal completed. */
  readonly windowOpenedAt: Temporal.Instant;
  /** Number of the last cycle of this term that was charged; 0 before the first. */
  readonly chargedCycles: number;
};

/** The statuses a subscription can have at an instant. */
export const subscriptionStatuses = ["active", "expired", "deleted"] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];
