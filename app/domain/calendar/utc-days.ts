import { Temporal } from "temporal-polyfill";
import { civilOfEpochDay, epochDayAfterMonths, epochDayOfCivil, msPerDay, msPerHour } from "./civil.ts";

/**
 * Days and instants in UTC, the only zone that rules know. What a reader sees in another zone is a matter of pages.
 *
 * Instants are whole milliseconds, as they are stored. Values of frequent days are kept and shared: they are
 * immutable, so that nothing but the time to make them shows.
 */

const keptMax = 4096;
const keptDays = new Map<number, Temporal.PlainDate>();
const keptMidnights = new Map<number, Temporal.Instant>();
const keptTexts = new Map<number, string>();
const recentMax = 1024;
const recentEpochMs = new Float64Array(recentMax);
const recentInstants = Array.from({ length: recentMax }, () => Temporal.Instant.fromEpochMilliseconds(0));

function kept<V>(store: Map<number, V>, key: number, make: (key: number) => V): V {
  const found = store.get(key);
  if (found !== undefined) return found;
  if (store.size >= keptMax) store.clear();
  const made = make(key);
  store.set(key, made);
  return made;
}

/** The number of a day, counted from 1970-01-01. */
export function epochDayOf(day: Temporal.PlainDate): number {
  return epochDayOfCivil(day.year, day.month, day.day);
}

/** The day with a number. */
export function dayOfEpochDay(epochDay: number): Temporal.PlainDate {
  return kept(keptDays, epochDay, (key) => {
    const { year, month, day } = civilOfEpochDay(key);
    return new Temporal.PlainDate(year, month, day);
  });
}

/** The instant with a number of milliseconds since 1970-01-01T00:00Z. */
export function instantOfEpochMs(epochMs: number): Temporal.Instant {
  // Midnights are shared by thousands of terms. Other instants are met again soon or not at all: a purchase is also the
  // start of its first term and of its window, and the end of a window is asked for more than once.
  if (epochMs % msPerDay !== 0) {
    const place = Math.abs(Math.floor(epochMs / 1000)) % recentMax;
    const recent = recentInstants[place];
    if (recent !== undefined && recentEpochMs[place] === epochMs) return recent;
    const made = Temporal.Instant.fromEpochMilliseconds(epochMs);
    recentInstants[place] = made;
    recentEpochMs[place] = epochMs;
    return made;
  }
  return kept(keptMidnights, epochMs, (key) => Temporal.Instant.fromEpochMilliseconds(key));
}

/** `YYYY-MM-DD` of a day given by its number. */
export function isoDayOfEpochDay(epochDay: number): string {
  return kept(keptTexts, epochDay, (key) => dayOfEpochDay(key).toString());
}

/** `YYYY-MM-DD` of the UTC day an instant falls on. */
export function isoDayOf(instant: Temporal.Instant): string {
  return isoDayOfEpochDay(utcEpochDayOf(instant));
}

/** The UTC day an instant falls on. */
export function utcDayOf(instant: Temporal.Instant): Temporal.PlainDate {
  return dayOfEpochDay(utcEpochDayOf(instant));
}

/** The number of the UTC day an instant falls on. */
export function utcEpochDayOf(instant: Temporal.Instant): number {
  return Math.floor(instant.epochMilliseconds / msPerDay);
}

/** 00:00 UTC of a day. */
export function startOfUtcDay(day: Temporal.PlainDate): Temporal.Instant {
  return instantOfEpochMs(epochDayOf(day) * msPerDay);
}

/** 00:00 UTC of a day given by its number. */
export function startOfEpochDay(epochDay: number): Temporal.Instant {
  return instantOfEpochMs(epochDay * msPerDay);
}

/**
 * The day a number of months after an anchor, clamped to the end of a shorter month. Rule: terms and charge cycles
 * are counted from the anchor day, never from the end before.
 */
export function addMonthsClamped(anchorOn: Temporal.PlainDate, months: number): Temporal.PlainDate {
  return dayOfEpochDay(epochDayAfterMonths(anchorOn.year, anchorOn.month, anchorOn.day, months));
}

/** A day some days later (or earlier, with a negative number). */
export function addDays(day: Temporal.PlainDate, days: number): Temporal.PlainDate {
  return dayOfEpochDay(epochDayOf(day) + days);
}

/** How many days lie between two days, both counted; 1 for the same day, 0 or less where `to` lies before `from`. */
export function daysInclusive(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  return epochDayOf(to) - epochDayOf(from) + 1;
}

export function addHours(instant: Temporal.Instant, hours: number): Temporal.Instant {
  return instantOfEpochMs(instant.epochMilliseconds + hours * msPerHour);
}

/** Whether `a` lies before `b`. */
export function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}

/** The later of two instants. */
export function laterOf(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return isBefore(a, b) ? b : a;
}

const daysOfTexts = new Map<string, Temporal.PlainDate>();

/** The day written `YYYY-MM-DD`; throws where the text is no day of the calendar. Made for reading many rows: few days, many times. */
export function dayOfIsoDay(text: string): Temporal.PlainDate {
  const found = daysOfTexts.get(text);
  if (found !== undefined) return found;
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) throw new RangeError(`Not a day: ${text}`);
  const day = dayOfEpochDay(epochDayOfCivil(Number(match[1]), Number(match[2]), Number(match[3])));
  if (day.toString() !== text) throw new RangeError(`Not a day of the calendar: ${text}`);
  if (daysOfTexts.size >= keptMax) daysOfTexts.clear();
  daysOfTexts.set(text, day);
  return day;
}
