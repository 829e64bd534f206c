import type { Availability, ProductKind } from "#app/domain/catalog/catalog.ts";
import { perpetualWindowDays, cancellationWindowHours } from "#app/domain/policies.ts";
import type { OfferedProduct, OfferedSku } from "#app/views/records/catalogue-records.ts";
import { readEnum } from "./enums.ts";
import { linkTo } from "./links.ts";
import { billingCycleOf, catalogItemIdOf, fullSkuId, productTypeOf, segmentOf, symbolOf } from "./trade-words.ts";

/** Who asks decides where links lead: to the catalogue of a country, or of a customer. */
export type CataloguePath = { readonly market: string; readonly customerId: string | null };

/** The documented views, also those that nothing is sold of here. */
export const targetViews = [
  "Azure",
  "AzureReservations",
  "AzureReservationsVM",
  "AzureReservationsSQL",
  "AzureReservationsCosmosDb",
  "MicrosoftAzure",
  "OnlineServices",
  "Software",
  "SoftwareSUSELinux",
  "SoftwarePerpetual",
  "SoftwareSubscriptions",
  "SpecializedOffers",
  "MarketplaceSaaS",
] as const;
export type TargetView = (typeof targetViews)[number];

export function readTargetView(value: unknown): TargetView {
  return readEnum("targetView", value, targetViews);
}

const titledReservations: Partial<Record<TargetView, RegExp>> = {
  AzureReservationsVM: /virtual machine|\bVM\b/i,
  AzureReservationsSQL: /SQL/i,
  AzureReservationsCosmosDb: /cosmos/i,
};

const softwareKinds: ReadonlySet<ProductKind> = new Set([
  "software-subscription",
  "perpetual-software",
  "third-party-plan",
]);

/** Whether a view of the catalogue has a product. */
export function isInView(product: OfferedProduct, view: TargetView): boolean {
  const { kind } = product;
  switch (view) {
    case "Software":
      return softwareKinds.has(kind);
    case "SoftwareSubscriptions":
      return kind === "software-subscription";
    case "SoftwarePerpetual":
      return kind === "perpetual-software";
    case "SoftwareSUSELinux":
      return kind === "third-party-plan" && /suse/i.test(`${product.publisher} ${product.title}`);
    case "AzureReservations":
      return kind === "azure-reservation";
    case "AzureReservationsVM":
    case "AzureReservationsSQL":
    case "AzureReservationsCosmosDb":
      return kind === "azure-reservation" && (titledReservations[view]?.test(product.title) ?? false);
    default:
      return false;
  }
}

function pathOf({ customerId }: CataloguePath): string {
  return customerId === null ? "/products" : `/customers/${encodeURIComponent(customerId)}/products`;
}

function queryOf({ market, customerId }: CataloguePath): string {
  return customerId === null ? `?country=${encodeURIComponent(market)}` : "";
}

/** The address of a product, edition or offer below the version. */
export function catalogueUri(path: CataloguePath, ...parts: readonly string[]): string {
  const [productId, skuId, availabilityId] = parts.map(encodeURIComponent);
  const sku = skuId === undefined ? "" : `/skus/${skuId}`;
  const availability = availabilityId === undefined ? "" : `/availabilities/${availabilityId}`;
  return `${pathOf(path)}/${productId ?? ""}${sku}${availability}${queryOf(path)}`;
}

/** The address of the editions of a product, or of the offers of an edition. */
export function catalogueListUri(path: CataloguePath, productId: string, skuId?: string): string {
  const product = `${pathOf(path)}/${encodeURIComponent(productId)}/skus`;
  const list = skuId === undefined ? product : `${product}/${encodeURIComponent(skuId)}/availabilities`;
  return list + queryOf(path);
}

export function productOnWire(product: OfferedProduct, path: CataloguePath): Readonly<Record<string, unknown>> {
  return {
    id: product.id,
    title: product.title,
    description: product.skus[0]?.sku.description ?? product.title,
    productType: productTypeOf(product.kind),
    isMicrosoftProduct: isMicrosoft(product.publisher),
    publisherName: product.publisher,
    links: { skus: linkTo(catalogueListUri(path, product.id)), self: linkTo(catalogueUri(path, product.id)) },
  };
}

