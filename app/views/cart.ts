import { decideAccess } from "#app/domain/access/permissions.ts";
import { chargesPerTerm } from "#app/domain/catalog/terms.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import { isOfferedAt } from "#app/domain/catalog/offers.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import { assertMinor, timesQuantity } from "#app/domain/money/money.ts";
import { refusalOfCart } from "#app/domain/order/cart.ts";
import { decideCartLine } from "#app/domain/order/cart-line.ts";
import type { CartLine } from "#app/domain/order/order.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { type CartFacts, readCartFacts } from "#db/repositories/cart-facts.ts";
import { findCart, findNewestCart, findOpenCart, listOpenCarts, type StoredCart } from "#db/repositories/carts.ts";
import type { Customer } from "#db/repositories/customers.ts";
import { displayNamesById } from "#db/repositories/user-names.ts";
import { type CustomerHead, customerHeadOf, findCustomerInScope } from "./customer-head.ts";
import { type Format, formatFor, type InstantText, type MoneyText, type TimeLeftText } from "./format.ts";
import { namedRefusal } from "./prerequisites.ts";
import { type ProductText, productTextOf } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

/** One line as it would be bought now. */
export type CartLineView = {
  readonly number: number;
  readonly product: ProductText;
  readonly unit: string;
  readonly termDuration: TermDuration | null;
  readonly billingPlan: BillingPlan;
  readonly quantity: number;
  readonly quantityMin: number;
  readonly quantityMax: number;
  /** As the line was put in; `newUnitPrice` where the price list says another one now. */
  readonly unitPrice: MoneyText;
  readonly newUnitPrice: MoneyText | null;
  /** At the price of now: each charge, and all charges of the term. */
  readonly charge: MoneyText;
  readonly total: MoneyText;
  readonly chargesPerTerm: number;
  /** Other terms and plans of the same edition in this market. */
  readonly choices: readonly { readonly termDuration: TermDuration | null; readonly billingPlan: BillingPlan }[];
  /** Why it could not be bought as things stand. */
  readonly refusal: Refusal | null;
};

/** What an application asked for and nobody can buy; while it stands in the cart, nothing of it is bought. */
export type RejectedLineView = {
  readonly number: number;
  /** The edition's title; its ids where the catalogue does not have it. */
  readonly title: string;
  readonly quantityText: string;
  readonly refusal: Refusal;
};

export type CartSummary = {
  readonly id: string;
  readonly createdAt: InstantText;
  readonly createdBy: string | null;
  readonly lineCount: number;
};

export type CartView = {
  readonly customer: CustomerHead;
  /** Null where nothing was put together yet. */
  readonly cart: {
    readonly id: string;
    readonly lines: readonly CartLineView[];
    readonly rejected: readonly RejectedLineView[];
    readonly dueNow: MoneyText;
    /** All charges of all terms together. */
    readonly total: MoneyText;
    readonly createdAt: InstantText;
    readonly createdBy: string | null;
    readonly expiresAt: InstantText;
    /** Null once it has expired. */
    readonly expiresIn: TimeLeftText | null;
    /** Why it can no longer be touched: expired, or bought. */
    readonly refusal: Refusal | null;
  } | null;
  /** True where it is the reader's own; false for a colleague's. */
  readonly isOwn: boolean;
  /** The reader's last cart, where it expired before it was bought and no newer one was begun. */
  readonly expiredCart: { readonly id: string; readonly lineCount: number; readonly expiredAt: InstantText } | null;
  /** Open carts of colleagues for this customer. */
  readonly otherCarts: readonly CartSummary[];
  /** Why the reader may not buy what is in it, whatever it is; null where they may. */
  readonly buyRefusal: Refusal | null;
};

/** A cart for a customer: the one asked for, else the reader's own open one. */
export async function cartView(
  context: ViewContext,
  params: { readonly customerId: string; readonly cartId?: string | null },
): Promise<Result<CartView>> {
  const found = await findCustomerInScope(context, "prepare-cart", params.customerId);
  if (!found.ok) return found;
  const customer = found.value;
  const { db, at, actor } = context;
  const cart = await findCartOf(context, customer, params.cartId ?? null);
  if (cart === undefined && params.cartId) return refused({ code: "not-found", what: "cart" });
  const open = await listOpenCarts(db, customer.partnerId, customer.id, at, otherCartsMax);
  const asked = [...(cart?.lines ?? []), ...(cart?.rejected.map(({ item }) => item) ?? [])];
  const facts = await readCartFacts(db, customer, asked, at);
  const expired = cart === undefined ? await findExpiredCart(context, customer) : undefined;
  const names = await displayNamesById(db, customer.partnerId, [
    ...open.map(({ createdBy }) => createdBy),
    ...(cart === undefined ? [] : [cart.createdBy]),
  ]);
  const format = formatFor(context.reader);
  const access = decideAccess(actor, "buy");
  return ok({
    customer: customerHeadOf(customer, context, format),
    cart: cart === undefined ? null : await nameRefusals(context, cartTextOf(cart, facts, names, format)),
    isOwn: cart === undefined || (actor.kind === "partner" && cart.createdBy === actor.userId),
    expiredCart:
      expired === undefined
        ? null
        : { id: expired.id, lineCount: expired.lines.length, expiredAt: format.instant(expired.expiresAt) },
    otherCarts: open
      .filter(({ id }) => id !== cart?.id)
      .map(({ id, createdAt, createdBy, lineCount }) => ({
        id,
        createdAt: format.instant(createdAt),
        createdBy: names.get(createdBy) ?? null,
        lineCount,
      })),
    buyRefusal: access.ok ? null : access.refusal,
  });
}

