import { Temporal } from "temporal-polyfill";
import type { Actor, Role } from "#app/domain/access/roles.ts";
import type { Charge } from "#app/domain/billing/charge.ts";
import { chargeOfCycle } from "#app/domain/billing/make-charge.ts";
import type { Availability, Sku } from "#app/domain/catalog/catalog.ts";
import { currencyOfMarket } from "#app/domain/catalog/markets.ts";
import { findAvailability, type OfferQuery } from "#app/domain/catalog/offers.ts";
import {
  billingPlans,
  monthsOfCycle,
  planFitsTerm,
  termDurations,
  type BillingPlan,
  type TermDuration,
} from "#app/domain/catalog/terms.ts";
import type { Subscription, Term } from "#app/domain/subscription/subscription.ts";
import { firstTerm, renewsByDefault } from "#app/domain/subscription/terms.ts";

/** Records for tests: believable by default, any field replaced by the test that needs it. */

export const instant = (text: string) => Temporal.Instant.from(text);
export const day = (text: string) => Temporal.PlainDate.from(text);
export const epochMs = (text: string) => instant(text).epochMilliseconds;

/** One millisecond before, at and after an instant: what every boundary is tested with. */
export function around(text: string) {
  const at = instant(text);
  return { before: at.subtract({ milliseconds: 1 }), at, after: at.add({ milliseconds: 1 }) };
}

/** Ids in order, `id-1`, `id-2` … */
export function ids(prefix = "id"): () => string {
  let count = 0;
  return () => `${prefix}-${++count}`;
}

export function aSku(fields: Partial<Sku> = {}): Sku {
  return {
    productId: "DEMOPRD0WSS1",
    skuId: "0001",
    title: "Windows Server 2022 Standard - 8 Core License Pack - 1 year",
    productTitle: "Windows Server 2022 Standard (subscription)",
    kind: "software-subscription",
    publisher: "Microsoft",
    quantityMin: 1,
    quantityMax: 10_000,
    isCancellable: true,
    needsReview: false,
    prerequisites: [],
    ...fields,
  };
}

export function anOffer(fields: Partial<Availability> = {}): Availability {
  const market = fields.market ?? "DE";
  return {
    id: `offer-${fields.termDuration ?? "P1Y"}-${fields.billingPlan ?? "annual"}`,
    productId: "DEMOPRD0WSS1",
    skuId: "0001",
    market,
    segment: "Commercial",
    termDuration: "P1Y",
    billingPlan: "annual",
    unitPriceMinor: 38_950,
    currency: currencyOfMarket(market) ?? "EUR",
    effectiveFromAt: instant("2019-01-01T00:00:00Z"),
    effectiveUntilAt: instant("2099-12-31T00:00:00Z"),
    ...fields,
  };
}

/** An offer for every term and plan that fit each other, at prices per charge. */
export function allOffers(fields: Partial<Availability> = {}): readonly Availability[] {
  return termDurations.flatMap((termDuration) =>
    billingPlans
      .filter((plan) => planFitsTerm(termDuration, plan))
      .map((billingPlan) =>
        anOffer({
          termDuration,
          billingPlan,
          unitPriceMinor: 1007 * monthsOfCycle(termDuration, billingPlan) + 1,
          ...fields,
          id: `offer-${termDuration}-${billingPlan}`,
        }),
      ),
  );
}

export function lookUp(offers: readonly Availability[]): (query: OfferQuery) => Availability | undefined {
  return (query) => findAvailability(offers, query);
}

type SubscriptionFields = Partial<Omit<Subscription, "term" | "purchasedAt">> & {
  purchasedAt?: string;
  duration?: TermDuration;
  billingPlan?: BillingPlan;
  quantity?: number;
  unitPriceMinor?: number;
  term?: Partial<Term>;
};

export function aSubscription(fields: SubscriptionFields = {}): Subscription {
  const { purchasedAt = "2021-10-15T21:28:18Z", duration = "P1Y", billingPlan = "annual", ...rest } = fields;
  const { quantity = 3, unitPriceMinor = 38_950, term, ...record } = rest;
  const at = instant(purchasedAt);
  return {
    id: "subscription-1",
    partnerId: "partner-1",
    customerId: "customer-1",
    market: "DE",
    productId: "DEMOPRD0WSS1",
    skuId: "0001",
    kind: "software-subscription",
    orderId: "order-1",
    lineNumber: 0,
    isAutoRenewOn: renewsByDefault(at),
    autoRenewOffAt: null,
    nextTerm: null,
    cancelledAt: null,
    expiredAt: null,
    hold: null,
    version: 1,
    ...record,
    purchasedAt: at,
    term: {
      ...firstTerm({
        purchasedAt: at,
        duration,
        billingPlan,
        quantity,
        unitPriceMinor,
        currency: currencyOfMarket(record.market ?? "DE") ?? "EUR",
        availabilityId: `offer-${duration}-${billingPlan}`,
      }),
      ...term,
    },
  };
}

/** The charges that a subscription's present term has had so far. */
export function chargesMade(subscription: Subscription): readonly Charge[] {
  const nextId = ids("charge");
  return Array.from({ length: subscription.term.chargedCycles }, (_, index) =>
    chargeOfCycle(subscription, subscription.term, index + 1, { orderId: "order-1", lineNumber: 0 }, nextId),
  );
}

export function aPartnerUser(...roles: readonly Role[]): Actor {
  return { kind: "partner", userId: "user-1", partnerId: "partner-1", roles, address: null };
}
