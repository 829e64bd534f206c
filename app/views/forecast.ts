import type { SkuKey } from "#app/domain/catalog/catalog.ts";
import type { OutlookEvent } from "#app/domain/forecast/outlook.ts";
import {
  createForecastTotals,
  type Forecast,
  forecastMonths,
  forecastPeriods,
  type ForecastReason,
  type ForecastSums,
  type ForecastTotals,
  forecastUntil,
} from "#app/domain/forecast/totals.ts";
import { type BillingPeriod, isBillingPeriod } from "#app/domain/invoicing/billing-period.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { skusByKey } from "#db/repositories/catalog.ts";
import { customerNamesById } from "#db/repositories/customers.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { createEventPages, type EventPages, type ForecastLine, forecastLineKey } from "./forecast-lines.ts";
import { type BookEntry, inTurns, readBook } from "./forecast-book.ts";
import { type DayText, type Format, formatFor, type MoneyText } from "./format.ts";
import { partnerOf } from "./invoice-scope.ts";
import { monthTextOf } from "./invoices.ts";
import type { ViewContext } from "./view-context.ts";

/** What stands in the address; whatever cannot be used counts as not chosen. */
export type ForecastParams = {
  readonly currency: string;
  readonly month: string;
  readonly customer: string;
  readonly product: string;
};

export type ForecastSumsText = {
  readonly scheduled: MoneyText;
  readonly renewals: MoneyText;
  readonly total: MoneyText;
  readonly renewed: number;
  readonly renewedText: string;
  readonly ended: number;
  readonly endedText: string;
  readonly endedWorth: MoneyText;
  readonly held: number;
};

export type ForecastMonthText = ForecastSumsText & {
  readonly period: string;
  readonly month: string;
  readonly isChosen: boolean;
};

export type ForecastPart = ForecastSumsText & { readonly key: string; readonly name: string };

export type ForecastEventLine = {
  readonly key: string;
  readonly on: DayText;
  readonly kind: "charge" | "renewal" | "end" | "held";
  readonly termNumber: number | null;
  readonly cycleNumber: number | null;
  /** Null where nothing is charged. */
  readonly amount: MoneyText | null;
  /** Why it ends; null otherwise. */
  readonly reason: Extract<OutlookEvent, { kind: "end" }>["reason"] | null;
  readonly title: string;
  readonly customer: { readonly id: string; readonly name: string };
  readonly subscriptionId: string;
  /** The page on which something can be done about it. */
  readonly leadsTo: "subscription" | "auto-renew" | "next-term";
};

export type ForecastView = {
  readonly months: number;
  /** How many running subscriptions it was made of: each of them was looked at for this page. */
  readonly lookedAt: { readonly value: number; readonly text: string };
  /** Null where nothing is to come. */
  readonly currency: Currency | null;
  readonly currencies: readonly Currency[];
  readonly month: { readonly key: string; readonly name: string } | null;
  readonly customer: { readonly key: string; readonly name: string } | null;
  readonly product: { readonly key: string; readonly name: string } | null;
  readonly byMonth: readonly ForecastMonthText[];
  /** Of the chosen month, or of all of them. */
  readonly total: ForecastSumsText;
  /** Of all months, also where one is chosen. */
  readonly whole: ForecastSumsText;
  /** The most expensive first, no more than a few. */
  readonly customers: readonly ForecastPart[];
  readonly customersCount: number;
  readonly products: readonly ForecastPart[];
  readonly productsCount: number;
  readonly reasons: readonly (ForecastSumsText & { readonly code: ForecastReason })[];
  /** Of the chosen month, in order; empty where none is chosen. */
  readonly lines: readonly ForecastEventLine[];
  readonly links: PageLinks;
};

/** Customers and products that stand beside the months; the file has all of them. */
const partsShown = 10;
const keyShape = ["number", "string", "number"] as const;

/**
 * What will be renewed, charged and not renewed, and why, for 36 months: the outlook of every running subscription,
 * summed up in one pass by currency, month, customer, product and reason. Of a chosen month every single step.
 */
