import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { cycleEpochDays, termBounds, termEndAt } from "#app/domain/calendar/term-bounds.ts";
import { dayOfEpochDay, epochDayOf } from "#app/domain/calendar/utc-days.ts";
import {
  billingPlans,
  chargesPerTerm,
  planFitsTerm,
  termDurations,
  type TermDuration,
} from "#app/domain/catalog/terms.ts";
import { chargeCycles } from "#test/vectors/vectors.ts";

const day = (text: string) => Temporal.PlainDate.from(text);

function ends(anchor: string, duration: TermDuration, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    termBounds({ anchorOn: day(anchor), anchorTermNumber: 1, number: index + 1, duration })
      .endAt.toString()
      .slice(0, 10),
  );
}

describe("the end of a term", () => {
  it("is counted from the anchor day and clamped to shorter months", () => {
    expect(ends("2021-01-31", "P1M", 4)).toEqual(["2021-02-28", "2021-03-31", "2021-04-30", "2021-05-31"]);
    expect(ends("2024-02-29", "P1Y", 4)).toEqual(["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]);
    expect(ends("2024-02-29", "P3Y", 4)).toEqual(["2027-02-28", "2030-02-28", "2033-02-28", "2036-02-29"]);
    expect(ends("2021-10-15", "P3Y", 1)).toEqual(["2024-10-15"]);
  });

  it("is shown as the last day, inclusive", () => {
    const bounds = termBounds({ anchorOn: day("2021-10-15"), anchorTermNumber: 1, number: 1, duration: "P3Y" });
    expect(bounds.startsOn.toString()).toBe("2021-10-15");
    expect(bounds.endsOn.toString()).toBe("2024-10-14");
    expect(bounds.endAt.toString()).toBe("2024-10-15T00:00:00Z");
  });

  it("counts from a later anchor where the duration changed", () => {
    const bounds = termBounds({ anchorOn: day("2021-02-28"), anchorTermNumber: 2, number: 3, duration: "P1Y" });
    expect([bounds.startsOn.toString(), bounds.endsOn.toString()]).toEqual(["2022-02-28", "2023-02-27"]);
  });

  it("is the start of the next, for every anchor day, duration and 48 terms", () => {
    const wrong: string[] = [];
    for (const duration of termDurations)
      for (const month of ["2021-01", "2023-12", "2024-01", "2099-12"])
        for (let dayOfMonth = 1; dayOfMonth <= 31; dayOfMonth++) {
          const anchorOn = day(`${month}-${String(dayOfMonth).padStart(2, "0")}`);
          for (let number = 1; number <= 48; number++) {
            const position = { anchorOn, anchorTermNumber: 1, number, duration };
            const present = termBounds(position);
            const next = termBounds({ ...position, number: number + 1 });
            if (!present.endAt.equals(next.startAt) || epochDayOf(present.endsOn) + 1 !== epochDayOf(next.startsOn))
              wrong.push(`gap after term ${number} of ${anchorOn.toString()} ${duration}`);
            if (!termEndAt(position).equals(present.endAt))
              wrong.push(`two ends for term ${number} of ${anchorOn.toString()}`);
          }
        }
    expect(wrong).toEqual([]);
  });
});

describe("charge cycles", () => {
  const rows = [...chargeCycles.rows, ...chargeCycles.otherRows, ...chargeCycles.oursOnly];

  it.each(
    rows.map((row) => [
      `${row.purchaseDate} ${row.term} ${row.billingPlan ?? "(term)"} ${row.cycle} ${row.what ?? ""}`,
      row,
    ]),
  )("of the documented tables: %s", (_, row) => {
    // A row without plan names the whole term; a monthly or triennial cycle beyond the first term is the renewed one.
    const billingPlan = row.billingPlan ?? ("one-time" as const);
    const perTerm = chargesPerTerm(row.term, billingPlan);
    const number = Math.ceil(row.cycle / perTerm);
    const position = { anchorOn: day(row.purchaseDate), anchorTermNumber: 1, number, duration: row.term, billingPlan };
    const { first, last } = cycleEpochDays(position, row.cycle - (number - 1) * perTerm);
    expect({
      chargeStart: dayOfEpochDay(first).toString(),
      chargeEnd: dayOfEpochDay(last).toString(),
      days: last - first + 1,
    }).toEqual(row.ours);
  });

  it.each(
    chargeCycles.rows
      .filter((row) => row.subscriptionStart === row.purchaseDate)
      .map((row) => [`row ${row.row}, bought ${row.purchaseDate} for ${row.term}`, row] as const),
  )("stand in the documented term: %s", (_, row) => {
    const bounds = termBounds({ anchorOn: day(row.purchaseDate), anchorTermNumber: 1, number: 1, duration: row.term });
    expect(bounds.startsOn.toString()).toBe(row.subscriptionStart);
    expect(bounds.endsOn.toString()).toBe(row.subscriptionEnd);
    expect(bounds.endAt.toString()).toBe(`${row.renewDate}T00:00:00Z`);
  });

  it("covers all 34 documented rows and the others", () => {
    expect([chargeCycles.rows.length, chargeCycles.otherRows.length, chargeCycles.oursOnly.length]).toEqual([
      34, 12, 30,
    ]);
    // One row prints term days that do not fit its own day of purchase; its cycle is checked, those days are not.
    expect(chargeCycles.rows.filter((row) => row.subscriptionStart !== row.purchaseDate).map(({ row }) => row)).toEqual(
      [34],
    );
  });

  it("tile their term without gap or overlap, for anchors 1 to 31, every plan, in leap and common years", () => {
    const wrong: string[] = [];
    for (const duration of termDurations)
      for (const billingPlan of billingPlans.filter((plan) => planFitsTerm(duration, plan)))
        for (const month of ["2021-01", "2022-12", "2023-03", "2024-01"])
          for (let dayOfMonth = 1; dayOfMonth <= 31; dayOfMonth++)
            for (const number of [1, 2, 5]) {
              const anchorOn = day(`${month}-${String(dayOfMonth).padStart(2, "0")}`);
              const position = { anchorOn, anchorTermNumber: 1, number, duration, billingPlan };
              const bounds = termBounds(position);
              let next = epochDayOf(bounds.startsOn);
              for (let cycle = 1; cycle <= chargesPerTerm(duration, billingPlan); cycle++) {
                const { first, last } = cycleEpochDays(position, cycle);
                if (first !== next || last < first) wrong.push(`gap at cycle ${cycle} of ${anchorOn.toString()}`);
                next = last + 1;
              }
              if (next !== epochDayOf(bounds.endsOn) + 1) wrong.push(`cycles miss the end of ${anchorOn.toString()}`);
            }
    expect(wrong).toEqual([]);
  });
});
