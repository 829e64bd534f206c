import type { Temporal } from "temporal-polyfill";
import { civilOfEpochDay, epochDayOfCivil } from "../calendar/civil.ts";
import { dayOfEpochDay, utcEpochDayOf } from "../calendar/utc-days.ts";

/** Weeks from Monday to Sunday in UTC, numbered as ISO 8601 does. */
export type IsoWeek = { readonly year: number; readonly week: number };

const daysPerWeek = 7;
/** 1970-01-01 was a Thursday: three days after a Monday. */
const daysSinceMonday = 3;

/** Weeks since the one that 1970-01-01 lies in. */
export function weekIndexOfEpochDay(epochDay: number): number {
  return Math.floor((epochDay + daysSinceMonday) / daysPerWeek);
}

/** The Monday of a week. */
export function mondayOfWeek(weekIndex: number): Temporal.PlainDate {
  return dayOfEpochDay(weekIndex * daysPerWeek - daysSinceMonday);
}

/** A week belongs to the year that its Thursday lies in. Rule: ISO 8601. */
export function isoWeekOf(weekIndex: number): IsoWeek {
  const thursday = weekIndex * daysPerWeek;
  const { year } = civilOfEpochDay(thursday);
  return { year, week: Math.floor((thursday - epochDayOfCivil(year, 1, 1)) / daysPerWeek) + 1 };
}

/** Devices that run out within a week. */
export type WeekCount = { readonly weekIndex: number; readonly open: number; readonly done: number };

export type DeviceWeek = WeekCount & { readonly isPresent: boolean };

export type WeeklyPlan = {
  /** What ran out before the first week; null where nothing did. */
  readonly earlier: Pick<WeekCount, "open" | "done"> | null;
  /** Every week from the first to the last in which a device runs out, those without any among them. */
  readonly weeks: readonly DeviceWeek[];
};

/** Weeks before the present one that stand for themselves. Our choice. */
export const weeksBackMax = 4;

/** Puts counts by week in order for a picture: long past weeks together, no week left out between others. */
export function weeklyPlan(counts: readonly WeekCount[], at: Temporal.Instant): WeeklyPlan {
  const present = weekIndexOfEpochDay(utcEpochDayOf(at));
  const byWeek = new Map(counts.map((count) => [count.weekIndex, count]));
  const indices = [...byWeek.keys()];
  if (indices.length === 0) return { earlier: null, weeks: [] };
  const first = Math.max(Math.min(...indices, present), present - weeksBackMax);
  const last = Math.max(...indices, present);
  const before = counts.filter(({ weekIndex }) => weekIndex < first);
  const weeks = Array.from({ length: last - first + 1 }, (_, offset): DeviceWeek => {
    const weekIndex = first + offset;
    const { open = 0, done = 0 } = byWeek.get(weekIndex) ?? {};
    return { weekIndex, open, done, isPresent: weekIndex === present };
  });
  const sum = (field: "open" | "done") => before.reduce((total, count) => total + count[field], 0);
  return { earlier: before.length === 0 ? null : { open: sum("open"), done: sum("done") }, weeks };
}
