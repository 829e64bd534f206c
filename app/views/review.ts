import { decideAccess } from "#app/domain/access/permissions.ts";
import { utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import { refusalOfCart, refusalOfRejected } from "#app/domain/order/cart.ts";
import { decideCartLine } from "#app/domain/order/cart-line.ts";
import type { CartLine } from "#app/domain/order/order.ts";
import { reviewLine, type ReviewedLine, reviewOf } from "#app/domain/order/review.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { type CartFacts, readCartFacts } from "#db/repositories/cart-facts.ts";
import type { StoredCart } from "#db/repositories/carts.ts";
import { findCartOf } from "./cart.ts";
import { type ChargeCalendar, chargeCalendarOf } from "./charge-calendar.ts";
import { type CustomerHead, customerHeadOf, findCustomerInScope } from "./customer-head.ts";
import {
  type DayText,
  type ExactInstantText,
  type Format,
  formatFor,
  type InstantText,
  type MoneyText,
  type TimeLeftText,
} from "./format.ts";
import { namedRefusal } from "./prerequisites.ts";
import { type ProductText, productTextOf } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

/** One charge of the whole term, with its date. */
export type ReviewedChargeText = {
  readonly chargedAt: InstantText;
  /** The same as a UTC day, which is how cycles are counted. */
  readonly chargedOn: DayText;
  readonly amount: MoneyText;
  /** Null for perpetual software, with the two below. */
  readonly startsOn: DayText | null;
  readonly endsOn: DayText | null;
  readonly days: number | null;
};

export type ReviewLineView = {
  readonly number: number;
  readonly product: ProductText;
  readonly unit: string;
  readonly termDuration: TermDuration | null;
  readonly billingPlan: BillingPlan;
  readonly quantityText: string;
  /** What is bought at; the form sends it back as the price that was shown. */
  readonly unitPrice: MoneyText;
  /** What the line was put into the cart at, where that was another price. */
  readonly oldUnitPrice: MoneyText | null;
  readonly dueNow: MoneyText;
  readonly total: MoneyText;
  readonly charges: readonly ReviewedChargeText[];
  /** Last day of the term, inclusive. */
  readonly endsOn: DayText | null;
  readonly renewsItself: boolean;
  /** False for Red Hat and SUSE plans and for reservations: neither cancelled nor exchanged. */
  readonly isCancellable: boolean;
  readonly windowClosesAt: ExactInstantText | null;
  readonly windowLeft: TimeLeftText | null;
  /** A cancellation of it would go through the operator. */
  readonly needsReview: boolean;
  readonly needsKey: boolean;
  readonly needsDownload: boolean;
  /** Why it cannot be bought; then the prices are those of the cart. */
  readonly refusal: Refusal | null;
};

export type ReviewView = {
  readonly customer: CustomerHead;
  readonly cartId: string;
  /** The form sends it back, so that nothing is bought that somebody put in after this review. */
  readonly cartVersion: number;
  readonly lines: readonly ReviewLineView[];
  readonly dueNow: MoneyText;
  readonly total: MoneyText;
  /** All charges of all lines on one calendar. */
  readonly calendar: ChargeCalendar;
  /** True in Australia and Brazil; everywhere else prices exclude tax. */
  readonly taxIncluded: boolean;
  /** At least one price is another than when the line was put in; old and new are with the lines. */
  readonly hasMovedPrices: boolean;
  /** Why it cannot be bought now, by this reader: role, customer, expired, bought, empty, or a line; null where it can. */
  readonly buyRefusal: Refusal | null;
};

/**
 * Everything that buying would bring, before anything is bought: every charge of every term, and until when it can be
 * undone. Of the cart asked for, else of the reader's own open one.
 */
export async function reviewView(
  context: ViewContext,
  params: { readonly customerId: string; readonly cartId: string | null },
): Promise<Result<ReviewView>> {
  const found = await findCustomerInScope(context, "prepare-cart", params.customerId);
  if (!found.ok) return found;
  const customer = found.value;
  const { db, at } = context;
  const cart = await findCartOf(context, customer, params.cartId);
  if (cart === undefined) return refused({ code: "not-found", what: "cart" });
  const facts = await readCartFacts(db, customer, cart.lines, at);
  const decided = await Promise.all(cart.lines.map((line) => decideLine(context, cart, line, facts)));
  const review = reviewOf(
    decided.map(({ line }) => line),
    { at, market: customer.country, skus: facts.skus },
  );
  const format = formatFor(context.reader);
  const lines = decided.map((line) => lineViewOf(line, facts, format));
  return ok({
    customer: customerHeadOf(customer, context, format),
    cartId: cart.id,
    cartVersion: cart.version,
    lines,
    dueNow: format.money(review.dueNowMinor, cart.currency),
    total: format.money(review.totalMinor, cart.currency),
    calendar: chargeCalendarOf(
      review.lines.flatMap(({ charges }) => charges),
      cart.currency,
      format,
    ),
    taxIncluded: review.taxIncluded,
    hasMovedPrices: lines.some(({ oldUnitPrice }) => oldUnitPrice !== null),
    buyRefusal: buyRefusalOf(context, cart, lines),
  });
}

type DecidedLineOfCart = { readonly line: CartLine; readonly shown: CartLine; readonly refusal: Refusal | null };

/** The line at the price of now; at the cart's where it cannot be bought. */
async function decideLine(
  { db }: ViewContext,
  cart: StoredCart,
  shown: CartLine,
  facts: CartFacts,
): Promise<DecidedLineOfCart> {
  const decision = decideCartLine(
    cart.lines.filter((other) => other !== shown),
    shown,
    facts,
  );
  if (!decision.ok) return { line: shown, shown, refusal: await namedRefusal(db, decision.refusal) };
  return { line: { number: shown.number, ...decision.value.line }, shown, refusal: null };
}

function buyRefusalOf({ actor, at }: ViewContext, cart: StoredCart, lines: readonly ReviewLineView[]): Refusal | null {
  const access = decideAccess(actor, "buy");
  if (!access.ok) return access.refusal;
  const refusal = refusalOfCart(cart, at);
  if (refusal !== null) return refusal;
  const rejected = refusalOfRejected(cart);
  if (rejected !== null) return rejected;
  if (lines.length === 0) return { code: "cart-empty" };
  return lines.find((line) => line.refusal !== null)?.refusal ?? null;
}

function lineViewOf({ line, shown, refusal }: DecidedLineOfCart, facts: CartFacts, format: Format): ReviewLineView {
  const sku = facts.skus.get(skuKey(line.productId, line.skuId));
  if (sku === undefined) throw new Error(`SKU ${line.productId}:${line.skuId} is not in the catalogue`);
  const reviewed = reviewLine(line, sku, facts.at);
  const { windowClosesAt } = reviewed;
  return {
    number: line.number,
    product: productTextOf({ ...line, kind: sku.kind }, facts.skus),
    unit: sku.unit,
    termDuration: line.termDuration,
    billingPlan: line.billingPlan,
    quantityText: format.number(line.quantity),
    unitPrice: format.money(line.unitPriceMinor, line.currency),
    oldUnitPrice:
      shown.unitPriceMinor === line.unitPriceMinor ? null : format.money(shown.unitPriceMinor, shown.currency),
    dueNow: format.money(reviewed.dueNowMinor, line.currency),
    total: format.money(reviewed.totalMinor, line.currency),
    charges: chargesOf(reviewed, format),
    endsOn: reviewed.endsOn === null ? null : format.day(reviewed.endsOn),
    renewsItself: reviewed.renewsItself,
    isCancellable: reviewed.isCancellable,
    windowClosesAt: windowClosesAt === null ? null : format.exactInstant(windowClosesAt),
    windowLeft: windowClosesAt === null ? null : format.timeLeft(facts.at, windowClosesAt),
    needsReview: reviewed.needsReview,
    needsKey: sku.needsKey,
    needsDownload: sku.needsDownload,
    refusal,
  };
}

function chargesOf({ line, charges }: ReviewedLine, format: Format): ReviewedChargeText[] {
  return charges.map(({ chargedAt, amountMinor, startsOn, endsOn, days }) => ({
    chargedAt: format.instant(chargedAt),
    chargedOn: format.day(utcDayOf(chargedAt)),
    amount: format.money(amountMinor, line.currency),
    startsOn: startsOn === null ? null : format.day(startsOn),
    endsOn: endsOn === null ? null : format.day(endsOn),
    days,
  }));
}
