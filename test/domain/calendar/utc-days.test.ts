import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { civilOfEpochDay, daysInMonth, epochDayOfCivil } from "#app/domain/calendar/civil.ts";
import {
  addDays,
  addHours,
  addMonthsClamped,
  dayOfEpochDay,
  dayOfIsoDay,
  daysInclusive,
  epochDayOf,
  isoDayOf,
  startOfUtcDay,
  utcDayOf,
} from "#app/domain/calendar/utc-days.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const instant = (text: string) => Temporal.Instant.from(text);

describe("days as numbers", () => {
  it("agree with Temporal on every day from 1899 to 2110", () => {
    const wrong: string[] = [];
    let expected = day("1899-01-01");
    const start = epochDayOfCivil(1899, 1, 1);
    const last = epochDayOfCivil(2110, 12, 31);
    for (let number = start; number <= last; number++) {
      const { year, month, day: dayOfMonth } = civilOfEpochDay(number);
      if (year !== expected.year || month !== expected.month || dayOfMonth !== expected.day)
        wrong.push(`${number} is ${year}-${month}-${dayOfMonth}, not ${expected.toString()}`);
      if (epochDayOf(expected) !== number) wrong.push(`${expected.toString()} is not ${number}`);
      if (daysInMonth(year, month) !== expected.daysInMonth) wrong.push(`wrong length of ${year}-${month}`);
      expected = expected.add({ days: 1 });
    }
    expect(wrong).toEqual([]);
    expect(expected.toString()).toBe("2111-01-01");
  });

  it("name the same day when asked again, also after many others", () => {
    const before = dayOfEpochDay(19_000).toString();
    for (let number = 0; number < 10_000; number++) dayOfEpochDay(number);
    expect(dayOfEpochDay(19_000).toString()).toBe(before);
  });
});

describe("the UTC day of an instant", () => {
  it.each([
    ["2021-10-15T00:00:00Z", "2021-10-15"],
    ["2021-10-14T23:59:59.999Z", "2021-10-14"],
    ["2021-10-15T00:00:00.001Z", "2021-10-15"],
    ["2024-03-10T09:30:00Z", "2024-03-10"],
    ["1969-12-31T23:59:59.999Z", "1969-12-31"],
    ["9999-11-30T23:59:59Z", "9999-11-30"],
  ])("of %s is %s, whatever the machine's zone", (at, on) => {
    expect(utcDayOf(instant(at)).toString()).toBe(on);
  });

  it("starts at 00:00 UTC", () => {
    expect(startOfUtcDay(day("2024-02-29")).toString()).toBe("2024-02-29T00:00:00Z");
    expect(utcDayOf(startOfUtcDay(day("1970-01-01"))).toString()).toBe("1970-01-01");
  });
});

describe("months from an anchor", () => {
  it.each([
    ["2021-01-31", 1, "2021-02-28"],
    ["2021-01-31", 2, "2021-03-31"],
    ["2021-01-31", 3, "2021-04-30"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2024-01-30", 1, "2024-02-29"],
    ["2023-01-29", 1, "2023-02-28"],
    ["2024-02-29", 12, "2025-02-28"],
    ["2024-02-29", 24, "2026-02-28"],
    ["2024-02-29", 36, "2027-02-28"],
    ["2024-02-29", 48, "2028-02-29"],
    ["2024-02-29", 144, "2036-02-29"],
    ["2021-12-31", 2, "2022-02-28"],
    ["2021-03-31", -1, "2021-02-28"],
  ])("%s and %i months is %s", (anchor, months, expected) => {
    expect(addMonthsClamped(day(anchor), months).toString()).toBe(expected);
  });

  it("agree with Temporal for anchors 1 to 31, 48 months, common and leap years", () => {
    const wrong: string[] = [];
    for (const year of [2021, 2022, 2023, 2024, 2099, 2100])
      for (const month of [1, 3, 12])
        for (let dayOfMonth = 1; dayOfMonth <= 31; dayOfMonth++)
          for (let months = 0; months <= 48; months++) {
            const anchor = new Temporal.PlainDate(year, month, dayOfMonth);
            const ours = addMonthsClamped(anchor, months);
            if (!ours.equals(anchor.add({ months })))
              wrong.push(`${anchor.toString()} + ${months}: ${ours.toString()}`);
          }
    expect(wrong).toEqual([]);
  });

  it("never go back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 400 }), (number, months) => {
        const anchor = dayOfEpochDay(number);
        const present = epochDayOf(addMonthsClamped(anchor, months));
        expect(epochDayOf(addMonthsClamped(anchor, months + 1))).toBeGreaterThan(present);
      }),
    );
  });
});

describe("days in text", () => {
  it("are read and written alike", () => {
    expect(dayOfIsoDay("2024-02-29").toString()).toBe("2024-02-29");
    expect(dayOfIsoDay("2024-02-29")).toBe(dayOfIsoDay("2024-02-29"));
    expect(isoDayOf(instant("2024-02-29T23:59:59.999Z"))).toBe("2024-02-29");
  });

  it.each(["2023-02-29", "2024-13-01", "2024-1-1", "20240101", "", "2024-02-29T00:00:00Z"])("%j is refused", (text) => {
    expect(() => dayOfIsoDay(text)).toThrow(RangeError);
  });
});

describe("lengths", () => {
  it("count both days", () => {
    expect(daysInclusive(day("2021-01-31"), day("2021-02-27"))).toBe(28);
    expect(daysInclusive(day("2024-02-29"), day("2024-02-29"))).toBe(1);
    expect(daysInclusive(day("2024-03-01"), day("2024-02-29"))).toBe(0);
  });

  it("of days and hours add up", () => {
    expect(addDays(day("2024-02-28"), 2).toString()).toBe("2024-03-01");
    expect(addDays(day("2024-03-01"), -2).toString()).toBe("2024-02-28");
    expect(addHours(instant("2024-03-30T12:00:00Z"), 168).toString()).toBe("2024-04-06T12:00:00Z");
  });
});
