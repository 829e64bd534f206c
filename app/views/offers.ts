import { type Availability, type ProductKind, productKinds } from "#app/domain/catalog/catalog.ts";
import { type BillingPlan, chargesPerTerm, type TermDuration } from "#app/domain/catalog/terms.ts";
import { assertMinor, timesQuantity } from "#app/domain/money/money.ts";
import { refusalOfOffer } from "#app/domain/order/cart-line.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { soldSegment } from "#db/repositories/cart-facts.ts";
import { listAvailabilitiesFor, listSkusOfProducts, type SkuDetail } from "#db/repositories/catalog.ts";
import { skuKey, type SkuKey } from "#app/domain/catalog/catalog.ts";
import { findOpenCart, type StoredCart } from "#db/repositories/carts.ts";
import { findPartnerById } from "#db/repositories/partners.ts";
import { countProductsByKind, listProducts, productKey } from "#db/repositories/products.ts";
import { type CustomerHead, customerHeadOf, findCustomerInScope } from "./customer-head.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { type Format, formatFor, type MoneyText } from "./format.ts";
import { type PrerequisiteText, readPrerequisites } from "./prerequisites.ts";
import type { ViewContext } from "./view-context.ts";

export type OffersParams = PageParams & {
  readonly customerId: string;
  readonly kind: ProductKind;
  readonly search: string;
  /** Only what is offered for this term, or with this plan; null for all. */
  readonly termDuration: TermDuration | null;
  readonly billingPlan: BillingPlan | null;
};

/** One way to buy an edition in the customer's market. */
export type OfferOption = {
  readonly termDuration: TermDuration | null;
  readonly billingPlan: BillingPlan;
  readonly unitPrice: MoneyText;
  readonly chargesPerTerm: number;
  /** Of one unit over the whole term. */
  readonly unitTotal: MoneyText;
  /** How many of it stand in the reader's own cart. */
  readonly inCart: number;
};

/** Each product brings a form for every edition, so that a page of them is shorter than other lists. */
const productsPerPage = 20;

export type OfferedSku = {
  readonly productId: string;
  readonly skuId: string;
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly quantityMin: number;
  readonly quantityMax: number;
  readonly isCancellable: boolean;
  readonly needsKey: boolean;
  readonly needsDownload: boolean;
  readonly hasHybridBenefit: boolean;
  readonly prerequisites: readonly PrerequisiteText[];
  /** Empty where the market has no price for it, or none that the filters let through. */
  readonly options: readonly OfferOption[];
  /** It has a price in this market, whatever the filters. */
  readonly isPriced: boolean;
};

export type OffersView = {
  readonly customer: CustomerHead;
  readonly kind: ProductKind;
  readonly search: string;
  readonly termDuration: TermDuration | null;
  readonly billingPlan: BillingPlan | null;
  /** One tab per kind, with how many products the search finds in it, and why none of it can be bought. */
  readonly tabs: readonly { readonly kind: ProductKind; readonly count: number; readonly refusal: Refusal | null }[];
  /** Why nothing of this kind can be bought for this customer; null where it can. */
  readonly refusal: Refusal | null;
  readonly products: readonly {
    readonly id: string;
    readonly title: string;
    readonly publisher: string;
    readonly skus: readonly OfferedSku[];
  }[];
  readonly links: PageLinks;
  /** The reader's own open cart for this customer, at the prices it was filled at; null where it is empty. */
  readonly cart: { readonly lineCount: number; readonly dueNow: MoneyText } | null;
};

