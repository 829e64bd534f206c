import { decideAccess } from "#app/domain/access/permissions.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import { onlyVersion } from "#app/domain/entitlement/entitlement.ts";
import {
  keyMonthsAhead,
  keysNeededByMonth,
  paceMonths,
  poolAhead,
  type PoolFacts,
} from "#app/domain/forecast/keys-ahead.ts";
import { addPeriods, periodOf } from "#app/domain/invoicing/billing-period.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { listSkusOfProducts, type SkuDetail } from "#db/repositories/catalog.ts";
import { listProductsNeeding } from "#db/repositories/download-file-lists.ts";
import { listPoolsOfProducts } from "#db/repositories/key-pool-lists.ts";
import type { KeyPoolListing } from "#db/repositories/key-pools.ts";
import { countDrawnSince, countOpenForKey } from "#db/repositories/keys-ahead.ts";
import type { PageLinks } from "../cursor.ts";
import { type Format, formatFor } from "../format.ts";
import { monthTextOf } from "../invoices.ts";
import type { ViewContext } from "../view-context.ts";
import type { Count } from "./key-pools.ts";

export type PoolAheadRow = {
  readonly poolId: string;
  readonly productTitle: string;
  readonly skuTitle: string | null;
  readonly version: string;
  readonly available: Count;
  /** Bought, and no key drawn yet. */
  readonly open: Count;
  /** Keys a month, at the pace of the last months. */
  readonly pace: Count;
  /** The month in which keys are missing; null where the stock lasts. */
  readonly runsOutIn: string | null;
  /** What is missing by the end of the last month. */
  readonly toAdd: Count;
  readonly months: readonly { readonly needed: number; readonly left: number; readonly missing: number }[];
};

export type KeysAheadView = {
  readonly months: readonly {
    readonly period: string;
    readonly month: string;
    readonly needed: Count;
    /** Pools whose stock does not last through the month, and did through the one before. */
    readonly runningOut: readonly { readonly poolId: string; readonly title: string; readonly version: string }[];
  }[];
  readonly paceMonths: number;
  /** Those that run out first come first. */
  readonly pools: readonly PoolAheadRow[];
  /** All on one page. */
  readonly links: PageLinks;
};

/** More products than a catalogue has. */
const productsMax = 2_000;

/** What the pools will be asked for, month by month. */
export async function keysAheadView(context: ViewContext): Promise<Result<KeysAheadView>> {
  const access = decideAccess(context.actor, "manage-key-pools");
  if (!access.ok) return access;
  const format = formatFor(context.reader);
  const count = (value: number): Count => ({ value, text: format.number(value) });
  const first = periodOf(context.at);
  const monthOf = (index: number) => monthTextOf(addPeriods(first, index), format);
  const known = await readPools(context);
  const pools = known
    .map(({ pool, skuTitle, facts }) => ({ pool, skuTitle, facts, ahead: poolAhead(facts) }))
    .toSorted((a, b) => (a.ahead.runsOutIn ?? keyMonthsAhead) - (b.ahead.runsOutIn ?? keyMonthsAhead));
  const needed = keysNeededByMonth(known.map(({ facts }) => facts));
  return ok({
    paceMonths,
    months: needed.map((keys, index) => ({
      period: addPeriods(first, index),
      month: monthOf(index),
      needed: count(keys),
      runningOut: pools
        .filter(({ ahead }) => ahead.runsOutIn === index)
        .map(({ pool }) => ({ poolId: pool.poolId, title: pool.productTitle, version: pool.version })),
    })),
    pools: pools.map(({ pool, skuTitle, facts, ahead }) =>
      rowOf(pool, { skuTitle, facts, ahead }, { monthOf, format }),
    ),
    links: { previous: null, next: null },
  });
}

function rowOf(
  { poolId, productTitle, version }: KeyPoolListing,
  {
    skuTitle,
    facts,
    ahead,
  }: {
    readonly skuTitle: string | null;
    readonly facts: PoolFacts;
    readonly ahead: ReturnType<typeof poolAhead>;
  },
  { monthOf, format }: { readonly monthOf: (index: number) => string; readonly format: Format },
): PoolAheadRow {
  const count = (value: number): Count => ({ value, text: format.number(value) });
  return {
    poolId,
    productTitle,
    skuTitle,
    version,
    available: count(facts.available),
    open: count(facts.open),
    pace: count(Math.ceil(facts.drawnLately / paceMonths)),
    runsOutIn: ahead.runsOutIn === null ? null : monthOf(ahead.runsOutIn),
    toAdd: count(ahead.months.at(-1)?.missing ?? 0),
    months: ahead.months,
  };
}

async function readPools({ db, at }: ViewContext) {
  const { rows: products } = await listProductsNeeding(db, "needs_key", {
    search: "",
    limit: productsMax,
    cursor: null,
  });
  const ids = products.map(({ id }) => id);
  const skus = (await listSkusOfProducts(db, ids)).filter(({ needsKey }) => needsKey);
  const pools = await listPoolsOfProducts(db, ids);
  const openOf = new Map<string, number>();
  for (const sku of skus) openOf.set(skuKey(sku.productId, sku.skuId), await countOpenForKey(db, sku));
  const since = at.subtract({ hours: paceMonths * 30 * 24 });
  const read: { pool: KeyPoolListing; skuTitle: string | null; facts: PoolFacts }[] = [];
  for (const pool of pools) {
    const served = skus.filter((sku) => isServed(sku, pool, pools));
    read.push({
      pool,
      skuTitle:
        pool.skuId === null
          ? null
          : (skus.find(({ skuId, productId }) => skuId === pool.skuId && productId === pool.productId)?.title ??
            pool.skuId),
      facts: {
        productId: pool.productId,
        available: pool.available,
        open: served.reduce((sum, sku) => sum + (openOf.get(skuKey(sku.productId, sku.skuId)) ?? 0), 0),
        drawnLately: await countDrawnSince(db, pool.poolId, since),
      },
    });
  }
  return read.toSorted(
    (a, b) => compare(a.pool.productTitle, b.pool.productTitle) || compare(a.pool.version, b.pool.version),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether an edition's keys come from a pool: from its own for the version, and where it has none from that of the product. */
function isServed(sku: SkuDetail, pool: KeyPoolListing, pools: readonly KeyPoolListing[]): boolean {
  if (sku.productId !== pool.productId) return false;
  const { versions } = sku.downloadOptions;
  if (!(versions.length === 0 ? [onlyVersion] : versions).includes(pool.version)) return false;
  if (pool.skuId !== null) return pool.skuId === sku.skuId;
  return !pools.some(
    ({ productId, version, skuId }) => productId === pool.productId && version === pool.version && skuId === sku.skuId,
  );
}
