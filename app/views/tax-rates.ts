import { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import { isoDayOf, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { markets } from "#app/domain/catalog/markets.ts";
import { formatRate, isTaxIncluded, rateOn } from "#app/domain/invoicing/tax.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { listTaxRates, listUsedTaxRates } from "#db/repositories/tax-rates.ts";
import { type DayText, formatFor } from "./format.ts";
import { rateTextOf } from "./invoice-lines.ts";
import type { ViewContext } from "./view-context.ts";

export type TaxRateText = {
  readonly id: string;
  readonly market: { readonly code: string; readonly name: string };
  readonly rate: string;
  /** The same without a sign, with a point: "7.5". */
  readonly percent: `${number}`;
  readonly from: DayText;
  /** In force today, to come, or followed by another one. */
  readonly state: "in-force" | "ahead" | "over";
  readonly isIncluded: boolean;
  /** An invoice was made with it, so that it cannot be removed. */
  readonly isUsed: boolean;
};

export type TaxRatesView = {
  /** By market, the newest first. */
  readonly rates: readonly TaxRateText[];
  /** Markets that sell something, by name. */
  readonly markets: readonly { readonly code: string; readonly name: string }[];
  readonly today: DayText;
};

/** The rates of tax that the operator entered. */
export async function taxRatesView(context: ViewContext): Promise<Result<TaxRatesView>> {
  const access = decideAccess(context.actor, "manage-prices");
  if (!access.ok) return access;
  const format = formatFor(context.reader);
  const collator = new Intl.Collator(context.reader.language);
  const rates = await listTaxRates(context.db);
  const used = new Set(await listUsedTaxRates(context.db));
  const today = isoDayOf(context.at);
  const texts = rates.map((rate): TaxRateText => {
    const { id, market, rateMillionths, startsOn } = rate;
    const state = startsOn > today ? "ahead" : rateOn(rates, market, today)?.id === id ? "in-force" : "over";
    return {
      id,
      market: { code: market, name: format.country(market) },
      rate: rateTextOf(rateMillionths, format),
      percent: formatRate(rateMillionths) as `${number}`,
      from: format.day(Temporal.PlainDate.from(startsOn)),
      state,
      isIncluded: isTaxIncluded(market),
      isUsed: used.has(id),
    };
  });
  return ok({
    rates: texts.sort((a, b) => collator.compare(a.market.name, b.market.name) || (a.from.iso < b.from.iso ? 1 : -1)),
    markets: markets
      .filter(({ currency }) => currency !== null)
      .map(({ iso2 }) => ({ code: iso2, name: format.country(iso2) }))
      .sort((a, b) => collator.compare(a.name, b.name)),
    today: format.day(utcDayOf(context.at)),
  });
}
