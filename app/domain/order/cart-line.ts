import type { Temporal } from "temporal-polyfill";
import { skuKey, type Availability, type Segment, type Sku, type SkuKey } from "../catalog/catalog.ts";
import { currencyOfMarket, isMarketOpenFor } from "../catalog/markets.ts";
import { decideOffer, type OfferRefusal } from "../catalog/offers.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import type { CartLine, ValidationStatus } from "./order.ts";

/** What is asked for: one SKU, for one term and plan. */
export type LineRequest = {
  readonly productId: string;
  readonly skuId: string;
  /** Null for perpetual software. */
  readonly termDuration: CartLine["termDuration"];
  readonly billingPlan: CartLine["billingPlan"];
  readonly quantity: number;
};

/** What a decision about a line needs to know. */
export type LineFacts = {
  readonly at: Temporal.Instant;
  /** The customer's country. */
  readonly market: string;
  /** Whether the partner is qualified for perpetual software; only lines of that ask. */
  readonly sellsPerpetual: boolean;
  readonly validationStatus: ValidationStatus | null;
  readonly segment: Segment;
  /** The SKUs asked for, by `skuKey`. */
  readonly skus: ReadonlyMap<SkuKey, Sku>;
  /** Offers of those SKUs in the customer's market. */
  readonly availabilities: readonly Availability[];
  /** SKUs that the customer holds a right to: active subscriptions, perpetual purchases that were not cancelled. */
  readonly heldSkus: ReadonlySet<SkuKey>;
};

export type LineRefusal =
  | OfferRefusal
  | RefusalOf<
      | "not-found"
      | "customer-may-not-buy"
      | "market-closed"
      | "market-without-currency"
      | "perpetual-not-qualified"
      | "quantity-out-of-limits"
      | "prerequisite-missing"
      | "currency-mixed"
    >;

/** A line that may be bought, with the offer that gives its price. */
export type DecidedLine = {
  readonly line: Omit<CartLine, "number">;
  readonly sku: Sku;
  readonly availability: Availability;
};

const blockingStatuses: ReadonlySet<ValidationStatus | null> = new Set(["under-review", "not-allowed", "unknown"]);

/** Why a customer may not buy at all; no status is no block. */
export function refusalOfCustomer(
  facts: Pick<LineFacts, "validationStatus">,
): RefusalOf<"customer-may-not-buy"> | null {
  const { validationStatus } = facts;
  return validationStatus !== null && blockingStatuses.has(validationStatus)
    ? { code: "customer-may-not-buy", validationStatus }
    : null;
}

/** Why a kind of product is not sold in a market, or nothing is for want of a currency; null where it is. */
export function refusalOfMarket(
  sku: Pick<Sku, "kind">,
  market: string,
): RefusalOf<"market-closed" | "market-without-currency"> | null {
  if (!isMarketOpenFor(sku.kind, market)) return { code: "market-closed", market, kind: sku.kind };
  return currencyOfMarket(market) === null ? { code: "market-without-currency", market } : null;
}

/** Why a partner does not sell a kind of product anywhere; null where it does. Rule: perpetual software, qualified partners. */
function refusalOfPartner(
  sku: Pick<Sku, "kind">,
  { sellsPerpetual }: Pick<LineFacts, "sellsPerpetual">,
): RefusalOf<"perpetual-not-qualified"> | null {
  return sku.kind === "perpetual-software" && !sellsPerpetual ? { code: "perpetual-not-qualified" } : null;
}

/**
 * Why a kind of product is not offered to a partner in a market; null where it is. Asked by what offers products, page
 * and API alike, and by every line, so that nothing is shown that a cart would refuse.
 */
export function refusalOfOffer(
  sku: Pick<Sku, "kind">,
  facts: Pick<LineFacts, "market" | "sellsPerpetual">,
): RefusalOf<"market-closed" | "market-without-currency" | "perpetual-not-qualified"> | null {
  return refusalOfMarket(sku, facts.market) ?? refusalOfPartner(sku, facts);
}

function refusalOfQuantity(sku: Sku, quantity: number): RefusalOf<"quantity-out-of-limits"> | null {
  const { quantityMin, quantityMax } = sku;
  return Number.isSafeInteger(quantity) && quantity >= quantityMin && quantity <= quantityMax
    ? null
    : { code: "quantity-out-of-limits", quantityMin, quantityMax };
}

/** Each prerequisite must be met by a right that the customer holds, or by another line of the same cart. */
function refusalOfPrerequisites(
  sku: Sku,
  lines: readonly CartLine[],
  heldSkus: ReadonlySet<SkuKey>,
): RefusalOf<"prerequisite-missing"> | null {
  const own = skuKey(sku.productId, sku.skuId);
  const inCart = new Set(lines.map((line) => skuKey(line.productId, line.skuId)).filter((key) => key !== own));
  const missing = sku.prerequisites.find(({ anyOf }) => !anyOf.some((key) => heldSkus.has(key) || inCart.has(key)));
  return missing ? { code: "prerequisite-missing", sku: own, anyOf: missing.anyOf } : null;
}

/**
 * Whether a line may stand in a cart, and at which price: asked when it is added, when it is changed, and for every
 * line again at checkout. `lines` is the rest of the cart, for prerequisites and for its one currency.
 */
export function decideCartLine(
  lines: readonly CartLine[],
  request: LineRequest,
  facts: LineFacts,
): Result<DecidedLine, LineRefusal> {
  const { productId, skuId, termDuration, billingPlan, quantity } = request;
  const sku = facts.skus.get(skuKey(productId, skuId));
  if (!sku) return refused({ code: "not-found", what: "product" });
  const refusal =
    refusalOfCustomer(facts) ??
    refusalOfOffer(sku, facts) ??
    refusalOfQuantity(sku, quantity) ??
    refusalOfPrerequisites(sku, lines, facts.heldSkus);
  if (refusal) return refused(refusal);
  const { market, segment, at } = facts;
  const offer = decideOffer(facts.availabilities, { productId, skuId, market, segment, termDuration, billingPlan, at });
  if (!offer.ok) return offer;
  const { currency, unitPriceMinor } = offer.value;
  if (currency !== currencyOfMarket(market) || lines.some((line) => line.currency !== currency))
    return refused({ code: "currency-mixed", currency });
  return ok({
    line: { productId, skuId, termDuration, billingPlan, quantity, unitPriceMinor, currency },
    sku,
    availability: offer.value,
  });
}
