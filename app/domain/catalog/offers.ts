import { Temporal } from "temporal-polyfill";
import { ok, refused, type Result } from "../result.ts";
import type { RefusalOf } from "../refusal.ts";
import { skuKey, type Availability, type Segment } from "./catalog.ts";
import { planFitsTerm, type BillingPlan, type TermDuration } from "./terms.ts";

/** What an offer is looked up by. */
export type OfferQuery = {
  readonly productId: string;
  readonly skuId: string;
  readonly market: string;
  readonly segment: Segment;
  /** Null for perpetual software. */
  readonly termDuration: TermDuration | null;
  readonly billingPlan: BillingPlan;
  readonly at: Temporal.Instant;
};

/** Whether an offer is valid at an instant; it ends exclusive. */
export function isOfferedAt(availability: Availability, at: Temporal.Instant): boolean {
  return (
    Temporal.Instant.compare(availability.effectiveFromAt, at) <= 0 &&
    Temporal.Instant.compare(at, availability.effectiveUntilAt) < 0
  );
}

function isOfSku(availability: Availability, query: OfferQuery): boolean {
  return (
    availability.productId === query.productId &&
    availability.skuId === query.skuId &&
    availability.market === query.market &&
    availability.segment === query.segment
  );
}

/** The offer that is valid at the instant asked for. Where two are, the one that began later: it is the newer price. */
export function findAvailability(availabilities: readonly Availability[], query: OfferQuery): Availability | undefined {
  let found: Availability | undefined;
  for (const availability of availabilities) {
    if (
      availability.termDuration !== query.termDuration ||
      availability.billingPlan !== query.billingPlan ||
      !isOfSku(availability, query) ||
      !isOfferedAt(availability, query.at)
    )
      continue;
    if (!found || Temporal.Instant.compare(availability.effectiveFromAt, found.effectiveFromAt) > 0)
      found = availability;
  }
  return found;
}

export type OfferRefusal = RefusalOf<
  "billing-plan-longer-than-term" | "no-price" | "term-not-offered" | "billing-plan-not-offered"
>;

/**
 * The offer, or what is wrong with the question: a plan longer than the term, no price at all in this market,
 * a term or a plan that the SKU does not offer there. Rule: a SKU offers exactly what its availabilities list.
 */
export function decideOffer(
  availabilities: readonly Availability[],
  query: OfferQuery,
): Result<Availability, OfferRefusal> {
  const { termDuration, billingPlan } = query;
  if (termDuration !== null && !planFitsTerm(termDuration, billingPlan))
    return refused({ code: "billing-plan-longer-than-term", termDuration, billingPlan });
  const found = findAvailability(availabilities, query);
  if (found) return ok(found);
  const sku = skuKey(query.productId, query.skuId);
  const offered = availabilities.filter((offer) => isOfSku(offer, query) && isOfferedAt(offer, query.at));
  if (offered.length === 0) return refused({ code: "no-price", sku, market: query.market });
  if (!offered.some((offer) => offer.termDuration === termDuration))
    return refused({ code: "term-not-offered", sku, termDuration });
  return refused({ code: "billing-plan-not-offered", sku, billingPlan });
}
