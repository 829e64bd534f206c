import type { Temporal } from "temporal-polyfill";
import type { Pool } from "./attributes.ts";
import type { ListRuleId } from "./rules.ts";

/** When Software Assurance may be bought for a licence that is there already, and until when. */

export const renewalWays = [
  "same",
  "same-open",
  "separate",
  "separate-open",
  "cross-programme",
  "cross-programme-36",
  "version-2008",
  "version-2008-open",
  "transfer",
  "oem",
  "retail",
] as const;
export type RenewalWay = (typeof renewalWays)[number];

export type SaRenewalWish = {
  readonly way: RenewalWay;
  /**
   * End of the old agreement, the day of the transfer or of the purchase of the device or box, or the end of the
   * existing agreement that is ordered under.
   */
  readonly endOn: Temporal.PlainDate;
  /** First day of the new agreement; only with `separate`. */
  readonly effectiveOn: Temporal.PlainDate;
  readonly orderedOn: Temporal.PlainDate;
  /** The pool of the product; only with `oem` and `retail`. */
  readonly pool: Pool;
  /** Whether Software Assurance is active (until the transfer). A lapsed one is renewed by no way. */
  readonly isActive: boolean;
};

export type SaRenewalAnswer = {
  readonly isAllowed: boolean;
  readonly reason: "effective-late" | "ordered-late" | "ordered-early" | "lapsed" | "retail-application" | null;
  readonly lastOrderOn: Temporal.PlainDate | null;
  readonly lastEffectiveOn: Temporal.PlainDate | null;
  readonly monthsOrdered: number | null;
  /** Of application products that came with a device only those qualify that the list names. */
  readonly isOnlyAsListed: boolean;
  readonly rule: ListRuleId;
};

/** Days after the purchase of a device or box in which Software Assurance may be bought for it. */
const purchaseDays = 90;
const transferDays = 30;
const openDays = 90;
/** Agreements up to version 2008 may be renewed that long after their end, and Software Assurance has no gap. */
const version2008Days = 30;

/**
 * Whether Software Assurance may be bought without buying the licence (again), and until when. Days are calendar days;
 * "within n days of d" ends with d + n. Years that have begun count in full.
 */
export function checkSaRenewal(wish: SaRenewalWish): SaRenewalAnswer {
  const { way, endOn, orderedOn } = wish;
  switch (way) {
    case "same":
      return decide(wish, { lastOrderOn: endOn, rule: "R22-same" });
    case "same-open":
      return decide(wish, { lastOrderOn: endOn.add({ days: openDays }), rule: "R22-open" });
    case "separate":
      return decide(wish, { lastOrderOn: endOn, lastEffectiveOn: endOn.add({ days: 1 }), rule: "R22-separate" });
    case "separate-open":
      return decide(wish, { lastOrderOn: endOn.add({ days: openDays }), rule: "R22-separate" });
    case "cross-programme":
      return decide(wish, { lastOrderOn: endOn, rule: "R22-cross", months: startedYears(orderedOn, endOn) * 12 });
    case "cross-programme-36":
      return decide(wish, { lastOrderOn: endOn, rule: "R22-cross", months: 36 });
    case "version-2008":
      return decide(wish, { lastOrderOn: endOn.add({ days: version2008Days }), rule: "R22-cross" });
    case "version-2008-open":
      return decide(wish, { lastOrderOn: endOn.add({ days: openDays }), rule: "R22-cross" });
    case "transfer":
      return decide(wish, { lastOrderOn: endOn.add({ days: transferDays }), firstOrderOn: endOn, rule: "R21" });
    case "oem":
    case "retail":
      return forBought(wish, way);
  }
}

type Bounds = {
  readonly lastOrderOn: Temporal.PlainDate;
  readonly firstOrderOn?: Temporal.PlainDate;
  readonly lastEffectiveOn?: Temporal.PlainDate;
  readonly rule: ListRuleId;
  readonly months?: number;
};

function isAfter(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return one.since(other).sign > 0;
}

function decide({ effectiveOn, orderedOn, isActive }: SaRenewalWish, bounds: Bounds): SaRenewalAnswer {
  const { lastOrderOn, firstOrderOn, lastEffectiveOn, rule, months } = bounds;
  const reason = (): SaRenewalAnswer["reason"] => {
    if (!isActive) return "lapsed";
    if (lastEffectiveOn !== undefined && isAfter(effectiveOn, lastEffectiveOn)) return "effective-late";
    if (isAfter(orderedOn, lastOrderOn)) return "ordered-late";
    return firstOrderOn !== undefined && isAfter(firstOrderOn, orderedOn) ? "ordered-early" : null;
  };
  const refusedFor = reason();
  return {
    isAllowed: refusedFor === null,
    reason: refusedFor,
    lastOrderOn,
    lastEffectiveOn: lastEffectiveOn ?? null,
    monthsOrdered: refusedFor === null ? (months ?? null) : null,
    isOnlyAsListed: false,
    rule,
  };
}

/** A licence that came with a device or in a box. There is no Software Assurance yet that could have lapsed. */
function forBought(wish: SaRenewalWish, way: "oem" | "retail"): SaRenewalAnswer {
  const { endOn, pool } = wish;
  const isApplication = pool === "application";
  const rule = way === "oem" && isApplication ? "R20-oem" : "R20";
  const lastOrderOn = endOn.add({ days: purchaseDays });
  const answer = decide({ ...wish, isActive: true }, { lastOrderOn, firstOrderOn: endOn, rule });
  if (way === "retail" && isApplication) return { ...answer, isAllowed: false, reason: "retail-application" };
  return { ...answer, isOnlyAsListed: isApplication };
}

/** Years from a day to the end of another one: 2 years and 1 day are 3. */
function startedYears(from: Temporal.PlainDate, lastDay: Temporal.PlainDate): number {
  const { years, months, days } = from.until(lastDay.add({ days: 1 }), { largestUnit: "years" });
  return years + (months > 0 || days > 0 ? 1 : 0);
}