export async function forecastView(
  context: ViewContext,
  params: ForecastParams & PageParams,
): Promise<Result<ForecastView>> {
  const scope = readScope(context, params);
  if (!scope.ok) return scope;
  const { db, at } = context;
  const { partnerId, period, customerId, product } = scope.value;
  const totals = createForecastTotals(at, period);
  const pages = period === null ? null : createEventPages(at, period, pageRequestOf(params, keyShape));
  let lookedAt = 0;
  for await (const entries of readBook(db, { partnerId, customerId, at, until: forecastUntil(at) }))
    for await (const some of inTurns(entries))
      for (const entry of some) {
        if (product !== null && entry.sku !== product) continue;
        lookedAt += 1;
        for (const event of entry.events) totals.add(subjectOf(entry), event);
        pages?.add(entry);
      }
  const currencies = totals.currencies();
  const currency = currencies.find((known) => known === params.currency) ?? busiest(currencies, totals);
  const format = formatFor(context.reader);
  return ok(
    await viewOf(context, {
      scope: scope.value,
      currency,
      currencies,
      forecast: totals.of(currency ?? "EUR"),
      pages,
      lookedAt,
      format,
    }),
  );
}

/** The currency in which most happens; amounts of different ones cannot be compared. */
function busiest(currencies: readonly Currency[], totals: ForecastTotals): Currency | null {
  const steps = (currency: Currency) => {
    const months = [...totals.of(currency).months.values()];
    return months.reduce((sum, { renewed, ended }) => sum + renewed + ended, 0);
  };
  return [...currencies].sort((a, b) => steps(b) - steps(a))[0] ?? null;
}

/** Whose forecast, and which part of it. */
export type ForecastScope = {
  readonly partnerId: string;
  readonly period: BillingPeriod | null;
  readonly customerId: string | null;
  readonly product: SkuKey | null;
};

export function readScope(
  { actor, at }: ViewContext,
  { month, customer, product }: ForecastParams,
): Result<ForecastScope> {
  const scope = partnerOf(actor, "see-invoices");
  if (!scope.ok) return scope;
  // The operator buys nothing, so that there is nothing to come.
  if (scope.value === null) return refused({ code: "not-found", what: "page" });
  const period = isBillingPeriod(month) && forecastPeriods(at).includes(month) ? month : null;
  return ok({
    partnerId: scope.value,
    period,
    customerId: customer === "" ? null : customer,
    product: product === "" ? null : (product as SkuKey),
  });
}

function subjectOf({ subscription, sku }: BookEntry) {
  return { currency: subscription.term.currency, customerId: subscription.customerId, sku };
}

type Worked = {
  readonly scope: ForecastScope;
  readonly currency: Currency | null;
  readonly currencies: readonly Currency[];
  readonly forecast: Forecast;
  readonly pages: EventPages | null;
  readonly lookedAt: number;
  readonly format: Format;
};

