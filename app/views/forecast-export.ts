import { isoDayOf } from "#app/domain/calendar/utc-days.ts";
import { forecastUntil } from "#app/domain/forecast/totals.ts";
import { periodOf } from "#app/domain/invoicing/billing-period.ts";
import { formatMinorAsDecimal } from "#app/domain/money/decimal.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { customerNamesById } from "#db/repositories/customers.ts";
import { type ForecastParams, type ForecastScope, readScope } from "./forecast.ts";
import { type BookEntry, readBook } from "./forecast-book.ts";
import { type ForecastLine, linesOf } from "./forecast-lines.ts";
import type { ViewContext } from "./view-context.ts";

/** A step of the forecast as the file has it: plain values, the same in every language. */
export type ExportedForecastLine = {
  readonly on: string;
  readonly kind: "charge" | "renewal" | "end" | "held";
  readonly customer: string;
  readonly product: string;
  readonly subscriptionId: string;
  readonly termNumber: number | null;
  readonly cycleNumber: number | null;
  /** With all digits of its currency; null where nothing is charged. */
  readonly amount: string | null;
  readonly currency: string;
  readonly reason: Refusal | null;
};

/** All steps that the filter of the page finds, subscription by subscription, worked out while they are taken. */
export function forecastExport(
  context: ViewContext,
  params: ForecastParams,
): Result<AsyncIterable<ExportedForecastLine>> {
  const scope = readScope(context, params);
  return scope.ok ? ok(exportedLines(context, scope.value, params.currency)) : scope;
}

async function* exportedLines(
  { db, at }: ViewContext,
  { partnerId, customerId, period, product }: ForecastScope,
  currency: string,
): AsyncGenerator<ExportedForecastLine> {
  const isWanted = ({ sku, subscription }: BookEntry) =>
    (product === null || sku === product) && (currency === "" || subscription.term.currency === currency);
  for await (const entries of readBook(db, { partnerId, customerId, at, until: forecastUntil(at) })) {
    const wanted = entries.filter(isWanted);
    const names = await customerNamesById(
      db,
      partnerId,
      wanted.map(({ subscription }) => subscription.customerId),
    );
    for (const entry of wanted)
      for (const line of linesOf(entry, periodOf(at), period))
        yield exportedOf(line, names.get(entry.subscription.customerId) ?? "");
  }
}

function exportedOf({ entry, event }: ForecastLine, customer: string): ExportedForecastLine {
  const { subscription, title } = entry;
  const { currency } = subscription.term;
  const isCharge = event.kind === "charge";
  return {
    on: isoDayOf(event.at),
    kind: isCharge ? (event.isOfLaterTerm && event.cycleNumber === 1 ? "renewal" : "charge") : event.kind,
    customer,
    product: title,
    subscriptionId: subscription.id,
    termNumber: isCharge ? event.termNumber : null,
    cycleNumber: isCharge ? event.cycleNumber : null,
    amount: isCharge ? formatMinorAsDecimal(event.amountMinor, currency) : null,
    currency,
    reason: event.kind === "end" ? event.reason : null,
  };
}
