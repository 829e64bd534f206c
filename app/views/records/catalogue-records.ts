import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Availability, ProductKind, Segment, SkuKey } from "#app/domain/catalog/catalog.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import { findMarket } from "#app/domain/catalog/markets.ts";
import { type LineFacts, refusalOfOffer } from "#app/domain/order/cart-line.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { listAvailabilitiesFor, listSkusOfProducts, type SkuDetail } from "#db/repositories/catalog.ts";
import { findPartnerById } from "#db/repositories/partners.ts";
import { findCustomerInScope } from "../customer-head.ts";
import type { ViewContext } from "../view-context.ts";

/** An edition as it is offered in a market. */
export type OfferedSku = { readonly sku: SkuDetail; readonly availabilities: readonly Availability[] };

/** A product with the editions that a market offers. */
export type OfferedProduct = {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly kind: ProductKind;
  readonly skus: readonly OfferedSku[];
};

export type CatalogueRecords = {
  readonly market: string;
  readonly products: readonly OfferedProduct[];
  /** All editions of the product that was asked for, offered or not, each with why it is not sold; empty without one. */
  readonly known: readonly { readonly sku: SkuDetail; readonly refusal: ReturnType<typeof refusalOfOffer> }[];
};

/** Where the catalogue is asked for: by country, or for a customer, whose country counts. */
export type CataloguePlace = { readonly country: string } | { readonly customerId: string };

export type CatalogueQuery = {
  readonly place: CataloguePlace;
  /** All but charity where it is null. */
  readonly segment: Segment | null;
  /** All products where it is left out. */
  readonly productId?: string;
};

/**
 * What a partner is offered in a market at the instant, in order of product and edition. A kind that is not sold there,
 * or not by this partner, is missing. Rules: markets; perpetual software, qualified partners.
 */
export async function catalogueRecords(
  context: ViewContext,
  { place, segment, productId }: CatalogueQuery,
): Promise<Result<CatalogueRecords>> {
  const where = await placeOf(context, place);
  if (!where.ok) return where;
  const { market, partnerId } = where.value;
  const { db, at } = context;
  const known = productId === undefined ? [] : await listSkusOfProducts(db, [productId]);
  const keys = productId === undefined ? undefined : known.map((sku) => skuKey(sku.productId, sku.skuId));
  const offers = await listAvailabilitiesFor(db, {
    market,
    at,
    ...(segment === null ? {} : { segment }),
    ...(keys === undefined ? {} : { skus: keys }),
  });
  const wanted = offers.filter((offer) => segment !== null || offer.segment !== "Charity");
  const skus = await listSkusOfProducts(db, new Set(wanted.map((offer) => offer.productId)));
  const hasPerpetual = [...skus, ...known].some(({ kind }) => kind === "perpetual-software");
  const sellsPerpetual = !hasPerpetual || (await findPartnerById(db, partnerId))?.sellsPerpetual === true;
  const seller = { market, sellsPerpetual };
  return ok({
    market,
    products: productsOf(skus, wanted, seller),
    known: known.map((sku) => ({ sku, refusal: refusalOfOffer(sku, seller) })),
  });
}

type Place = { readonly market: string; readonly partnerId: string };

async function placeOf(context: ViewContext, place: CataloguePlace): Promise<Result<Place>> {
  if ("customerId" in place) {
    const customer = await findCustomerInScope(context, "see-customers", place.customerId);
    return customer.ok ? ok({ market: customer.value.country, partnerId: customer.value.partnerId }) : customer;
  }
  const scope = decidePartnerScope(context.actor, "see-customers");
  if (!scope.ok) return scope;
  const market = findMarket(place.country.toUpperCase());
  return market === undefined
    ? refused({ code: "invalid-field", field: "country", reason: "unknown" })
    : ok({ market: market.iso2, partnerId: scope.value.partnerId });
}

function productsOf(
  skus: readonly SkuDetail[],
  offers: readonly Availability[],
  seller: Pick<LineFacts, "market" | "sellsPerpetual">,
): OfferedProduct[] {
  const offersOf = new Map<SkuKey, Availability[]>();
  for (const offer of offers) {
    const key = skuKey(offer.productId, offer.skuId);
    offersOf.set(key, [...(offersOf.get(key) ?? []), offer]);
  }
  const products = new Map<string, OfferedProduct & { skus: OfferedSku[] }>();
  for (const sku of skus) {
    const availabilities = offersOf.get(skuKey(sku.productId, sku.skuId)) ?? [];
    if (availabilities.length === 0 || refusalOfOffer(sku, seller) !== null) continue;
    const known = products.get(sku.productId);
    if (known !== undefined) known.skus.push({ sku, availabilities });
    else
      products.set(sku.productId, {
        id: sku.productId,
        title: sku.productTitle,
        publisher: sku.publisher,
        kind: sku.kind,
        skus: [{ sku, availabilities }],
      });
  }
  return [...products.values()];
}
