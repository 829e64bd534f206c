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
  /** There are no promotions; naming one is refused. */
  readonly promotionId?: string | undefined;
  /** Whether a day is named that the term is to end on; only online services have one. */
  readonly isTermEndNamed?: boolean | undefined;
};

type OwnRefusal = LineRefusal | RefusalOf<"promotion-not-offered" | "term-end-not-chosen">;

export type ItemRefusal = OwnRefusal | RefusalOf<"cart-too-long" | "cart-empty">;

/** A refusal with the line that it is about, counted from 0. */
export type RefusedLine = Refused<ItemRefusal> & { readonly lineNumber?: number };

/** What a program asked for and cannot buy. Its cart keeps it with the reason until it is written again. */
export type RejectedLine = {
  readonly number: number;
  readonly item: ItemRequest;
  readonly refusal: OwnRefusal;
};

export type SortedItems = { readonly lines: readonly CartLine[]; readonly rejected: readonly RejectedLine[] };

/** What a line of a cart may have wrong with it while the cart stands. Rule: everything but markets and quantities. */
const keptFaults: ReadonlySet<OwnRefusal["code"]> = new Set([
  "not-found",
  "no-price",
  "currency-mixed",
  "term-not-offered",
  "billing-plan-not-offered",
  "billing-plan-longer-than-term",
  "prerequisite-missing",
  "promotion-not-offered",
  "term-end-not-chosen",
]);

/** A term that nobody named and that is not clear is asked for, not kept. */
function isKept(refusal: OwnRefusal): boolean {
  return keptFaults.has(refusal.code) && !(refusal.code === "term-not-offered" && refusal.termDuration === null);
}

/**
 * The lines that items make in a cart, and those that it keeps with what is wrong with them, both numbered from 0 in
 * the order of the items. A closed market or a quantity that is not allowed refuses the whole.
 */
export function sortItems(
  items: readonly ItemRequest[],
  facts: LineFacts,
): Result<SortedItems, ItemRefusal> | RefusedLine {
  const refusal = refusalOfList(items);
  if (refusal !== null) return refused(refusal);
  if (currencyOfMarket(facts.market) === null)
    return refused({ code: "market-without-currency", market: facts.market });
  const lines: CartLine[] = [];
  const rejected: RejectedLine[] = [];
  const requests = items.map((item) => requestOf(item, facts));
  const good = requests.flatMap((request) => (request.ok ? request.value : []));
  for (const [number, item] of items.entries()) {
    const request = requests[number];
    const decision = request?.ok === true ? decideAmong(good, request.value, facts) : request;
    if (decision === undefined) continue;
    if (decision.ok) lines.push({ number, ...decision.value.line });
    else if (isKept(decision.refusal)) rejected.push({ number, item, refusal: decision.refusal });
    else return { ...decision, lineNumber: number };
  }
  return ok({ lines, rejected });
}

function refusalOfList(items: readonly ItemRequest[]): RefusalOf<"cart-too-long" | "cart-empty"> | null {
  if (items.length === 0) return { code: "cart-empty" };
  return items.length > cartLinesMax ? { code: "cart-too-long", linesMax: cartLinesMax } : null;
}

/**
 * The lines that items make, at the prices of the instant: all of them or none, numbered from 0. Each is checked as a
 * line that somebody adds on a page is.
 */
export function decideItems(
  items: readonly ItemRequest[],
  facts: LineFacts,
): Result<readonly CartLine[], ItemRefusal> | RefusedLine {
  const refusal = refusalOfList(items);
  if (refusal !== null) return refused(refusal);
  const requests: LineRequest[] = [];
  for (const [lineNumber, item] of items.entries()) {
    const request = requestOf(item, facts);
    if (!request.ok) return { ...request, lineNumber };
    requests.push(request.value);
  }
  const lines: CartLine[] = [];
  for (const [lineNumber, request] of requests.entries()) {
    const decision = decideAmong(requests, request, facts);
    if (!decision.ok) return { ...decision, lineNumber };
    lines.push({ number: lineNumber, ...decision.value.line });
  }
  return ok(lines);
}

/** A line beside the others that were asked for with it. */
function decideAmong(all: readonly LineRequest[], request: LineRequest, facts: LineFacts) {
  const others = all.filter((other) => other !== request).map((other) => provisional(other, facts));
  return decideCartLine(others, request, facts);
}

/** Which term and plan an item means. Rule: what the offer has, unless it is said otherwise; a term must be clear. */
function requestOf(item: ItemRequest, facts: LineFacts): Result<LineRequest, OwnRefusal> {
  const { productId, skuId, availabilityId, quantity } = item;
  if (item.promotionId !== undefined) return refused({ code: "promotion-not-offered" });
  if (item.isTermEndNamed === true) return refused({ code: "term-end-not-chosen" });
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
