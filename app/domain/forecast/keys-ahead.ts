/** How far the operator looks ahead, and over how many months the pace is measured. Our choice. */
export const keyMonthsAhead = 12;
export const paceMonths = 3;

/** What is known of a pool: never a key. */
export type PoolFacts = {
  readonly productId: string;
  readonly available: number;
  /** Purchases that come with a key from this pool, are good, and have drawn none yet. */
  readonly open: number;
  /** Keys that were drawn from it within the last `paceMonths` months. */
  readonly drawnLately: number;
};

export type PoolMonth = {
  /** Keys that are drawn in the month. */
  readonly needed: number;
  /** What is left at its end. */
  readonly left: number;
  /** How many are missing by its end. */
  readonly missing: number;
};

export type PoolAhead = {
  readonly months: readonly PoolMonth[];
  /** The first month at whose end keys are missing, counted from 0; null where the stock lasts. */
  readonly runsOutIn: number | null;
};

/**
 * What a pool will be asked for, month by month. What is bought already can be asked for at any time and is counted in
 * the first month; purchases to come are taken to draw at the pace of the last months. A renewal needs no key: right
 * and key stay as they are. Whole keys, rounded up, so that no month is told too few.
 */
export function poolAhead({ available, open, drawnLately }: Omit<PoolFacts, "productId">): PoolAhead {
  const drawnBy = (months: number) => Math.ceil((drawnLately * months) / paceMonths);
  const months = Array.from({ length: keyMonthsAhead }, (_, index): PoolMonth => {
    const inAll = open + drawnBy(index + 1);
    return {
      needed: drawnBy(index + 1) - drawnBy(index) + (index === 0 ? open : 0),
      left: Math.max(0, available - inAll),
      missing: Math.max(0, inAll - available),
    };
  });
  const runsOutIn = months.findIndex(({ missing }) => missing > 0);
  return { months, runsOutIn: runsOutIn === -1 ? null : runsOutIn };
}

/**
 * Keys that all pools together are asked for, by month. A purchase that may choose between versions is open at the pool
 * of each, and draws from one: of a product's pools the largest number of open purchases counts.
 */
export function keysNeededByMonth(pools: readonly PoolFacts[]): readonly number[] {
  const openOf = new Map<string, number>();
  for (const { productId, open } of pools) openOf.set(productId, Math.max(open, openOf.get(productId) ?? 0));
  const open = [...openOf.values()].reduce((sum, one) => sum + one, 0);
  // Rounded up once for all, so that many slow pools do not add up to more than they draw.
  const drawnLately = pools.reduce((sum, pool) => sum + pool.drawnLately, 0);
  return poolAhead({ available: 0, open, drawnLately }).months.map(({ needed }) => needed);
}
