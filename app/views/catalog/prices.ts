import { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import { startOfUtcDay, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import type { ProductKind, Segment } from "#app/domain/catalog/catalog.ts";
import { findMarket, isMarketOpenFor } from "#app/domain/catalog/markets.ts";
import { openEndMs } from "#app/domain/catalog/price-list.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { hasPrices, listMarketsWithPrices, listPrices, type PriceEntry, priceKey } from "#db/repositories/prices.ts";
import { findProductIds } from "#db/repositories/products.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "../cursor.ts";
import { type Format, formatFor, type InstantText, type MoneyText } from "../format.ts";
import type { ViewContext } from "../view-context.ts";

export type PricesParams = PageParams & {
  /** Words of titles, or the beginning of an id; empty for all products. */
  readonly search: string;
  /** Code of a market; empty for all. */
  readonly market: string;
  /** `YYYY-MM-DD`: the prices at 00:00 UTC of that day; empty, today's day and nonsense mean now. */
  readonly on: string;
};

/** One price that is valid at the instant asked for. */
export type PriceRow = {
  readonly id: string;
  readonly productId: string;
  readonly skuId: string;
  readonly title: string;
  readonly kind: ProductKind;
  readonly segment: Segment;
  readonly market: { readonly code: string; readonly name: string };
  /** False where this kind is not sold in this market, whatever its price. */
  readonly isMarketOpen: boolean;
  readonly termDuration: TermDuration | null;
  readonly billingPlan: BillingPlan;
  readonly unitPrice: MoneyText;
  readonly retailPrice: MoneyText | null;
  readonly isTaxIncluded: boolean;
  readonly from: InstantText;
  /** Last instant before the exclusive end; null for a price without end. */
  readonly until: InstantText | null;
};

export type PricesView = {
  readonly search: string;
  readonly market: string;
  readonly on: string;
  readonly at: InstantText;
  readonly markets: readonly { readonly code: string; readonly name: string }[];
  readonly rows: readonly PriceRow[];
  readonly links: PageLinks;
  /** No price was ever imported. */
  readonly isEmpty: boolean;
};

/** A search that finds more products than this shows the prices of the first ones. */
const productsMax = 200;
const keyShape = ["string", "string", "string", "string", "string", "string"] as const;

/** The prices at an instant, of a market, of some products. */
export async function pricesView(context: ViewContext, params: PricesParams): Promise<Result<PricesView>> {
  const access = decideAccess(context.actor, "manage-prices");
  if (!access.ok) return access;
  const { db } = context;
  const format = formatFor(context.reader);
  const market = findMarket(params.market)?.iso2 ?? "";
  const { at, on } = instantOf(params.on, context.at);
  const request = {
    ...pageRequestOf(params, keyShape),
    at,
    ...(market === "" ? {} : { market }),
    ...(params.search === "" ? {} : { productIds: await findProductIds(db, params.search, productsMax) }),
  };
  const page = await listPrices(db, request);
  const codes = await listMarketsWithPrices(db);
  return ok({
    search: params.search,
    market,
    on,
    at: format.instant(at),
    markets: codes
      .map((code) => ({ code, name: format.country(code) }))
      .sort((a, b) => a.name.localeCompare(b.name, context.reader.language)),
    rows: page.rows.map((price) => rowOf(price, format)),
    links: pageLinksOf(page, (price) => priceKey(price, request)),
    isEmpty: page.rows.length === 0 && !(await hasPrices(db)),
  });
}

/** Whoever asks for today means now: a price of this noon is not yesterday's. */
function instantOf(on: string, now: Temporal.Instant): { at: Temporal.Instant; on: string } {
  const today = utcDayOf(now);
  const day = dayOf(on) ?? today;
  return { at: day.equals(today) ? now : startOfUtcDay(day), on: day.toString() };
}

function dayOf(text: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}

function rowOf(price: PriceEntry, format: Format): PriceRow {
  const { market, currency, effectiveUntilAt } = price;
  return {
    id: price.id,
    productId: price.productId,
    skuId: price.skuId,
    title: price.title,
    kind: price.kind,
    segment: price.segment,
    market: { code: market, name: format.country(market) },
    isMarketOpen: isMarketOpenFor(price.kind, market),
    termDuration: price.termDuration,
    billingPlan: price.billingPlan,
    unitPrice: format.money(price.unitPriceMinor, currency),
    retailPrice: price.retailPriceMinor === null ? null : format.money(price.retailPriceMinor, currency),
    isTaxIncluded: findMarket(market)?.taxIncluded ?? false,
    from: format.instant(price.effectiveFromAt),
    until:
      effectiveUntilAt.epochMilliseconds >= openEndMs
        ? null
        : format.instant(effectiveUntilAt.subtract({ milliseconds: 1 })),
  };
}
