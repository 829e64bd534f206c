import type { Temporal } from "temporal-polyfill";
import type { Currency } from "../money/currencies.ts";
import type { BillingPlan, TermDuration } from "./terms.ts";

export const productKinds = [
  "software-subscription",
  "perpetual-software",
  "azure-reservation",
  "third-party-plan",
] as const;
export type ProductKind = (typeof productKinds)[number];

export const segments = ["Commercial", "Education", "Government", "Charity"] as const;
export type Segment = (typeof segments)[number];

/** What an edition is known by everywhere: product id and SKU id, joined by a colon (`DG7GMGF0FLR2:0002`). */
export type SkuKey = `${string}:${string}`;

export function skuKey(productId: string, skuId: string): SkuKey {
  return `${productId}:${skuId}`;
}

/** An edition of a product, with what is decided from it. */
export type Sku = {
  readonly productId: string;
  readonly skuId: string;
  readonly title: string;
  readonly productTitle: string;
  readonly kind: ProductKind;
  readonly publisher: string;
  readonly quantityMin: number;
  readonly quantityMax: number;
  /** False for Red Hat and SUSE plans and for reservations: those are never cancelled in the portal. */
  readonly isCancellable: boolean;
  /** A perpetual purchase of it is cancelled only after a look by the operator. */
  readonly needsReview: boolean;
  /** Each entry must be met by a right the customer holds. */
  readonly prerequisites: readonly { readonly anyOf: readonly SkuKey[] }[];
};

/**
 * One offer of a SKU: where, for whom, for which term and plan, at which price, from when to when.
 * What no availability lists cannot be bought and cannot be renewed into.
 */
export type Availability = {
  readonly id: string;
  readonly productId: string;
  readonly skuId: string;
  readonly market: string;
  readonly segment: Segment;
  /** Null for perpetual software. */
  readonly termDuration: TermDuration | null;
  readonly billingPlan: BillingPlan;
  readonly unitPriceMinor: number;
  readonly currency: Currency;
  readonly effectiveFromAt: Temporal.Instant;
  /** Exclusive. */
  readonly effectiveUntilAt: Temporal.Instant;
};
