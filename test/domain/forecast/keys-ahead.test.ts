import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyMonthsAhead, keysNeededByMonth, paceMonths, poolAhead } from "#app/domain/forecast/keys-ahead.ts";

const neededOf = (pool: Parameters<typeof poolAhead>[0]) => poolAhead(pool).months.map(({ needed }) => needed);

describe("what a pool of keys will be asked for", () => {
  it("counts what is bought already in the first month, and new keys at the pace of the last three", () => {
    expect(neededOf({ available: 100, open: 7, drawnLately: 4 }).slice(0, 4)).toEqual([9, 1, 1, 2]);
  });

  it.each([
    [{ available: 12, open: 0, drawnLately: 3 }, null],
    [{ available: 11, open: 0, drawnLately: 3 }, 11],
    [{ available: 3, open: 3, drawnLately: 0 }, null],
    [{ available: 2, open: 3, drawnLately: 0 }, 0],
    [{ available: 0, open: 0, drawnLately: 0 }, null],
    [{ available: 0, open: 0, drawnLately: 1 }, 0],
  ])("%o runs out in the month counted %s", (pool, month) => {
    expect(poolAhead(pool).runsOutIn).toBe(month);
  });

  it("adds up: what was needed is what left the stock and what is missing", () => {
    const small = fc.integer({ min: 0, max: 5_000 });
    fc.assert(
      fc.property(small, small, small, (available, open, drawnLately) => {
        const { months } = poolAhead({ available, open, drawnLately });
        let inAll = 0;
        for (const { needed, left, missing } of months) {
          inAll += needed;
          expect(available - left + missing).toBe(inAll);
          expect(left * missing).toBe(0);
        }
        expect(inAll).toBe(open + Math.ceil((drawnLately * keyMonthsAhead) / paceMonths));
      }),
    );
  });
});

describe("what all pools together will be asked for", () => {
  it("counts a purchase once that may choose between the pools of its product", () => {
    const pools = [
      { productId: "sql", available: 9, open: 5, drawnLately: 3 },
      { productId: "sql", available: 9, open: 4, drawnLately: 0 },
      { productId: "windows", available: 9, open: 2, drawnLately: 6 },
    ];
    expect(keysNeededByMonth(pools)).toEqual([10, ...Array.from({ length: keyMonthsAhead - 1 }, () => 3)]);
  });
});
