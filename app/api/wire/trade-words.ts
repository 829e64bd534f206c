import { formatMinorAsDecimal } from "#app/domain/money/decimal.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import type { ProductKind, Segment } from "#app/domain/catalog/catalog.ts";
import { type BillingPlan, billingPlans, type TermDuration, termDurations } from "#app/domain/catalog/terms.ts";
import { readEnum, snakeOf } from "./enums.ts";
import { invalidProperty } from "./fault.ts";
import { type Link, linkTo } from "./links.ts";

/** Words that carts, orders, subscriptions and invoices share on the wire. */

/** An amount as a JSON number with the digits of its currency: typed clients declare decimals. */
export function amountOf(amountMinor: number, currency: Currency): number {
  return Number(formatMinorAsDecimal(amountMinor, currency));
}

const symbols: Partial<Record<Currency, string>> = {
  AUD: "$",
  BRL: "R$",
  CAD: "$",
  CNY: "¥",
  DKK: "kr",
  EUR: "€",
  GBP: "£",
  INR: "₹",
  JPY: "¥",
  KRW: "₩",
  NOK: "kr",
  NZD: "$",
  SEK: "kr",
  TWD: "NT$",
  USD: "$",
};

/** `$`; the code itself where there is no symbol that everybody knows. */
export function symbolOf(currency: Currency): string {
  return symbols[currency] ?? currency;
}

/** The documented members, in the documented order of their numbers. */
export const billingCycles = ["unknown", "monthly", "annual", "none", "one_time", "triennial"] as const;
const billingCycleNumbers = { unknown: 0, monthly: 1, annual: 2, none: 3, one_time: 4, triennial: 5 } as const;
export type BillingCycle = (typeof billingCycles)[number];

/** `one-time` is `one_time`. */
export function billingCycleOf(plan: BillingPlan): BillingCycle {
  return snakeOf(plan) as BillingCycle;
}

/** Reads a billing cycle in any spelling; one that the portal does not sell by is refused by its name. */
export function readBillingCycle(path: string, value: unknown): BillingPlan {
  const cycle = readEnum(path, value, billingCycles, billingCycleNumbers);
  const plan = billingPlans.find((own) => billingCycleOf(own) === cycle);
  if (plan === undefined) throw invalidProperty(path, `${cycle} is nothing that can be bought.`);
  return plan;
}

/** Reads `P1M`, `P1Y`, `P3Y` without regard to case; undefined where the property is absent or empty. */
export function readTermDuration(path: string, value: unknown): TermDuration | undefined {
  if (value === undefined || value === "") return undefined;
  const wanted = typeof value === "string" ? value.trim().toUpperCase() : "";
  const duration = termDurations.find((own) => own === wanted);
  if (duration === undefined) throw invalidProperty(path, `Terms are ${termDurations.join(", ")}.`);
  return duration;
}

/** A quantity: a whole number, also where a client writes it as text. */
export function readQuantity(path: string, value: unknown): number {
  const number = typeof value === "string" && /^\d{1,9}$/.test(value.trim()) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isSafeInteger(number))
    throw invalidProperty(path, "A quantity is a whole number.");
  return number;
}

/** A text of a request, cut at nothing: longer than allowed is refused. Undefined where it is absent. */
export function readText(path: string, value: unknown, lengthMax: number): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "string") throw invalidProperty(path, "This is a text.");
  if (value.length > lengthMax) throw invalidProperty(path, `At most ${lengthMax} characters.`);
  if (value.includes("\0")) throw invalidProperty(path, "A text has no NUL in it.");
  return value;
}

export function readObject(path: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw invalidProperty(path, "This is an object.");
  return value as Record<string, unknown>;
}

export function readList(path: string, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw invalidProperty(path, "This is a list.");
  return value;
}

const segmentWords = {
  Commercial: "commercial",
  Education: "education",
  Government: "government",
  Charity: "nonprofit",
} as const satisfies Record<Segment, string>;

/** As they are emitted and read. */
export const segments = Object.values(segmentWords);

export function segmentOf(segment: Segment): string {
  return segmentWords[segment];
}

