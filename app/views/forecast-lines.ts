import type { Temporal } from "temporal-polyfill";
import { utcDayOf } from "#app/domain/calendar/utc-days.ts";
import type { OutlookEvent } from "#app/domain/forecast/outlook.ts";
import { forecastPeriodOf } from "#app/domain/forecast/totals.ts";
import { type BillingPeriod, periodOf } from "#app/domain/invoicing/billing-period.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import { type Page, pageOf, type PageRequest, readDirection } from "#db/keyset.ts";
import type { BookEntry } from "./forecast-book.ts";

/** One step of a forecast that is shown by itself; a renewal stands with its first charge. */
export type ForecastLine = {
  readonly entry: BookEntry;
  readonly event: Exclude<OutlookEvent, { kind: "renew" }>;
  readonly on: Temporal.PlainDate;
  /** Among the steps of its subscription. */
  readonly ordinal: number;
};

/** The steps of a subscription, or those of one month. */
export function* linesOf(
  entry: BookEntry,
  first: BillingPeriod,
  chosen: BillingPeriod | null,
): Generator<ForecastLine> {
  for (const [ordinal, event] of entry.events.entries()) {
    if (event.kind === "renew") continue;
    if (chosen !== null && forecastPeriodOf(event, first) !== chosen) continue;
    yield { entry, event, on: utcDayOf(event.at), ordinal };
  }
}

/** Day, subscription and place among its steps: in this order they are shown and paged. */
export function forecastLineKey({ entry, event, ordinal }: ForecastLine): [number, string, number] {
  return [event.at.epochMilliseconds, entry.subscription.id, ordinal];
}

function compareKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? "";
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

/** One page of a month's steps per currency, whatever comes by: no more than a few pages are kept at any time. */
export type EventPages = { add(entry: BookEntry): void; of(currency: Currency): Page<ForecastLine> };

export function createEventPages(at: Temporal.Instant, chosen: BillingPeriod, request: PageRequest): EventPages {
  const { cursor, limit } = request;
  const way = readDirection("asc", cursor) === "asc" ? 1 : -1;
  const first = periodOf(at);
  const byCurrency = new Map<Currency, ForecastLine[]>();
  const inOrder = (lines: readonly ForecastLine[]) =>
    [...lines].sort((a, b) => way * compareKeys(forecastLineKey(a), forecastLineKey(b))).slice(0, limit + 1);
  return {
    add(entry) {
      const { currency } = entry.subscription.term;
      let kept = byCurrency.get(currency) ?? [];
      for (const line of linesOf(entry, first, chosen))
        if (cursor === null || way * compareKeys(forecastLineKey(line), cursor.key) > 0) kept.push(line);
      if (kept.length > 20 * limit) kept = inOrder(kept);
      byCurrency.set(currency, kept);
    },
    of: (currency) => pageOf(inOrder(byCurrency.get(currency) ?? []), request),
  };
}
