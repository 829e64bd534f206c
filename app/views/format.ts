import { Temporal } from "temporal-polyfill";
import { msPerDay, msPerHour } from "#app/domain/calendar/civil.ts";
import {
  addDays,
  epochDayOf,
  instantOfEpochMs,
  isoDayOfEpochDay,
  startOfUtcDay,
  utcDayOf,
} from "#app/domain/calendar/utc-days.ts";
import { findMarket } from "#app/domain/catalog/markets.ts";
import { monthsOfTerm, type TermDuration } from "#app/domain/catalog/terms.ts";
import { type Currency, isCurrency, minorUnitDigits } from "#app/domain/money/currencies.ts";
import { formatMinorAsDecimal } from "#app/domain/money/decimal.ts";
import type { FactFormat } from "#app/i18n/refusal-words.ts";

/** Who reads: the language of the words and the zone of the times. */
export type Reader = { readonly language: "en" | "de"; readonly timeZone: string };

/** An amount, exact and as the reader sees it. */
export type MoneyText = { readonly amountMinor: number; readonly currency: Currency; readonly text: string };

/**
 * A moment as the reader sees it, to the minute. `local` and `utc` each name their zone; where the reader's zone is
 * UTC they are the same text.
 */
export type InstantText = {
  readonly epochMs: number;
  /** For `<time datetime>`. */
  readonly iso: string;
  readonly local: string;
  readonly utc: string;
};

/** A moment to the second, for ends after which something can no longer be done. */
export type ExactInstantText = InstantText & { readonly exact: string; readonly exactUtc: string };

/** A UTC day: `2024-10-14` and "14 Oct 2024". */
export type DayText = { readonly iso: string; readonly text: string };

/** Time until something, never rounded up: nobody may be promised a minute that is not there. */
export type TimeLeftText = {
  readonly milliseconds: number;
  /** "5 hours 12 minutes", the two largest units. */
  readonly text: string;
  /** "in 5 hours", for the middle of a sentence. */
  readonly relative: string;
};

/** A number counted up to a limit: 37, or "100+". */
export type CountText = { readonly count: number; readonly isCapped: boolean; readonly text: string };

/** How facts of refusals become text for a reader, as the words of refusals want them. */
export function factFormatFor(reader: Reader): FactFormat {
  const format = formatFor(reader);
  const alternatives = new Intl.ListFormat(locales[reader.language], { type: "disjunction" });
  const seconds = new Intl.NumberFormat(locales[reader.language], {
    style: "unit",
    unit: "second",
    unitDisplay: "long",
  });
  return {
    dateTime: (epochMs) => format.instant(instantOfEpochMs(epochMs)).local,
    day: (isoDay) => format.day(Temporal.PlainDate.from(isoDay)).text,
    money: (amountMinor, currency) =>
      isCurrency(currency) ? format.money(amountMinor, currency).text : `${amountMinor} ${currency}`,
    market: (code) => format.country(code),
    alternatives: (words) => alternatives.format(words),
    seconds: (count) =>
      count < 60 ? seconds.format(count) : format.timeLeft(epoch, instantOfEpochMs(count * 1000)).text,
  };
}

const epoch = instantOfEpochMs(0);

/** British English: day before month and 24 hours, as the trade's own papers have it. */
const locales = { en: "en-GB", de: "de-DE" } as const satisfies Record<Reader["language"], string>;

const formats = new Map<string, Format>();
const formatsKeptMax = 200;

