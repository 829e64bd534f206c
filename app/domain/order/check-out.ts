import type { Temporal } from "temporal-polyfill";
import { activityDone, type ActivityDraft } from "../activity/activity.ts";
import type { Charge } from "../billing/charge.ts";
import { chargeOfCycle } from "../billing/make-charge.ts";
import type { Currency } from "../money/currencies.ts";
import { assertMinor, timesQuantity } from "../money/money.ts";
import { orderNoticeKey, type NoticeDraft } from "../notices/notices.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { subjectOf } from "../subscription/subject.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { firstTerm, renewsByDefault } from "../subscription/terms.ts";
import { decideCartLine, refusalOfCustomer, type DecidedLine, type LineFacts, type LineRefusal } from "./cart-line.ts";
import { refusalOfCart, refusalOfRejected, type Cart, type CartRefusal } from "./cart.ts";
import type { CartLine, Order, OrderLine } from "./order.ts";

export type CheckOutFacts = LineFacts & {
  /** The user who buys. */
  readonly orderedBy: string;
  readonly nextId: () => string;
};

export type CheckOutRequest = {
  /** Unit prices that the buyer confirmed after being shown that they moved, by line number; others count as shown in the cart. */
  readonly confirmedUnitPricesMinor?: ReadonlyMap<number, number>;
};

/** Everything that one checkout makes; all of it or nothing. */
export type Purchase = {
  /** The cart, now pointing to its order. */
  readonly cart: Cart;
  readonly order: Order;
  readonly subscriptions: readonly Subscription[];
  readonly charges: readonly Charge[];
  readonly activity: readonly ActivityDraft[];
  readonly notices: readonly NoticeDraft[];
};

export type CheckOutRefusal =
  | LineRefusal
  | CartRefusal
  | RefusalOf<"cart-empty" | "cart-lines-rejected" | "price-moved">;

/** Why a line of a cart is refused; the whole cart is refused with it. */
export type LineProblem = { readonly lineNumber: number; readonly refusal: LineRefusal };

type CheckedLine = DecidedLine & { readonly number: number; readonly shownUnitPriceMinor: number };

function others(cart: Cart, line: CartLine): readonly CartLine[] {
  return cart.lines.filter((other) => other !== line);
}

/** Every problem of a cart's lines as things stand, for a page that shows them all at once. */
export function problemsOfLines(cart: Cart, facts: LineFacts): readonly LineProblem[] {
  return cart.lines.flatMap((line) => {
    const decision = decideCartLine(others(cart, line), line, facts);
    return decision.ok ? [] : { lineNumber: line.number, refusal: decision.refusal };
  });
}

function checkLines(
  cart: Cart,
  request: CheckOutRequest,
  facts: LineFacts,
): Result<readonly CheckedLine[], LineRefusal> {
  const checked: CheckedLine[] = [];
  for (const line of cart.lines) {
    const decision = decideCartLine(others(cart, line), line, facts);
    if (!decision.ok) return decision;
    const shownUnitPriceMinor = request.confirmedUnitPricesMinor?.get(line.number) ?? line.unitPriceMinor;
    checked.push({ ...decision.value, number: line.number, shownUnitPriceMinor });
  }
  return ok(checked);
}

/** The lines whose price is no longer the one the buyer was shown. */
function movedPrices(lines: readonly CheckedLine[]): RefusalOf<"price-moved">["lines"] {
  return lines
    .filter(({ line, shownUnitPriceMinor }) => line.unitPriceMinor !== shownUnitPriceMinor)
    .map(({ number, line, shownUnitPriceMinor }) => ({
      lineNumber: number,
      oldUnitPriceMinor: shownUnitPriceMinor,
      newUnitPriceMinor: line.unitPriceMinor,
      currency: line.currency,
    }));
}

/** Buys what is in a cart: everything is checked again, at the prices of this instant. */
export function decideCheckOut(
  cart: Cart,
  request: CheckOutRequest,
  facts: CheckOutFacts,
): Result<Purchase, CheckOutRefusal> {
  const checked = checkCart(cart, request, facts);
  return checked.ok ? ok(purchase(cart, checked.value, facts)) : checked;
}

/**
 * The same as several orders, as programs buy: what is paid once shares one, everything that is charged again has one
 * of its own. All of them or none; the cart points to the first.
 */
export function decideCheckOutInOrders(
  cart: Cart,
  request: CheckOutRequest,
  facts: CheckOutFacts,
): Result<readonly [Purchase, ...Purchase[]], CheckOutRefusal> {
  const checked = checkCart(cart, request, facts);
  if (!checked.ok) return checked;
  const isOnce = ({ line }: CheckedLine) => line.billingPlan === "one-time";
  const once = checked.value.filter(isOnce);
  const groups = [
    ...(once.length === 0 ? [] : [once]),
    ...checked.value.filter((line) => !isOnce(line)).map((line) => [line]),
  ];
  const [first, ...others] = groups.map((lines) => purchase(cart, lines, facts));
  return first === undefined ? refused({ code: "cart-empty" }) : ok([first, ...others]);
}

function checkCart(
  cart: Cart,
  request: CheckOutRequest,
  facts: LineFacts,
): Result<readonly CheckedLine[], CheckOutRefusal> {
  const refusal = refusalOfCart(cart, facts.at) ?? refusalOfCustomer(facts) ?? refusalOfRejected(cart);
  if (refusal) return refused(refusal);
  const checked = checkLines(cart, request, facts);
  if (!checked.ok) return checked;
  if (checked.value.length === 0) return refused({ code: "cart-empty" });
  const moved = movedPrices(checked.value);
  return moved.length > 0 ? refused({ code: "price-moved", lines: moved }) : checked;
}

