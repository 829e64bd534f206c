import { skuKey, type Availability } from "../catalog/catalog.ts";
import { currencyOfMarket } from "../catalog/markets.ts";
import { isOfferedAt } from "../catalog/offers.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Refused, type Result } from "../result.ts";
import { cartLinesMax } from "../policies.ts";
import { decideCartLine, type LineFacts, type LineRefusal, type LineRequest } from "./cart-line.ts";
import type { CartLine } from "./order.ts";

/** What a program wants in a cart or an order: an offer by its id, and what it says about it beside. */
export type ItemRequest = {
  readonly productId: string;
  readonly skuId: string;
  /** Null where only the edition is named. */
  readonly availabilityId: string | null;
  /** Undefined: the one that the offer has. */
  readonly termDuration?: CartLine["termDuration"] | undefined;
  readonly billingPlan?: CartLine["billingPlan"] | undefined;
  readonly quantity: number;
  /** Undefined: the market's. */
  readonly currency?: string | undefined;
};

export type ItemRefusal = LineRefusal | RefusalOf<"cart-too-long" | "cart-empty">;

/** A refusal with the line that it is about, counted from 0. */
export type RefusedLine = Refused<ItemRefusal> & { readonly lineNumber?: number };

/**
 * The lines that items make, at the prices of the instant: all of them or none, numbered from 0. Each is checked as a
 * line that somebody adds on a page is.
 */
export function decideItems(
  items: readonly ItemRequest[],
  facts: LineFacts,
): Result<readonly CartLine[], ItemRefusal> | RefusedLine {
  if (items.length === 0) return refused({ code: "cart-empty" });
  if (items.length > cartLinesMax) return refused({ code: "cart-too-long", linesMax: cartLinesMax });
  const requests: LineRequest[] = [];
  for (const [lineNumber, item] of items.entries()) {
    const request = requestOf(item, facts);
    if (!request.ok) return { ...request, lineNumber };
    requests.push(request.value);
  }
  const lines: CartLine[] = [];
  for (const [lineNumber, request] of requests.entries()) {
    const others = requests.filter((other) => other !== request).map((other) => provisional(other, facts));
    const decision = decideCartLine(others, request, facts);
    if (!decision.ok) return { ...decision, lineNumber };
    lines.push({ number: lineNumber, ...decision.value.line });
  }
  return ok(lines);
}

/** Which term and plan an item means. Rule: what the offer has, unless it is said otherwise; a term must be clear. */
function requestOf(item: ItemRequest, facts: LineFacts): Result<LineRequest, LineRefusal> {
  const { productId, skuId, availabilityId, quantity } = item;
  const key = skuKey(productId, skuId);
  if (!facts.skus.has(key)) return refused({ code: "not-found", what: "product" });
  const currency = currencyOfMarket(facts.market);
  if (item.currency !== undefined && currency !== null && item.currency.toUpperCase() !== currency)
    return refused({ code: "currency-mixed", currency });
  const offers = offersOf(item, facts);
  const named = availabilityId === null ? undefined : offers.find(({ id }) => id === availabilityId);
  // A closed market or a missing price is said by the line's own check, below.
  if (availabilityId !== null && named === undefined && offers.length > 0)
    return refused({ code: "no-price", sku: key, market: facts.market });
  const billingPlan = item.billingPlan ?? named?.billingPlan ?? offers[0]?.billingPlan ?? "one-time";
  const termDuration = item.termDuration ?? termFor(billingPlan, named, offers);
  if (termDuration === undefined) return refused({ code: "term-not-offered", sku: key, termDuration: null });
  return ok({ productId, skuId, termDuration, billingPlan, quantity });
}

function offersOf({ productId, skuId }: ItemRequest, facts: LineFacts): Availability[] {
  return facts.availabilities.filter(
    (offer) =>
      offer.productId === productId &&
      offer.skuId === skuId &&
      offer.segment === facts.segment &&
      isOfferedAt(offer, facts.at),
  );
}

/** The term of the named offer where its plan is the one; else the only term that the plan is offered for. */
function termFor(
  billingPlan: CartLine["billingPlan"],
  named: Availability | undefined,
  offers: readonly Availability[],
): CartLine["termDuration"] | undefined {
  if (named !== undefined && named.billingPlan === billingPlan) return named.termDuration;
  const terms = new Set(offers.filter((offer) => offer.billingPlan === billingPlan).map((offer) => offer.termDuration));
  const [only] = terms;
  if (terms.size > 1) return undefined;
  // No such plan at all: any term of the edition brings the right refusal.
  return only === undefined ? (offers[0]?.termDuration ?? null) : only;
}

/** The rest of the items as lines, for prerequisites: what matters of them is which edition they are. */
function provisional(request: LineRequest, { market }: LineFacts): CartLine {
  const currency = currencyOfMarket(market) ?? "USD";
  return { number: 0, ...request, unitPriceMinor: 0, currency };
}
