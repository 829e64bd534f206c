import type { Temporal } from "temporal-polyfill";
import { utcDayOf } from "#app/domain/calendar/utc-days.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import { assertMinor } from "#app/domain/money/money.ts";
import type { DayText, Format, MoneyText } from "./format.ts";

/** All charges of several lines on one calendar. */
export type ChargeCalendar = {
  /** One entry per UTC day on which something is charged, the first first. */
  readonly days: readonly ChargeDay[];
  /** What each calendar year costs, in UTC. */
  readonly years: readonly { readonly year: number; readonly count: number; readonly amount: MoneyText }[];
  readonly total: MoneyText;
};

export type ChargeDay = {
  readonly epochMs: number;
  readonly day: DayText;
  readonly amount: MoneyText;
  readonly count: number;
};

type DatedCharge = { readonly chargedAt: Temporal.Instant; readonly amountMinor: number };

/** Adds charges up by day and by year. */
export function chargeCalendarOf(charges: readonly DatedCharge[], currency: Currency, format: Format): ChargeCalendar {
  const days = new Map<string, { at: Temporal.Instant; amountMinor: number; count: number }>();
  const years = new Map<number, { amountMinor: number; count: number }>();
  let totalMinor = 0;
  for (const { chargedAt, amountMinor } of charges) {
    const day = utcDayOf(chargedAt);
    const key = day.toString();
    const ofDay = days.get(key) ?? { at: chargedAt, amountMinor: 0, count: 0 };
    days.set(key, { ...ofDay, amountMinor: ofDay.amountMinor + amountMinor, count: ofDay.count + 1 });
    const ofYear = years.get(day.year) ?? { amountMinor: 0, count: 0 };
    years.set(day.year, { amountMinor: ofYear.amountMinor + amountMinor, count: ofYear.count + 1 });
    totalMinor += amountMinor;
  }
  const money = (amountMinor: number) => format.money(assertMinor(amountMinor), currency);
  return {
    days: [...days]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { at, amountMinor, count }]) => ({
        epochMs: at.epochMilliseconds,
        day: format.day(utcDayOf(at)),
        amount: money(amountMinor),
        count,
      })),
    years: [...years]
      .sort(([a], [b]) => a - b)
      .map(([year, { amountMinor, count }]) => ({ year, count, amount: money(amountMinor) })),
    total: money(totalMinor),
  };
}