/** What can be put into a cart for a customer: products by kind with the offers of the customer's market. */
export async function offersView(context: ViewContext, params: OffersParams): Promise<Result<OffersView>> {
  const found = await findCustomerInScope(context, "prepare-cart", params.customerId);
  if (!found.ok) return found;
  const customer = found.value;
  const { db, at } = context;
  const { kind, search, termDuration, billingPlan } = params;
  const page = await listProducts(db, {
    kind,
    search,
    ...pageRequestOf(params, ["string", "string", "string"], productsPerPage),
  });
  const counts = await countProductsByKind(db, search);
  const skus = await listSkusOfProducts(
    db,
    page.rows.map(({ id }) => id),
  );
  const keys = skus.map(({ productId, skuId }) => skuKey(productId, skuId));
  const market = customer.country;
  const offers = await listAvailabilitiesFor(db, { market, segment: soldSegment, skus: keys, at });
  const partner = await findPartnerById(db, customer.partnerId);
  const seller = { market, sellsPerpetual: partner?.sellsPerpetual === true };
  const refusalOf = (name: ProductKind): Refusal | null => refusalOfOffer({ kind: name }, seller);
  const { actor } = context;
  const cart =
    actor.kind === "partner" ? await findOpenCart(db, customer.partnerId, customer.id, actor.userId, at) : undefined;
  const prerequisitesOf = await readPrerequisites(context, customer, skus, cart?.lines ?? []);
  const format = formatFor(context.reader);
  const head = customerHeadOf(customer, context, format);
  const offersBySku = new Map<SkuKey, Availability[]>();
  for (const offer of offers) {
    const key = skuKey(offer.productId, offer.skuId);
    offersBySku.set(key, [...(offersBySku.get(key) ?? []), offer]);
  }
  const skuTexts = skus.map((sku) => ({
    ...skuTextOf(sku, offersBySku.get(skuKey(sku.productId, sku.skuId)) ?? [], { params, cart, format }),
    prerequisites: prerequisitesOf(sku),
  }));
  return ok({
    customer: head,
    kind,
    search,
    termDuration,
    billingPlan,
    tabs: productKinds.map((name) => ({
      kind: name,
      count: counts.get(name) ?? 0,
      refusal: refusalOf(name),
    })),
    refusal: refusalOf(kind) ?? head.buyingRefusal,
    products: page.rows.map(({ id, title, publisher }) => ({
      id,
      title,
      publisher,
      skus: skuTexts.filter(({ productId }) => productId === id),
    })),
    links: pageLinksOf(page, (product) => productKey(product, { kind })),
    cart: cartTextOf(cart, format),
  });
}

function cartTextOf(cart: StoredCart | undefined, format: Format): OffersView["cart"] {
  if (cart === undefined || cart.lines.length === 0) return null;
  const amounts = cart.lines.map(({ unitPriceMinor, quantity }) => timesQuantity(unitPriceMinor, quantity));
  const dueNow = assertMinor(amounts.reduce((sum, amount) => sum + amount, 0));
  return { lineCount: cart.lines.length, dueNow: format.money(dueNow, cart.currency) };
}

type OfferFacts = { readonly params: OffersParams; readonly cart: StoredCart | undefined; readonly format: Format };

function skuTextOf(
  sku: SkuDetail,
  offers: readonly Availability[],
  { params: { termDuration, billingPlan }, cart, format }: OfferFacts,
): Omit<OfferedSku, "prerequisites"> {
  const wanted = offers.filter(
    (offer) =>
      (termDuration === null || offer.termDuration === termDuration) &&
      (billingPlan === null || offer.billingPlan === billingPlan),
  );
  return {
    productId: sku.productId,
    skuId: sku.skuId,
    title: sku.title,
    description: sku.description,
    unit: sku.unit,
    quantityMin: sku.quantityMin,
    quantityMax: sku.quantityMax,
    isCancellable: sku.isCancellable,
    needsKey: sku.needsKey,
    needsDownload: sku.needsDownload,
    hasHybridBenefit: sku.hasHybridBenefit,
    options: wanted.map((offer) => optionOf(offer, cart, format)),
    isPriced: offers.length > 0,
  };
}

function optionOf(offer: Availability, cart: StoredCart | undefined, format: Format): OfferOption {
  const { termDuration, billingPlan, unitPriceMinor, currency } = offer;
  const line = cart?.lines.find(
    (other) =>
      other.productId === offer.productId &&
      other.skuId === offer.skuId &&
      other.termDuration === termDuration &&
      other.billingPlan === billingPlan,
  );
  const charges = termDuration === null ? 1 : chargesPerTerm(termDuration, billingPlan);
  return {
    termDuration,
    billingPlan,
    unitPrice: format.money(unitPriceMinor, currency),
    chargesPerTerm: charges,
    unitTotal: format.money(timesQuantity(unitPriceMinor, charges), currency),
    inCart: line?.quantity ?? 0,
  };
}