/** Null for a query without a segment. */
export function readSegment(value: string | undefined): Segment | null {
  if (value === undefined) return null;
  const word = readEnum("targetSegment", value, segments);
  return (Object.keys(segmentWords) as Segment[]).find((segment) => segmentWords[segment] === word) ?? null;
}

/** What stands in `productType` of products and subscriptions. */
export function productTypeOf(kind: ProductKind): { id: string; displayName: string } {
  return kind === "azure-reservation"
    ? { id: "AzureReservations", displayName: "Azure Reservations" }
    : { id: "Software", displayName: "Software" };
}

/** Stands where an offer is not known any more: the parts of a catalogue item are always three. */
const unknownAvailability = "000000000000";

/** `product:sku:availability`. */
export function catalogItemIdOf(productId: string, skuId: string, availabilityId: string | null): string {
  return `${productId}:${skuId}:${availabilityId ?? unknownAvailability}`;
}

/** The parts of a catalogue item; an id of two parts names no availability. */
export type CatalogItem = {
  readonly productId: string;
  readonly skuId: string;
  readonly availabilityId: string | null;
};

/** Reads `product:sku:availability`. Short SKU ids are written with their leading zeros. */
export function readCatalogItem(path: string, value: unknown): CatalogItem {
  const parts = typeof value === "string" ? value.trim().split(":") : [];
  const [productId = "", skuId = "", availabilityId = ""] = parts;
  if (parts.length < 2 || parts.length > 3 || productId === "" || skuId === "")
    throw invalidProperty(path, "A catalog item is product:sku:availability.");
  return { productId, skuId: fullSkuId(skuId), availabilityId: availabilityId === "" ? null : availabilityId };
}

/** Price lists print SKU ids without leading zeros; both forms are found. */
export function fullSkuId(skuId: string): string {
  return /^[0-9A-Za-z]{1,3}$/.test(skuId) ? skuId.toUpperCase().padStart(4, "0") : skuId;
}

type CatalogLinks = { readonly product: Link; readonly sku: Link; readonly availability: Link };

/** Many lines of a list are of one offer. */
const keptLinks = new Map<string, CatalogLinks>();
const keptMax = 4096;

/** Links from a line or a subscription into the catalogue of a market. */
export function catalogLinks(
  { productId, skuId }: { readonly productId: string; readonly skuId: string },
  availabilityId: string | null,
  market: string,
): CatalogLinks {
  const name = `${productId}\n${skuId}\n${availabilityId ?? ""}\n${market}`;
  const known = keptLinks.get(name);
  if (known !== undefined) return known;
  if (keptLinks.size >= keptMax) keptLinks.clear();
  const links = linksIntoCatalog(productId, skuId, availabilityId, market);
  keptLinks.set(name, links);
  return links;
}

function linksIntoCatalog(
  productId: string,
  skuId: string,
  availabilityId: string | null,
  market: string,
): CatalogLinks {
  const country = `?country=${encodeURIComponent(market)}`;
  const product = `/products/${encodeURIComponent(productId)}`;
  const sku = `${product}/skus/${encodeURIComponent(skuId)}`;
  const availability = `${sku}/availabilities/${encodeURIComponent(availabilityId ?? unknownAvailability)}`;
  return {
    product: linkTo(product + country),
    sku: linkTo(sku + country),
    availability: linkTo(availability + country),
  };
}

/** `/customers/{id}` and what stands below it. */
export function customerPath(customerId: string, ...parts: string[]): string {
  return ["/customers", pathPart(customerId), ...parts.map(pathPart)].join("/");
}

/** Ids and names of resources go into an address as they are; that is quicker to see than to encode them. */
function pathPart(text: string): string {
  return /^[\w-]+$/.test(text) ? text : encodeURIComponent(text);
}

/** Price of a line in the documented five forms; without promotions and mid-term changes they are one. */
export function pricingOf(unitPriceMinor: number, quantity: number, currency: Currency) {
  const price = amountOf(unitPriceMinor, currency);
  return {
    listPrice: price,
    discountedPrice: price,
    proratedPrice: price,
    price,
    extendedPrice: amountOf(unitPriceMinor * quantity, currency),
  };
}
