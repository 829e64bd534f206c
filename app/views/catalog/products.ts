import { decideAccess } from "#app/domain/access/permissions.ts";
import { type ProductKind, productKinds, skuKey, type Segment, type SkuKey } from "#app/domain/catalog/catalog.ts";
import { isMarketOpenFor } from "#app/domain/catalog/markets.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  findProduct,
  type InstallInstructions,
  listOfferedPlans,
  listSkusOfProducts,
  type OfferedPlan,
  type Product,
  type SkuDetail,
  skusByKey,
} from "#db/repositories/catalog.ts";
import { countProductsByKind, isCatalogueEmpty, listProducts, productKey } from "#db/repositories/products.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "../cursor.ts";
import { type Format, formatFor, type InstantText } from "../format.ts";
import type { ViewContext } from "../view-context.ts";

export type ProductsParams = PageParams & { readonly search: string; readonly kind: ProductKind | null };

export type ProductRow = Pick<Product, "id" | "title" | "publisher" | "kind"> & {
  readonly skus: readonly { readonly skuId: string; readonly title: string; readonly needsReview: boolean }[];
};

export type ProductsView = {
  readonly search: string;
  readonly kind: ProductKind | null;
  /** How many products of each kind the search finds. */
  readonly counts: readonly { readonly kind: ProductKind; readonly text: string }[];
  readonly total: string;
  readonly rows: readonly ProductRow[];
  readonly links: PageLinks;
  readonly isEmpty: boolean;
};

/** The catalogue: searched, by kind, paged by key. */
export async function productsView(context: ViewContext, params: ProductsParams): Promise<Result<ProductsView>> {
  const access = decideAccess(context.actor, "manage-catalogue");
  if (!access.ok) return access;
  const { db } = context;
  const { search, kind } = params;
  const format = formatFor(context.reader);
  const request = {
    ...pageRequestOf(params, kind === null ? ["string", "string"] : ["string", "string", "string"]),
    search,
    ...(kind === null ? {} : { kind }),
  };
  const page = await listProducts(db, request);
  const counts = await countProductsByKind(db, search);
  const skus = await listSkusOfProducts(
    db,
    page.rows.map(({ id }) => id),
  );
  return ok({
    search,
    kind,
    counts: productKinds.map((one) => ({ kind: one, text: format.number(counts.get(one) ?? 0) })),
    total: format.number([...counts.values()].reduce((sum, count) => sum + count, 0)),
    rows: page.rows.map(({ id, title, publisher, kind: ofProduct }) => ({
      id,
      title,
      publisher,
      kind: ofProduct,
      skus: skus
        .filter(({ productId }) => productId === id)
        .map(({ skuId, title: skuTitle, needsReview }) => ({ skuId, title: skuTitle, needsReview })),
    })),
    links: pageLinksOf(page, (product) => productKey(product, request)),
    isEmpty: page.rows.length === 0 && (await isCatalogueEmpty(db)),
  });
}

/** A term and plan of an edition, with the markets that have a price for it. */
export type OfferRow = {
  readonly key: string;
  readonly segment: Segment;
  readonly termDuration: TermDuration | null;
  readonly billingPlan: BillingPlan;
  readonly markets: readonly { readonly code: string; readonly name: string; readonly isOpen: boolean }[];
  readonly closedCount: number;
};

export type SkuCard = {
  readonly skuId: string;
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly segment: Segment;
  readonly quantityMin: string;
  readonly quantityMax: string;
  readonly needsKey: boolean;
  readonly needsDownload: boolean;
  readonly versions: readonly string[];
  readonly isCancellable: boolean;
  readonly hasHybridBenefit: boolean;
  readonly needsReview: boolean;
  /** Each entry must be met by one of these editions. */
  readonly prerequisites: readonly (readonly string[])[];
  readonly installInstructions: InstallInstructions | null;
  readonly offers: readonly OfferRow[];
};

export type ProductView = {
  readonly product: Product;
  readonly at: InstantText;
  readonly skus: readonly SkuCard[];
};

/** A product with its editions, and what the price lists offer of them now. */
export async function productView(context: ViewContext, productId: string): Promise<Result<ProductView>> {
  const access = decideAccess(context.actor, "manage-catalogue");
  if (!access.ok) return access;
  const { db, at } = context;
  const product = await findProduct(db, productId);
  if (product === undefined) return refused({ code: "not-found", what: "product" });
  const skus = await listSkusOfProducts(db, [productId]);
  const plans = await listOfferedPlans(db, productId, at);
  const needed = await skusByKey(
    db,
    skus.flatMap((sku) => sku.prerequisites.flatMap(({ anyOf }) => anyOf)),
  );
  const format = formatFor(context.reader);
  return ok({
    product,
    at: format.instant(at),
    skus: skus.map((sku) =>
      cardOf(
        sku,
        plans.filter(({ skuId }) => skuId === sku.skuId),
        needed,
        format,
      ),
    ),
  });
}

function cardOf(
  sku: SkuDetail,
  plans: readonly OfferedPlan[],
  needed: ReadonlyMap<SkuKey, SkuDetail>,
  format: Format,
): SkuCard {
  return {
    skuId: sku.skuId,
    title: sku.title,
    description: sku.description,
    unit: sku.unit,
    segment: sku.segment,
    quantityMin: format.number(sku.quantityMin),
    quantityMax: format.number(sku.quantityMax),
    needsKey: sku.needsKey,
    needsDownload: sku.needsDownload,
    versions: sku.downloadOptions.versions,
    isCancellable: sku.isCancellable,
    hasHybridBenefit: sku.hasHybridBenefit,
    needsReview: sku.needsReview,
    prerequisites: sku.prerequisites.map(({ anyOf }) => anyOf.map((key) => needed.get(key)?.title ?? key)),
    installInstructions: sku.installInstructions,
    offers: plans.map((plan) => offerOf(sku, plan, format)),
  };
}

function offerOf(sku: SkuDetail, plan: OfferedPlan, format: Format): OfferRow {
  const markets = plan.markets.map((code) => ({
    code,
    name: format.country(code),
    isOpen: isMarketOpenFor(sku.kind, code),
  }));
  return {
    key: `${skuKey(sku.productId, sku.skuId)}|${plan.segment}|${plan.termDuration ?? ""}|${plan.billingPlan}`,
    segment: plan.segment,
    termDuration: plan.termDuration,
    billingPlan: plan.billingPlan,
    markets: markets.sort((a, b) => a.name.localeCompare(b.name, format.language)),
    closedCount: markets.filter(({ isOpen }) => !isOpen).length,
  };
}
