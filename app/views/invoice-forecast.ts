import { type Availability, skuKey } from "#app/domain/catalog/catalog.ts";
import { isOfferedAt } from "#app/domain/catalog/offers.ts";
import { type FindUnitPrice, forecastMonths, forecastOf, type ForecastMonth } from "#app/domain/invoicing/forecast.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { listForecastGroups, listOffersFrom } from "#db/repositories/forecast.ts";
import { type Format, formatFor, type MoneyText } from "./format.ts";
import { partnerOf } from "./invoice-scope.ts";
import { monthTextOf } from "./invoices.ts";
import type { ViewContext } from "./view-context.ts";

export type ForecastMonthText = {
  readonly period: string;
  readonly month: string;
  readonly scheduled: MoneyText;
  readonly renewals: MoneyText;
  readonly total: MoneyText;
};

export type CurrencyForecast = {
  readonly currency: Currency;
  readonly months: readonly ForecastMonthText[];
  readonly scheduled: MoneyText;
  readonly renewals: MoneyText;
  readonly total: MoneyText;
};

export type ForecastView = {
  readonly months: number;
  readonly currencies: readonly CurrencyForecast[];
};

/** What the next twelve months will cost as things stand: schedules of running terms, and renewals at prices known now. */
export async function forecastView(context: ViewContext): Promise<Result<ForecastView>> {
  const scope = partnerOf(context.actor, "see-invoices");
  if (!scope.ok) return scope;
  // The operator buys nothing, so that there is nothing to come.
  if (scope.value === null) return refused({ code: "not-found", what: "page" });
  const { db, at } = context;
  const groups = await listForecastGroups(db, scope.value);
  const offers = await listOffersFrom(db, {
    productIds: [...new Set(groups.map(({ sku }) => sku.slice(0, sku.lastIndexOf(":"))))],
    markets: [...new Set(groups.map(({ market }) => market))],
    at,
  });
  const format = formatFor(context.reader);
  const forecast = forecastOf(groups, priceFinder(offers), at);
  return ok({
    months: forecastMonths,
    currencies: [...forecast]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, months]) => currencyForecastOf(currency, months, format)),
  });
}

function priceFinder(offers: readonly Availability[]): FindUnitPrice {
  const keyOf = (sku: string, market: string, currency: string, duration: string, plan: string) =>
    [sku, market, currency, duration, plan].join("|");
  const byKey = new Map<string, Availability[]>();
  for (const offer of offers) {
    if (offer.termDuration === null) continue;
    const sku = skuKey(offer.productId, offer.skuId);
    const key = keyOf(sku, offer.market, offer.currency, offer.termDuration, offer.billingPlan);
    byKey.set(key, [...(byKey.get(key) ?? []), offer]);
  }
  return ({ sku, market, currency }, { termDuration, billingPlan }, at) =>
    byKey.get(keyOf(sku, market, currency, termDuration, billingPlan))?.find((offer) => isOfferedAt(offer, at))
      ?.unitPriceMinor;
}

function currencyForecastOf(currency: Currency, months: readonly ForecastMonth[], format: Format): CurrencyForecast {
  const money = (minor: number) => format.money(minor, currency);
  const sum = (part: (month: ForecastMonth) => number) => months.reduce((total, month) => total + part(month), 0);
  const scheduled = sum(({ scheduledMinor }) => scheduledMinor);
  const renewals = sum(({ renewalsMinor }) => renewalsMinor);
  return {
    currency,
    months: months.map(({ period, scheduledMinor, renewalsMinor }) => ({
      period,
      month: monthTextOf(period, format),
      scheduled: money(scheduledMinor),
      renewals: money(renewalsMinor),
      total: money(scheduledMinor + renewalsMinor),
    })),
    scheduled: money(scheduled),
    renewals: money(renewals),
    total: money(scheduled + renewals),
  };
}
