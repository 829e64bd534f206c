import type { Temporal } from "temporal-polyfill";
import type { BillingPlan, TermDuration } from "../catalog/terms.ts";
import type { ProductKind } from "../catalog/catalog.ts";
import type { Currency } from "../money/currencies.ts";

/** `purchase`: bought by someone; `renewal`: made by the job that renews. */
export const orderKinds = ["purchase", "renewal"] as const;
export type OrderKind = (typeof orderKinds)[number];

export type Order = {
  readonly id: string;
  readonly partnerId: string;
  readonly customerId: string;
  readonly kind: OrderKind;
  readonly currency: Currency;
  readonly orderedAt: Temporal.Instant;
  /** The user who bought; null for a renewal. */
  readonly orderedBy: string | null;
  /** The cart that was checked out, where there was one. */
  readonly cartId?: string | null;
  /** The second number of an order that came from elsewhere. */
  readonly alternateId?: string | null;
  readonly lines: readonly OrderLine[];
};

export type OrderLine = {
  /** From 0. */
  readonly number: number;
  readonly productId: string;
  readonly skuId: string;
  readonly kind: ProductKind;
  /** Null for perpetual software. */
  readonly termDuration: TermDuration | null;
  readonly billingPlan: BillingPlan;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  /** The subscription that the line bought or renewed; null for perpetual software. */
  readonly subscriptionId: string | null;
  /** Perpetual software only; a subscription carries its own. */
  readonly cancelledAt: Temporal.Instant | null;
  /** The offer that it was bought or renewed from, where it was noted. */
  readonly availabilityId?: string | null;
};

/** A cart lives this long from its creation. Rule: buying. */
export const cartLifetimeDays = 7;

/** One line a partner admin has put together and not bought yet. */
export type CartLine = {
  readonly number: number;
  readonly productId: string;
  readonly skuId: string;
  readonly termDuration: TermDuration | null;
  readonly billingPlan: BillingPlan;
  readonly quantity: number;
  /** Price the buyer was last shown; checkout asks again when it moved. */
  readonly unitPriceMinor: number;
  readonly currency: Currency;
};

/** Validation statuses of a customer; only the three last block buying, no status at all blocks nothing. */
export const validationStatuses = ["allowed", "under-review", "not-allowed", "unknown"] as const;
export type ValidationStatus = (typeof validationStatuses)[number];