function purchase(cart: Cart, lines: readonly CheckedLine[], facts: CheckOutFacts): Purchase {
  const currency = currencyOf(lines);
  const { at, nextId, market } = facts;
  const orderId = nextId();
  // Lines of an order are numbered from 0 without gaps, whatever was taken out of the cart before.
  const bought = lines.map((line, number) =>
    buyLine(cart, line, { orderId, lineNumber: number }, { at, nextId, market }),
  );
  const order: Order = {
    id: orderId,
    partnerId: cart.partnerId,
    customerId: cart.customerId,
    kind: "purchase",
    currency,
    orderedAt: at,
    orderedBy: facts.orderedBy,
    cartId: cart.id,
    lines: bought.map(({ orderLine }) => orderLine),
  };
  const charges = bought.map(({ charge }) => charge);
  const chargedMinor = assertMinor(charges.reduce((sum, { amountMinor }) => sum + amountMinor, 0));
  const { partnerId, customerId } = cart;
  return {
    cart: { ...cart, orderId, version: cart.version + 1 },
    order,
    subscriptions: bought.flatMap(({ subscription }) => subscription ?? []),
    charges,
    activity: [
      activityDone(
        "order-placed",
        at,
        { partnerId, customerId, orderId },
        { newValue: { lines: lines.length, chargedMinor, currency } },
      ),
      ...bought.map(({ activity }) => activity),
    ],
    notices: [
      {
        kind: "order-confirmed",
        dedupeKey: orderNoticeKey(orderId, "order-confirmed"),
        partnerId,
        customerId,
        subscriptionId: null,
        termNumber: null,
        orderId,
        facts: { lines: lines.length, chargedMinor, currency },
      },
    ],
  };
}

/** One order, one currency. */
function currencyOf([first]: readonly CheckedLine[]): Currency {
  if (first === undefined) throw new TypeError("An order has at least one line");
  return first.line.currency;
}

type Bought = {
  readonly orderLine: OrderLine;
  readonly subscription: Subscription | null;
  readonly charge: Charge;
  readonly activity: ActivityDraft;
};
type LineRef = { readonly orderId: string; readonly lineNumber: number };
type BuyFacts = { readonly at: Temporal.Instant; readonly nextId: () => string; readonly market: string };

function buyLine(cart: Cart, checked: CheckedLine, ref: LineRef, facts: BuyFacts): Bought {
  const { line, sku, availability } = checked;
  const { partnerId, customerId } = cart;
  const subscription = line.termDuration === null ? null : newSubscription(cart, checked, ref, facts);
  const orderLine: OrderLine = {
    number: ref.lineNumber,
    productId: line.productId,
    skuId: line.skuId,
    kind: sku.kind,
    termDuration: line.termDuration,
    billingPlan: line.billingPlan,
    quantity: line.quantity,
    unitPriceMinor: line.unitPriceMinor,
    subscriptionId: subscription?.id ?? null,
    cancelledAt: null,
    availabilityId: availability.id,
  };
  const values = {
    newValue: {
      lineNumber: ref.lineNumber,
      skuId: line.skuId,
      termDuration: line.termDuration,
      billingPlan: line.billingPlan,
      quantity: line.quantity,
      unitPriceMinor: line.unitPriceMinor,
      currency: line.currency,
    },
  };
  if (subscription)
    return {
      orderLine,
      subscription,
      charge: chargeOfCycle(subscription, subscription.term, 1, ref, facts.nextId),
      activity: activityDone("subscription-bought", facts.at, subjectOf(subscription), values),
    };
  const subject = { partnerId, customerId, orderId: ref.orderId, productId: line.productId };
  return {
    orderLine,
    subscription,
    charge: chargeOfPerpetual(cart, checked, ref, facts),
    activity: activityDone("perpetual-software-bought", facts.at, subject, values),
  };
}

function newSubscription(cart: Cart, checked: CheckedLine, ref: LineRef, facts: BuyFacts): Subscription {
  const { line, sku, availability } = checked;
  if (line.termDuration === null) throw new TypeError("Perpetual software is no subscription");
  return {
    id: facts.nextId(),
    partnerId: cart.partnerId,
    customerId: cart.customerId,
    market: facts.market,
    productId: line.productId,
    skuId: line.skuId,
    kind: sku.kind,
    orderId: ref.orderId,
    lineNumber: ref.lineNumber,
    purchasedAt: facts.at,
    isAutoRenewOn: renewsByDefault(facts.at),
    autoRenewOffAt: null,
    nextTerm: null,
    term: firstTerm({
      purchasedAt: facts.at,
      duration: line.termDuration,
      billingPlan: line.billingPlan,
      quantity: line.quantity,
      unitPriceMinor: line.unitPriceMinor,
      currency: line.currency,
      availabilityId: availability.id,
    }),
    cancelledAt: null,
    expiredAt: null,
    hold: null,
    version: 1,
  };
}

function chargeOfPerpetual(cart: Cart, { line }: CheckedLine, ref: LineRef, facts: BuyFacts): Charge {
  return {
    id: facts.nextId(),
    partnerId: cart.partnerId,
    customerId: cart.customerId,
    orderId: ref.orderId,
    lineNumber: ref.lineNumber,
    subscriptionId: null,
    termNumber: null,
    cycleNumber: null,
    cycle: null,
    kind: "purchase",
    unitPriceMinor: line.unitPriceMinor,
    quantity: line.quantity,
    amountMinor: timesQuantity(line.unitPriceMinor, line.quantity),
    currency: line.currency,
    chargedAt: facts.at,
  };
}
