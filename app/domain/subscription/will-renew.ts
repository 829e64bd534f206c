import { skuKey, type Availability } from "../catalog/catalog.ts";
import { currencyOfMarket, isMarketOpenFor } from "../catalog/markets.ts";
import type { RefusalOf } from "../refusal.ts";
import { refusalOfAge } from "./auto-renew.ts";
import type { Subscription } from "./subscription.ts";
import { plannedNextTerm, renewsAtTermEnd } from "./terms.ts";

/** Why a subscription ends with its term. */
export type WillNotRenew = RefusalOf<
  | "bought-before-auto-renew"
  | "auto-renew-off"
  | "auto-renew-off-planned"
  | "market-closed"
  | "market-without-currency"
  | "price-ended"
  | "currency-changed"
>;

/**
 * Why a subscription will not renew; null where it will. The one check of the renewal itself and of every look
 * ahead: own wish first, then market, then price. `availability` is the offer that `renewalQuery` asks for.
 */
export function whyWillNotRenew(
  subscription: Subscription,
  { availability }: { readonly availability: Availability | undefined },
): WillNotRenew | null {
  return whyOfItself(subscription) ?? whyOfMarketAndPrice(subscription, availability);
}

/** The part of the check that needs no catalogue: bought too early, switched off, or to be switched off before the end. */
export function whyOfItself(
  subscription: Subscription,
): RefusalOf<"bought-before-auto-renew" | "auto-renew-off" | "auto-renew-off-planned"> | null {
  const { isAutoRenewOn, autoRenewOffAt } = subscription;
  if (!isAutoRenewOn) return refusalOfAge(subscription) ?? { code: "auto-renew-off" };
  if (autoRenewOffAt === null || renewsAtTermEnd(subscription)) return null;
  return { code: "auto-renew-off-planned", offAt: autoRenewOffAt.epochMilliseconds };
}

function whyOfMarketAndPrice(subscription: Subscription, availability: Availability | undefined): WillNotRenew | null {
  const { market, kind, term } = subscription;
  if (!isMarketOpenFor(kind, market)) return { code: "market-closed", market, kind };
  if (currencyOfMarket(market) === null) return { code: "market-without-currency", market };
  if (!availability) {
    const { termDuration, billingPlan } = plannedNextTerm(subscription);
    const sku = skuKey(subscription.productId, subscription.skuId);
    return { code: "price-ended", sku, market, termDuration, billingPlan };
  }
  if (availability.currency !== term.currency)
    return { code: "currency-changed", oldCurrency: term.currency, newCurrency: availability.currency };
  return null;
}
