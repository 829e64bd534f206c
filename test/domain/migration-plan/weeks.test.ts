import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { epochDayOf } from "#app/domain/calendar/utc-days.ts";
import { isoWeekOf, mondayOfWeek, weekIndexOfEpochDay, weeklyPlan } from "#app/domain/migration-plan/weeks.ts";

const indexOf = (day: string) => weekIndexOfEpochDay(epochDayOf(Temporal.PlainDate.from(day)));

describe("weeks", () => {
  it("agree with Temporal on every day of forty years", () => {
    let day = Temporal.PlainDate.from("1999-12-25");
    const last = Temporal.PlainDate.from("2040-01-10");
    while (Temporal.PlainDate.compare(day, last) < 0) {
      const index = weekIndexOfEpochDay(epochDayOf(day));
      expect(isoWeekOf(index)).toEqual({ year: day.yearOfWeek, week: day.weekOfYear });
      expect(mondayOfWeek(index).toString()).toBe(day.subtract({ days: day.dayOfWeek - 1 }).toString());
      day = day.add({ days: 1 });
    }
  });
});

describe("the plan by week", () => {
  const at = Temporal.Instant.from("2026-11-22T23:59:59Z");
  const week = (day: string, open: number, done = 0) => ({ weekIndex: indexOf(day), open, done });

  it("leaves no week out between the first and the last", () => {
    const { weeks, earlier } = weeklyPlan([week("2026-11-16", 2), week("2026-12-13", 1, 4)], at);
    expect(earlier).toBeNull();
    expect(weeks.map(({ open, done, isPresent }) => [open, done, isPresent])).toEqual([
      [2, 0, true],
      [0, 0, false],
      [0, 0, false],
      [1, 4, false],
    ]);
  });

  it("puts what ran out more than four weeks ago together", () => {
    const counts = [week("2026-01-05", 3), week("2026-10-18", 1, 2), week("2026-10-19", 5), week("2026-11-23", 7)];
    const { weeks, earlier } = weeklyPlan(counts, at);
    expect(earlier).toEqual({ open: 4, done: 2 });
    expect(weeks.map(({ open }) => open)).toEqual([5, 0, 0, 0, 0, 7]);
  });

  it("shows the present week although nothing runs out in it, and nothing where there is no device", () => {
    expect(weeklyPlan([week("2026-12-01", 1)], at).weeks.map(({ isPresent }) => isPresent)).toEqual([
      true,
      false,
      false,
    ]);
    expect(weeklyPlan([], at)).toEqual({ earlier: null, weeks: [] });
  });
});