async function viewOf(context: ViewContext, worked: Worked): Promise<ForecastView> {
  const { scope, currency, currencies, forecast, pages, lookedAt, format } = worked;
  const { db } = context;
  const money = currency ?? "EUR";
  const page = pages === null || currency === null ? emptyPage : pages.of(currency);
  const customers = mostExpensive(forecast.customers);
  const products = mostExpensive(forecast.products);
  const names = await customerNamesById(db, scope.partnerId, [
    ...customers.map(([id]) => id),
    ...page.rows.map(({ entry }) => entry.subscription.customerId),
    ...(scope.customerId === null ? [] : [scope.customerId]),
  ]);
  const skus = await skusByKey(db, [
    ...products.map(([key]) => key),
    ...(scope.product === null ? [] : [scope.product]),
  ]);
  const nameOf = (id: string) => names.get(id) ?? "–";
  const titleOf = (key: SkuKey) => skus.get(key)?.title ?? key;
  return {
    months: forecastMonths,
    lookedAt: { value: lookedAt, text: format.number(lookedAt) },
    currency,
    currencies,
    month: scope.period === null ? null : { key: scope.period, name: monthTextOf(scope.period, format) },
    customer: scope.customerId === null ? null : { key: scope.customerId, name: nameOf(scope.customerId) },
    product: scope.product === null ? null : { key: scope.product, name: titleOf(scope.product) },
    byMonth: [...forecast.months].map(([period, sums]) => ({
      period,
      month: monthTextOf(period, format),
      isChosen: period === scope.period,
      ...sumsText(sums, money, format),
    })),
    total: sumsText(forecast.total, money, format),
    whole: sumsText(addedUp([...forecast.months.values()]), money, format),
    customers: customers.map(([key, sums]) => ({ key, name: nameOf(key), ...sumsText(sums, money, format) })),
    customersCount: forecast.customers.size,
    products: products.map(([key, sums]) => ({ key, name: titleOf(key), ...sumsText(sums, money, format) })),
    productsCount: forecast.products.size,
    reasons: [...forecast.reasons]
      .sort(([, a], [, b]) => b.ended - a.ended)
      .map(([code, sums]) => ({ code, ...sumsText(sums, money, format) })),
    lines: page.rows.map((line) => eventLineOf(line, nameOf, format)),
    links: pageLinksOf(page, forecastLineKey),
  };
}

function addedUp(parts: readonly ForecastSums[]): ForecastSums {
  const sum = (name: keyof ForecastSums) => parts.reduce((all, part) => all + part[name], 0);
  return {
    scheduledMinor: sum("scheduledMinor"),
    renewalsMinor: sum("renewalsMinor"),
    renewed: sum("renewed"),
    ended: sum("ended"),
    endedMinor: sum("endedMinor"),
    held: sum("held"),
  };
}

const emptyPage = { rows: [], hasPrevious: false, hasNext: false };

function mostExpensive<Key>(parts: ReadonlyMap<Key, ForecastSums>): (readonly [Key, ForecastSums])[] {
  const cost = ({ scheduledMinor, renewalsMinor }: ForecastSums) => scheduledMinor + renewalsMinor;
  return [...parts].sort(([, a], [, b]) => cost(b) - cost(a)).slice(0, partsShown);
}

export function sumsText(sums: ForecastSums, currency: Currency, format: Format): ForecastSumsText {
  return {
    scheduled: format.money(sums.scheduledMinor, currency),
    renewals: format.money(sums.renewalsMinor, currency),
    total: format.money(sums.scheduledMinor + sums.renewalsMinor, currency),
    renewed: sums.renewed,
    renewedText: format.number(sums.renewed),
    ended: sums.ended,
    endedText: format.number(sums.ended),
    endedWorth: format.money(sums.endedMinor, currency),
    held: sums.held,
  };
}

function eventLineOf(
  { entry, event, on, ordinal }: ForecastLine,
  nameOf: (id: string) => string,
  format: Format,
): ForecastEventLine {
  const { subscription, title } = entry;
  const { customerId, id: subscriptionId, term } = subscription;
  const isCharge = event.kind === "charge";
  return {
    key: `${subscriptionId}:${ordinal}`,
    on: format.day(on),
    kind: isCharge ? (event.isOfLaterTerm && event.cycleNumber === 1 ? "renewal" : "charge") : event.kind,
    termNumber: isCharge ? event.termNumber : null,
    cycleNumber: isCharge ? event.cycleNumber : null,
    amount: isCharge ? format.money(event.amountMinor, term.currency) : null,
    reason: event.kind === "end" ? event.reason : null,
    title,
    customer: { id: customerId, name: nameOf(customerId) },
    subscriptionId,
    leadsTo: event.kind === "end" ? whereToAct(event.reason.code) : "subscription",
  };
}

function whereToAct(code: ForecastReason): ForecastEventLine["leadsTo"] {
  if (code === "auto-renew-off") return "auto-renew";
  return code === "price-ended" ? "next-term" : "subscription";
}
