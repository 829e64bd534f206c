import type { Currency } from "../money/currencies.ts";
import type { ProductKind } from "./catalog.ts";
import { marketRows, type MarketRow } from "./market-rows.ts";

/** A country or region that customers sit in; the market of a purchase is the customer's. */
export type Market = {
  readonly iso2: string;
  readonly nameEn: string;
  readonly nameDe: string;
  /** What the partner is billed in for this market; null where no currency is known, and then nothing can be sold. */
  readonly currency: Currency | null;
  readonly sellsReservations: boolean;
  readonly sellsSoftware: boolean;
  /** Commercial prices exclude tax, except in these markets. */
  readonly taxIncluded: boolean;
};

const marketsWithTaxIncluded: ReadonlySet<string> = new Set(["AU", "BR"]);

function marketOf([iso2, nameEn, nameDe, currency, openFor]: MarketRow): Market {
  return {
    iso2,
    nameEn,
    nameDe,
    currency,
    sellsReservations: openFor === "both" || openFor === "reservations",
    sellsSoftware: openFor === "both" || openFor === "software",
    taxIncluded: marketsWithTaxIncluded.has(iso2),
  };
}

/** All 248, in the order of the vendor's table. */
export const markets: readonly Market[] = marketRows.map(marketOf);

const byCode: ReadonlyMap<string, Market> = new Map(markets.map((market) => [market.iso2, market]));

/** The market with a two-letter code in capitals, or undefined. */
export function findMarket(iso2: string): Market | undefined {
  return byCode.get(iso2);
}

/** What a market is billed in; null for a market without currency and for an unknown one. */
export function currencyOfMarket(iso2: string): Currency | null {
  return byCode.get(iso2)?.currency ?? null;
}

const listOfKind = {
  "software-subscription": "sellsSoftware",
  // The documents name two lists only; what is installed as software follows the software list.
  "perpetual-software": "sellsSoftware",
  "third-party-plan": "sellsSoftware",
  "azure-reservation": "sellsReservations",
} as const satisfies Record<ProductKind, "sellsSoftware" | "sellsReservations">;

/** Whether a kind of product may be sold, and renewed, in a market. An unknown market is closed for everything. */
export function isMarketOpenFor(kind: ProductKind, iso2: string): boolean {
  return byCode.get(iso2)?.[listOfKind[kind]] ?? false;
}