function isMicrosoft(publisher: string): boolean {
  return publisher.startsWith("Microsoft");
}

export function skuOnWire({ sku, availabilities }: OfferedSku, path: CataloguePath): Readonly<Record<string, unknown>> {
  const isCancellable =
    sku.isCancellable && (sku.kind === "software-subscription" || sku.kind === "perpetual-software");
  return {
    id: sku.skuId,
    productId: sku.productId,
    title: sku.title,
    description: sku.description,
    minimumQuantity: sku.quantityMin,
    maximumQuantity: sku.quantityMax,
    isTrial: false,
    supportedBillingCycles: [...new Set(availabilities.map((offer) => billingCycleOf(offer.billingPlan)))],
    purchasePrerequisites: [],
    inventoryVariables: [],
    provisioningVariables: [],
    actions: isCancellable ? ["Refund"] : [],
    dynamicAttributes: {
      isMicrosoftProduct: isMicrosoft(sku.publisher),
      hasConstraints: sku.prerequisites.length > 0,
      isAddon: sku.prerequisites.length > 0,
      prerequisiteSkus: sku.prerequisites.flatMap(({ anyOf }) => [...anyOf]),
      isSoftwareAssuranceApplicable: sku.hasHybridBenefit,
      upgradeTargetOffers: [],
    },
    attestationProperties: { attestationType: "none", enforceAttestation: false },
    consumptionType: "none",
    links: {
      availabilities: linkTo(catalogueListUri(path, sku.productId, sku.skuId)),
      self: linkTo(catalogueUri(path, sku.productId, sku.skuId)),
    },
  };
}

/** An offer; it is one term and one plan, so that its list of terms has one entry. Prices are not in the catalogue. */
export function availabilityOnWire(
  offer: Availability,
  product: OfferedProduct,
  offered: OfferedSku,
  path: CataloguePath,
): Readonly<Record<string, unknown>> {
  const { productId, skuId, id } = offer;
  const isRenewable = offer.termDuration !== null;
  return {
    id,
    productId,
    skuId,
    catalogItemId: catalogItemIdOf(productId, skuId, id),
    defaultCurrency: { code: offer.currency, symbol: symbolOf(offer.currency) },
    segment: segmentOf(offer.segment),
    country: offer.market,
    isPurchasable: true,
    isRenewable,
    renewalInstructions: isRenewable
      ? [{ applicableTermIds: [id], renewalOptions: [{ renewToId: id, isAutoRenewable: true }] }]
      : [],
    terms: [termOnWire(offer, offered)],
    product: productOnWire(product, path),
    sku: skuOnWire(offered, path),
    links: { self: linkTo(catalogueUri(path, productId, skuId, id)) },
  };
}

function termOnWire({ id, termDuration, billingPlan }: Availability, { sku, availabilities }: OfferedSku) {
  const durations = new Set(availabilities.flatMap((offer) => offer.termDuration ?? []));
  const billingCycle = billingCycleOf(billingPlan);
  return {
    id,
    duration: termDuration ?? undefined,
    description: termDuration === null ? "Perpetual" : `${termDuration}, billed ${billingCycle}`,
    billingCycle,
    renewalOptions:
      termDuration === null
        ? undefined
        : [...durations].map((duration) => ({ termDuration: duration, description: `Renews for ${duration}` })),
    cancellationPolicies: cancellationPoliciesOf(sku.kind, sku.isCancellable),
  };
}

function cancellationPoliciesOf(kind: ProductKind, isCancellable: boolean) {
  if (kind === "perpetual-software")
    return [{ refundOptions: [{ sequenceId: 0, type: "Full", expiresAfter: `P${perpetualWindowDays}D` }] }];
  if (kind !== "software-subscription" || !isCancellable) return [];
  return [{ refundOptions: [{ sequenceId: 0, type: "Partial", expiresAfter: `P${cancellationWindowHours / 24}D` }] }];
}

/** The edition with an id, also where it is written without its leading zeros. */
export function findOfferedSku(product: OfferedProduct, skuId: string): OfferedSku | undefined {
  return product.skus.find(({ sku }) => sku.skuId === skuId || sku.skuId === fullSkuId(skuId));
}
