import type { Temporal } from "temporal-polyfill";
import { epochDayOfCivil } from "#app/domain/calendar/civil.ts";
import { dayOfEpochDay, instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import { assertMinor } from "#app/domain/money/money.ts";
import type { Flag } from "./schema.ts";

/**
 * How values stand in columns. One pair of functions per kind, so that no repository invents a second spelling:
 * an instant is epoch milliseconds (`…_at`), a day is `YYYY-MM-DD` (`…_on`), a flag 0 or 1 (`is_…`),
 * an amount a safe integer of minor units (`…_minor`), anything else structured is JSON text (`…_json`).
 */

/** Epoch milliseconds of an instant, for a column `…_at`. */
export function instantColumn(instant: Temporal.Instant): number {
  return instant.epochMilliseconds;
}

/** The instant in a column `…_at`. */
export function readInstant(epochMs: number): Temporal.Instant {
  if (!Number.isSafeInteger(epochMs)) throw new RangeError(`Not a whole number of milliseconds: ${epochMs}`);
  return instantOfEpochMs(epochMs);
}

export function instantColumnOrNull(instant: Temporal.Instant | null): number | null {
  return instant === null ? null : instantColumn(instant);
}

export function readInstantOrNull(epochMs: number | null): Temporal.Instant | null {
  return epochMs === null ? null : readInstant(epochMs);
}

/** `YYYY-MM-DD`, for a column `…_on`. */
export function dayColumn(day: Temporal.PlainDate): string {
  return day.toString();
}

/** The day in a column `…_on`; throws where the text is no day of the calendar. */
export function readDay(text: string): Temporal.PlainDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) throw new RangeError(`Not a day: ${text}`);
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const day = dayOfEpochDay(epochDayOfCivil(year, month, date));
  if (day.month !== month || day.day !== date) throw new RangeError(`Not a day of the calendar: ${text}`);
  return day;
}

export function dayColumnOrNull(day: Temporal.PlainDate | null): string | null {
  return day === null ? null : dayColumn(day);
}

export function flagColumn(value: boolean): Flag {
  return value ? 1 : 0;
}

export function readFlag(flag: Flag): boolean {
  return flag === 1;
}

/** An amount from a column `…_minor`; throws where it lost a digit on the way. */
export function readMinor(amountMinor: number): number {
  return assertMinor(amountMinor);
}

/** JSON for a column `…_json`. */
export function jsonColumn(value: unknown): string {
  return JSON.stringify(value);
}

export function jsonColumnOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

/** What a column `…_json` holds. The caller names the shape; only the portal itself writes these columns. */
export function readJson<T>(text: string): T {
  return JSON.parse(text) as T;
}
