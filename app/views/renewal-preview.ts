import type { Availability } from "#app/domain/catalog/catalog.ts";
import { skuKey, type SkuKey } from "#app/domain/catalog/catalog.ts";
import { findAvailability } from "#app/domain/catalog/offers.ts";
import { amountOfTerm, chargeAmount } from "#app/domain/billing/cycles.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import type { TermChange } from "#app/domain/notices/notices.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { renewalQuery } from "#app/domain/subscription/next-term.ts";
import type { Subscription, Term } from "#app/domain/subscription/subscription.ts";
import { changesOfNextTerm, nextTermOf } from "#app/domain/subscription/terms.ts";
import { whyWillNotRenew } from "#app/domain/subscription/will-renew.ts";
import type { Db } from "#db/client.ts";
import type { ListedSku } from "#db/repositories/catalog.ts";
import { listOffersOfSkus } from "#db/repositories/offers-for-renewal.ts";
import type { Format, MoneyText } from "./format.ts";

/** What the next term will be and cost, by the price lists as they are now. */
export type RenewalPreview = {
  readonly termDuration: TermDuration;
  readonly billingPlan: BillingPlan;
  readonly quantity: number;
  readonly unitPrice: MoneyText;
  /** Every charge of the term. */
  readonly charge: MoneyText;
  readonly total: MoneyText;
  /** The unit price now, and how much the new one is above it (below with a minus). */
  readonly oldUnitPrice: MoneyText;
  readonly unitPriceChange: MoneyText | null;
  readonly changed: readonly TermChange[];
};

/** What is known of the next renewal: the term it will make, or why there will be none. */
export type RenewalOutlook =
  | { readonly willRenew: true; readonly term: Term; readonly preview: RenewalPreview }
  | { readonly willRenew: false; readonly reason: Refusal };

/** The offers that some subscriptions could renew into; one query however many there are. */
export function listOffersForRenewal(db: Db, subscriptions: readonly Subscription[]): Promise<Availability[]> {
  const keys = new Map(
    subscriptions.map(({ market, productId, skuId }) => [
      `${market}:${productId}:${skuId}`,
      { market, productId, skuId },
    ]),
  );
  return listOffersOfSkus(db, [...keys.values()]);
}

/** Looks ahead for one subscription, by the same check as the renewal itself. */
export function renewalOutlookOf(
  subscription: Subscription,
  offers: readonly Availability[],
  skus: ReadonlyMap<SkuKey, ListedSku>,
  format: Format,
): RenewalOutlook {
  const sku = skus.get(skuKey(subscription.productId, subscription.skuId));
  const availability =
    sku === undefined ? undefined : findAvailability(offers, renewalQuery(subscription, sku.segment));
  const reason = whyWillNotRenew(subscription, { availability });
  if (reason !== null || availability === undefined)
    return { willRenew: false, reason: reason ?? { code: "auto-renew-off" } };
  const term = nextTermOf(subscription, availability, subscription.term.endAt);
  const change = availability.unitPriceMinor - subscription.term.unitPriceMinor;
  return {
    willRenew: true,
    term,
    preview: {
      termDuration: term.duration,
      billingPlan: term.billingPlan,
      quantity: term.quantity,
      unitPrice: format.money(term.unitPriceMinor, term.currency),
      charge: format.money(chargeAmount(term), term.currency),
      total: format.money(amountOfTerm(term), term.currency),
      oldUnitPrice: format.money(subscription.term.unitPriceMinor, subscription.term.currency),
      unitPriceChange: change === 0 ? null : format.money(change, term.currency),
      changed: changesOfNextTerm(subscription, availability.unitPriceMinor),
    },
  };
}