const otherCartsMax = 10;

/** The reader's newest cart for a customer, if it is one that expired with something in it. */
async function findExpiredCart({ db, actor, at }: ViewContext, customer: Customer): Promise<StoredCart | undefined> {
  if (actor.kind !== "partner") return undefined;
  const newest = await findNewestCart(db, customer.partnerId, customer.id, actor.userId);
  const hasExpired = newest !== undefined && refusalOfCart(newest, at)?.code === "cart-expired";
  return hasExpired && newest.lines.length > 0 ? newest : undefined;
}

type CartText = NonNullable<CartView["cart"]>;

async function nameRefusals({ db }: ViewContext, cart: CartText): Promise<CartText> {
  const named = async (line: CartLineView) =>
    line.refusal === null ? line : { ...line, refusal: await namedRefusal(db, line.refusal) };
  const rejected = async (line: RejectedLineView) => ({ ...line, refusal: await namedRefusal(db, line.refusal) });
  return {
    ...cart,
    lines: await Promise.all(cart.lines.map(named)),
    rejected: await Promise.all(cart.rejected.map(rejected)),
  };
}

/** A cart of this customer, whoever of the organisation made it; or the reader's own. */
export async function findCartOf(
  { db, actor, at }: ViewContext,
  customer: Customer,
  cartId: string | null,
): Promise<StoredCart | undefined> {
  if (cartId === null)
    return actor.kind === "partner" ? findOpenCart(db, customer.partnerId, customer.id, actor.userId, at) : undefined;
  const cart = await findCart(db, customer.partnerId, cartId);
  return cart?.customerId === customer.id ? cart : undefined;
}

function cartTextOf(cart: StoredCart, facts: CartFacts, names: ReadonlyMap<string, string>, format: Format): CartText {
  const lines = cart.lines.map((line) => lineOf(cart, line, facts, format));
  const sum = (amounts: readonly MoneyText[]) =>
    format.money(assertMinor(amounts.reduce((total, { amountMinor }) => total + amountMinor, 0)), cart.currency);
  const refusal = refusalOfCart(cart, facts.at);
  return {
    id: cart.id,
    lines,
    rejected: cart.rejected.map(({ number, item, refusal: reason }) => {
      const key = skuKey(item.productId, item.skuId);
      return {
        number,
        title: facts.skus.get(key)?.title ?? key,
        quantityText: format.number(item.quantity),
        refusal: reason,
      };
    }),
    dueNow: sum(lines.map(({ charge }) => charge)),
    total: sum(lines.map(({ total }) => total)),
    createdAt: format.instant(cart.createdAt),
    createdBy: names.get(cart.createdBy) ?? null,
    expiresAt: format.instant(cart.expiresAt),
    expiresIn: refusal === null ? format.timeLeft(facts.at, cart.expiresAt) : null,
    refusal,
  };
}

function lineOf(cart: StoredCart, line: CartLine, facts: CartFacts, format: Format): CartLineView {
  const sku = facts.skus.get(skuKey(line.productId, line.skuId));
  const decision = decideCartLine(
    cart.lines.filter((other) => other !== line),
    line,
    facts,
  );
  const unitPriceMinor = decision.ok ? decision.value.line.unitPriceMinor : line.unitPriceMinor;
  const chargeMinor = timesQuantity(unitPriceMinor, line.quantity);
  const charges = line.termDuration === null ? 1 : chargesPerTerm(line.termDuration, line.billingPlan);
  return {
    number: line.number,
    product: productTextOf({ ...line, kind: sku?.kind ?? "software-subscription" }, facts.skus),
    unit: sku?.unit ?? "",
    termDuration: line.termDuration,
    billingPlan: line.billingPlan,
    quantity: line.quantity,
    quantityMin: sku?.quantityMin ?? 1,
    quantityMax: sku?.quantityMax ?? line.quantity,
    unitPrice: format.money(line.unitPriceMinor, line.currency),
    newUnitPrice: unitPriceMinor === line.unitPriceMinor ? null : format.money(unitPriceMinor, line.currency),
    charge: format.money(chargeMinor, line.currency),
    total: format.money(timesQuantity(chargeMinor, charges), line.currency),
    chargesPerTerm: charges,
    choices: choicesOf(line, facts),
    refusal: decision.ok ? null : decision.refusal,
  };
}

function choicesOf(line: CartLine, { availabilities, at, segment }: CartFacts): CartLineView["choices"] {
  return availabilities
    .filter(
      (offer) =>
        offer.productId === line.productId &&
        offer.skuId === line.skuId &&
        offer.segment === segment &&
        isOfferedAt(offer, at),
    )
    .map(({ termDuration, billingPlan }) => ({ termDuration, billingPlan }));
}
