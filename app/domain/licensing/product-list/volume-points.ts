import type { Pool } from "./attributes.ts";
import { type Placed, priceLevelFor, type PriceLevelAnswer } from "./calculators.ts";
import type { PriceLevelRow } from "./rows.ts";

/** Points of an order by pool, and the price level of each. */

export type PointLine = {
  readonly pool: Pool;
  /** Points of one, per year; null where the edition does not know them and none were given. */
  readonly points: number | null;
  readonly quantity: number;
};

export type PoolPoints = PriceLevelAnswer & {
  readonly pool: Pool;
  /** Points that a first year is short of; 0 where it is no first year or the minimum is waived. */
  readonly missingInFirstYear: number;
};

export type PointsAnswer = {
  readonly pools: readonly PoolPoints[];
  /** Places of the lines, from 0, whose points nobody knows. They are not counted, and that is said. */
  readonly unknown: readonly number[];
};

/** Rule: Select Plus, 500 points per pool in the first year; a qualifying agreement waives it. */
const firstYearPoints = 500;

/** Adds up the points of each pool. Points of one pool never count for another. */
export function pointsByPool(
  lines: readonly PointLine[],
  year: { readonly isFirst: boolean; readonly isMinimumWaived: boolean },
  levels: readonly Placed<PriceLevelRow>[],
): PointsAnswer {
  const known = lines.filter(({ quantity, points }) => quantity > 0 && points !== null);
  const pools = [...new Set(known.map(({ pool }) => pool))].map((pool): PoolPoints => {
    const points = known
      .filter((line) => line.pool === pool)
      .reduce((sum, line) => sum + (line.points ?? 0) * line.quantity, 0);
    const hasMinimum = year.isFirst && !year.isMinimumWaived;
    return {
      ...priceLevelFor(points, levels),
      pool,
      missingInFirstYear: hasMinimum ? Math.max(0, firstYearPoints - points) : 0,
    };
  });
  const unknown = lines.flatMap(({ points, quantity }, index) => (quantity > 0 && points === null ? [index] : []));
  return { pools, unknown };
}
