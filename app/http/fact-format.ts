import { Temporal } from "temporal-polyfill";
import { isCurrency } from "#app/domain/money/currencies.ts";
import type { FactFormat } from "#app/i18n/refusal-words.ts";
import type { Format } from "#app/views/format.ts";

/** The facts of refusals in a reader's language and zone. */
export function factFormatOf(format: Format): FactFormat {
  const locale = format.language === "de" ? "de-DE" : "en-GB";
  return {
    dateTime: (epochMs) => format.instant(Temporal.Instant.fromEpochMilliseconds(epochMs)).local,
    day: (isoDay) => format.day(Temporal.PlainDate.from(isoDay)).text,
    money: (amountMinor, currency) =>
      isCurrency(currency) ? format.money(amountMinor, currency).text : `${format.number(amountMinor)} ${currency}`,
    market: (code) => format.country(code),
    alternatives: (words) => new Intl.ListFormat(locale, { type: "disjunction" }).format(words),
    seconds: (seconds) => waitText(locale, seconds),
  };
}

/** Rounded up: whoever waits this long has waited long enough. */
function waitText(locale: string, seconds: number): string {
  const isLong = seconds > 90;
  const unit = isLong ? "minute" : "second";
  const value = isLong ? Math.ceil(seconds / 60) : Math.max(1, Math.ceil(seconds));
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value);
}
