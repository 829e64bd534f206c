import { Temporal } from "temporal-polyfill";
import { epochDayOf, isoDayOfEpochDay } from "#app/domain/calendar/utc-days.ts";
import { invalidProperty } from "./fault.ts";

/** What clients may write, for the description of a refusal. */
export const acceptedDates =
  "yyyy-MM-dd, ISO 8601 with or without an offset, M/d/yyyy, M/d/yyyy h:mm:ss AM or MM/dd/yyyy HH:mm:ss";

/** "Never" where it is documented, and "unchanged" in requests. */
export const neverDate = "0001-01-01T00:00:00";

/** A date of a request: the instant, and whether it named a whole UTC day. */
export type WireDate = { readonly instant: Temporal.Instant; readonly isWholeDay: boolean };

type Parts = { year: number; month: number; day: number; hour?: number; minute?: number; second?: string };

const patterns: readonly [RegExp, (groups: string[]) => Parts | null][] = [
  // One client writes the day of the year in the place of the day: 2026-11-320.
  [/^(\d{4})-(\d{1,2})-(\d{1,3})$/, ([y, m, d]) => ymd(y, m, d)],
  [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, ([m, d, y]) => ymd(y, m, d)],
  [
    /^(\d{1,2})\/(\d{1,2})\/(\d{4})\s+(\d{1,2}):(\d{2}):(\d{2})\s*([AaPp][Mm])$/,
    ([m, d, y, h, min, s, half]) => {
      const hour = Number(h);
      if (hour < 1 || hour > 12) return null;
      const isAfternoon = half?.toLowerCase() === "pm";
      return { ...ymd(y, m, d), hour: (hour % 12) + (isAfternoon ? 12 : 0), minute: Number(min), second: s ?? "0" };
    },
  ],
  [
    /^(\d{1,2})\/(\d{1,2})\/(\d{4})\s+(\d{1,2}):(\d{2}):(\d{2})$/,
    ([m, d, y, h, min, s]) => ({ ...ymd(y, m, d), hour: Number(h), minute: Number(min), second: s ?? "0" }),
  ],
];

const iso = /^(\d{4}-\d{2}-)(\d{2,3})([T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** Reads a date in any of the accepted forms; without an offset it is UTC. Undefined where it is none. */
export function parseWireDate(text: string): WireDate | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 40) return undefined;
  try {
    for (const [pattern, partsOf] of patterns) {
      const match = pattern.exec(trimmed);
      if (match === null) continue;
      const parts = partsOf(match.slice(1) as string[]);
      return parts === null ? undefined : dateOfParts(parts);
    }
    const match = iso.exec(trimmed);
    if (match === null) return undefined;
    const [, yearMonth = "", third = "", time = "", offset = "Z"] = match;
    const day = dayOf(Number(yearMonth.slice(0, 4)), Number(yearMonth.slice(5, 7)), Number(third));
    const zone = offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, "$1:$2");
    return { instant: Temporal.Instant.from(`${day.toString()}${time.replace(" ", "T")}${zone}`), isWholeDay: false };
  } catch {
    return undefined;
  }
}

/** The same for a property or a query that has to be a date. */
export function readWireDate(path: string, value: unknown): WireDate {
  const date = typeof value === "string" ? parseWireDate(value) : undefined;
  if (date === undefined) throw invalidProperty(path, `This is no date. Accepted are ${acceptedDates}.`);
  return date;
}

const msPerDay = 86_400_000;

/**
 * An instant as it is emitted: ISO 8601 UTC with `Z`, fractions where there are any. Put together here, because lists
 * have thousands of them and `toString` of an instant takes ten times as long.
 */
export function instantText(instant: Temporal.Instant): string {
  // Asked once: behind it stands a division of big integers. A purchase is also the start of its first term.
  if (instant !== lastInstant) [lastInstant, lastText] = [instant, textOfEpochMs(instant.epochMilliseconds)];
  return lastText;
}

let lastInstant: Temporal.Instant | null = null;
let lastText = "";

function textOfEpochMs(epochMs: number): string {
  const epochDay = Math.floor(epochMs / msPerDay);
  const ofDay = epochMs - epochDay * msPerDay;
  const seconds = Math.floor(ofDay / 1000);
  const fraction = ofDay % 1000 === 0 ? "" : `.${String(ofDay % 1000).padStart(3, "0")}`.replace(/0+$/, "");
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(":");
  return `${isoDayOfEpochDay(epochDay)}T${time}${fraction}Z`;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** The texts of a calendar day: midnight UTC, and the last second. */
export type DayTexts = { readonly date: string; readonly dateTime: string };

/** A list has few days many times; kept texts are also quicker to write than those that were just put together. */
const keptDays = new Map<number, DayTexts>();
const keptMax = 4096;

/** The texts of a day that is given by its number. */
export function textsOfEpochDay(epochDay: number): DayTexts {
  const known = keptDays.get(epochDay);
  if (known !== undefined) return known;
  if (keptDays.size >= keptMax) keptDays.clear();
  const day = isoDayOfEpochDay(epochDay);
  const texts = { date: `${day}T00:00:00Z`, dateTime: `${day}T23:59:59Z` };
  keptDays.set(epochDay, texts);
  return texts;
}

/** A calendar day as it is emitted: midnight UTC. */
export function dayText(day: Temporal.PlainDate): string {
  return textsOfEpochDay(epochDayOf(day)).date;
}

function ymd(year = "", month = "", day = ""): Parts {
  return { year: Number(year), month: Number(month), day: Number(day) };
}

function dateOfParts({ year, month, day, hour, minute, second }: Parts): WireDate {
  const date = dayOf(year, month, day);
  const isWholeDay = hour === undefined;
  const two = (number: number) => String(number).padStart(2, "0");
  const time = isWholeDay ? "00:00:00" : `${two(hour)}:${two(minute ?? 0)}:${second ?? "00"}`;
  return { instant: Temporal.Instant.from(`${date.toString()}T${time}Z`), isWholeDay };
}

/** A third number that no month has is the day of the year; it is never ambiguous. */
function dayOf(year: number, month: number, third: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 }, { overflow: "reject" });
  if (third <= first.daysInMonth) return first.with({ day: third }, { overflow: "reject" });
  if (third > first.daysInYear) throw new RangeError("No such day");
  const day = Temporal.PlainDate.from({ year, month: 1, day: 1 }).add({ days: third - 1 });
  if (day.month !== month) throw new RangeError("The day of the year lies in another month");
  return day;
}
