import type { Placed } from "./calculators.ts";
import type { CurrencyRow, TierRow } from "./rows.ts";

/** Planning days, training days and support requests that Software Assurance brings. */

export type TierAnswer = {
  /** Days for three full years; null below the first tier. */
  readonly fullDays: number | null;
  /** Days for the years asked for, whole ones. Rule: one year gives a third, two years two thirds. */
  readonly days: number;
  readonly line: number | null;
};

/** @param column which value of the tier: training days have one for Office applications and one for systems */
export function daysOfTier(count: number, years: 1 | 2 | 3, tiers: readonly Placed<TierRow>[], column = 0): TierAnswer {
  const tier = tiers.find(
    ({ row: { range } }) => range !== null && range.from <= count && (range.to === null || count <= range.to),
  );
  if (tier === undefined) return { fullDays: null, days: 0, line: null };
  const raw = tier.row.raw[column] ?? "";
  const fullDays = tier.row.values[column] ?? perLicences(raw, count);
  return { fullDays, days: Math.floor(((fullDays ?? 0) * years) / 3), line: tier.line };
}

/** `2 Tage pro 50 Lizenzen`, for every 50 that are full. */
function perLicences(raw: string, count: number): number | null {
  const match = /^(\d+) Tage? pro (\d+) Lizenzen/.exec(raw);
  return match === null ? null : Number(match[1]) * Math.floor(count / Number(match[2]));
}

export type SupportAnswer = {
  readonly requests: number;
  readonly serverThreshold: number;
  readonly clientThreshold: number | null;
  readonly line: number;
};

/**
 * Telephone requests by what is spent on Software Assurance, in whole units of a currency: one per full threshold. The
 * systems pool and the application pool count each for itself: what is short in both makes no request.
 */
export function supportRequests(
  spend: {
    readonly server: number;
    readonly system: number;
    readonly application: number;
    readonly currency: string;
  },
  rows: readonly Placed<CurrencyRow>[],
): SupportAnswer | undefined {
  const found = rows.find(({ row }) => row.table === "incidents" && row.code === spend.currency);
  if (found === undefined) return undefined;
  const { server, client } = found.row;
  const forClient = client === null ? 0 : Math.floor(spend.system / client) + Math.floor(spend.application / client);
  return {
    requests: Math.floor(spend.server / server) + forClient,
    serverThreshold: server,
    clientThreshold: client,
    line: found.line,
  };
}