/** The formats of a reader. Kept, because making an Intl object costs more than rendering a page of rows with it. */
export function formatFor({ language, timeZone }: Reader): Format {
  const key = `${language} ${timeZone}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  // The zones are the readers' choice; a table of them must not grow for ever.
  if (formats.size >= formatsKeptMax) formats.clear();
  const made = makeFormat(language, timeZone);
  formats.set(key, made);
  return made;
}

export type Format = {
  readonly language: Reader["language"];
  readonly timeZone: string;
  money(amountMinor: number, currency: Currency): MoneyText;
  /** An hourly rate, or a sum of such, in millionths of the currency's unit; truncated to `digits`. */
  rate(micros: number, currency: Currency, digits: number): string;
  /** An instant in the reader's zone, and in UTC. */
  instant(instant: Temporal.Instant): InstantText;
  /** The same with the seconds. */
  exactInstant(instant: Temporal.Instant): ExactInstantText;
  instantOrNull(instant: Temporal.Instant | null): InstantText | null;
  /** A UTC day, which is the same for every reader. */
  day(day: Temporal.PlainDate): DayText;
  /** "March 2024": the month of a day. */
  month(day: Temporal.PlainDate): string;
  /** The last day that belongs to a stretch which ends (exclusive) at an instant. */
  lastDayBefore(endAt: Temporal.Instant): DayText;
  timeLeft(from: Temporal.Instant, to: Temporal.Instant): TimeLeftText;
  number(value: number): string;
  /** A count that was made no further than `countMax`. */
  count(count: number, countMax: number): CountText;
  /** "1 month", "1 year", "3 years". */
  termDuration(duration: TermDuration): string;
  /** "5 days". */
  days(days: number): string;
  country(iso2: string): string;
};

function makeFormat(language: Reader["language"], timeZone: string): Format {
  const locale = locales[language];
  const money = moneyFormat(locale);
  const day = dayFormat(locale);
  const number = new Intl.NumberFormat(locale);
  const unit = unitFormat(locale);
  const { instant, exactInstant } = instantFormats(locale, timeZone);
  return {
    language,
    timeZone,
    money,
    rate: rateFormat(locale),
    instant,
    exactInstant,
    instantOrNull: (value) => (value === null ? null : instant(value)),
    day,
    month: monthFormat(locale),
    lastDayBefore: (endAt) => day(lastDayOf(endAt)),
    timeLeft: timeLeftFormat(locale, unit),
    number: (value) => number.format(value),
    count: (count, countMax) => ({
      count,
      isCapped: count >= countMax,
      text: count >= countMax ? `${number.format(countMax)}+` : number.format(count),
    }),
    termDuration: (duration) => {
      const months = monthsOfTerm(duration);
      return months % 12 === 0 ? unit("year", months / 12) : unit("month", months);
    },
    days: (days) => unit("day", days),
    country: (iso2) => {
      const market = findMarket(iso2);
      if (market === undefined) return iso2;
      return language === "de" ? market.nameDe : market.nameEn;
    },
  };
}

/** The last day of a stretch: an end at 00:00 belongs to the day before. */
function lastDayOf(endAt: Temporal.Instant): Temporal.PlainDate {
  const day = utcDayOf(endAt);
  return startOfUtcDay(day).equals(endAt) ? addDays(day, -1) : day;
}

function moneyFormat(locale: string): Format["money"] {
  const byCurrency = new Map<Currency, (amountMinor: number) => MoneyText>();
  return (amountMinor, currency) => {
    let textOf = byCurrency.get(currency);
    if (textOf === undefined) {
      textOf = moneyFormatIn(currency, locale);
      byCurrency.set(currency, textOf);
    }
    return textOf(amountMinor);
  };
}

function moneyFormatIn(currency: Currency, locale: string): (amountMinor: number) => MoneyText {
  const digits = minorUnitDigits[currency];
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return remembered((amountMinor) => ({
    amountMinor,
    currency,
    // A decimal as text is formatted exactly; as a number it would pass through a float.
    text: format.format(formatMinorAsDecimal(amountMinor, currency) as `${number}`),
  }));
}

function rateFormat(locale: string): Format["rate"] {
  return (micros, currency, digits) => {
    const format = new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      roundingMode: "trunc",
    });
    const text = String(micros).padStart(7, "0");
    return format.format(`${text.slice(0, -6)}.${text.slice(-6)}` as `${number}`);
  };
}

/** Texts of values that come again and again: most days of a list are a few days. */
const textsKeptMax = 2048;

function remembered<V>(make: (key: number) => V): (key: number) => V {
  const texts = new Map<number, V>();
  return (key) => {
    const known = texts.get(key);
    if (known !== undefined) return known;
    if (texts.size >= textsKeptMax) texts.clear();
    const made = make(key);
    texts.set(key, made);
    return made;
  };
}

function dayFormat(locale: string): Format["day"] {
  const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const textOf = remembered((epochDay): DayText => ({
    iso: isoDayOfEpochDay(epochDay),
    text: format.format(epochDay * msPerDay),
  }));
  return (day) => textOf(epochDayOf(day));
}

function monthFormat(locale: string): Format["month"] {
  const format = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  return (day) => format.format(epochDayOf(day) * msPerDay);
}

function instantFormats(locale: string, timeZone: string): Pick<Format, "instant" | "exactInstant"> {
  const options = { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" } as const;
  const make = (zone: string, second?: "2-digit") =>
    new Intl.DateTimeFormat(locale, { ...options, second, timeZoneName: "short", timeZone: zone });
  const [local, utc, exact, exactUtc] = [
    make(timeZone),
    make("UTC"),
    make(timeZone, "2-digit"),
    make("UTC", "2-digit"),
  ];
  const textOf = remembered((epochMs): InstantText => {
    const utcText = utc.format(epochMs);
    return {
      epochMs,
      iso: isoOf(epochMs),
      local: timeZone === "UTC" ? utcText : local.format(epochMs),
      utc: utcText,
    };
  });
  return {
    instant: ({ epochMilliseconds }) => textOf(epochMilliseconds),
    exactInstant: ({ epochMilliseconds }) => ({
      ...textOf(epochMilliseconds),
      exact: exact.format(epochMilliseconds),
      exactUtc: exactUtc.format(epochMilliseconds),
    }),
  };
}

/** `2021-10-15T21:28:18Z`, with milliseconds only where there are some. */
function isoOf(epochMs: number): string {
  const epochDay = Math.floor(epochMs / msPerDay);
  const time = epochMs - epochDay * msPerDay;
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const ms = time % msPerSecond;
  const fraction = ms === 0 ? "" : `.${String(ms).padStart(3, "0")}`;
  const clock = [time / msPerHour, (time % msPerHour) / msPerMinute, (time % msPerMinute) / msPerSecond].map(two);
  return `${isoDayOfEpochDay(epochDay)}T${clock.join(":")}${fraction}Z`;
}

type Unit = "year" | "month" | "day" | "hour" | "minute" | "second";

function unitFormat(locale: string): (unit: Unit, value: number) => string {
  const make = (unit: Unit) => new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" });
  const byUnit = {
    year: make("year"),
    month: make("month"),
    day: make("day"),
    hour: make("hour"),
    minute: make("minute"),
    second: make("second"),
  };
  return (unit, value) => byUnit[unit].format(value);
}

const msPerMinute = 60_000;
const msPerSecond = 1000;

function timeLeftFormat(locale: string, unit: (unit: Unit, value: number) => string): Format["timeLeft"] {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  return (from, to) => {
    const milliseconds = Math.max(0, to.epochMilliseconds - from.epochMilliseconds);
    const days = Math.floor(milliseconds / msPerDay);
    const hours = Math.floor((milliseconds % msPerDay) / msPerHour);
    const minutes = Math.floor((milliseconds % msPerHour) / msPerMinute);
    const join = (...parts: (string | false)[]) => parts.filter((part) => part !== false).join(" ");
    if (days > 0)
      return {
        milliseconds,
        text: join(unit("day", days), hours > 0 && unit("hour", hours)),
        relative: relative.format(days, "day"),
      };
    if (hours > 0)
      return {
        milliseconds,
        text: join(unit("hour", hours), minutes > 0 && unit("minute", minutes)),
        relative: relative.format(hours, "hour"),
      };
    if (minutes > 0)
      return { milliseconds, text: unit("minute", minutes), relative: relative.format(minutes, "minute") };
    const seconds = Math.floor(milliseconds / msPerSecond);
    return { milliseconds, text: unit("second", seconds), relative: relative.format(seconds, "second") };
  };
}
