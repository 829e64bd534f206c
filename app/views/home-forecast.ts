import { mayDo } from "#app/domain/access/permissions.ts";
import { createForecastTotals, forecastPeriods } from "#app/domain/forecast/totals.ts";
import { endOfPeriod } from "#app/domain/invoicing/billing-period.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import type { ForecastMonthText, ForecastSumsText } from "./forecast.ts";
import { sumsText } from "./forecast.ts";
import { readBook } from "./forecast-book.ts";
import type { Format } from "./format.ts";
import { monthTextOf } from "./invoices.ts";
import type { ViewContext } from "./view-context.ts";

/** The year ahead in one currency. */
export type YearAhead = {
  readonly currency: Currency;
  readonly months: readonly ForecastMonthText[];
  readonly total: ForecastSumsText;
};

/** The year of the home page. A larger book is not looked through on every visit, and the page says so. */
export type HomeForecast =
  | { readonly isDrawn: true; readonly years: readonly YearAhead[] }
  | { readonly isDrawn: false; readonly drawnMax: string };

/** Books up to this size are drawn on the home page; a larger one has its forecast one click away. */
const drawnMax = 200;
const monthsShown = 12;
const currenciesShown = 2;

/**
 * A year of charges and renewals, for the currencies with the most of them. Null where the reader may not see
 * amounts.
 */
export async function yearAhead(
  { db, actor, at }: ViewContext,
  partnerId: string,
  format: Format,
): Promise<HomeForecast | null> {
  if (!mayDo(actor, "see-invoices")) return null;
  const periods = forecastPeriods(at).slice(0, monthsShown);
  const last = periods.at(-1);
  if (last === undefined) return null;
  const until = endOfPeriod(last);
  const totals = createForecastTotals(at, null);
  let read = 0;
  for await (const entries of readBook(db, { partnerId, customerId: null, at, until, limit: drawnMax + 1 })) {
    read += entries.length;
    if (read > drawnMax) return { isDrawn: false, drawnMax: format.number(drawnMax) };
    for (const { subscription, sku, events } of entries)
      for (const event of events)
        totals.add({ currency: subscription.term.currency, customerId: subscription.customerId, sku }, event);
  }
  const years = totals.currencies().map((currency) => {
    const { months, total } = totals.of(currency);
    return {
      currency,
      total: sumsText(total, currency, format),
      months: periods.flatMap((period) => {
        const sums = months.get(period);
        if (sums === undefined) return [];
        const month = monthTextOf(period, format);
        return { period, month, isChosen: false, ...sumsText(sums, currency, format) };
      }),
    };
  });
  return {
    isDrawn: true,
    years: years.sort((a, b) => b.total.renewed - a.total.renewed).slice(0, currenciesShown),
  };
}
