import type { Temporal } from "temporal-polyfill";
import type { ListRuleId } from "./rules.ts";
import type { BridgeRow, PriceLevelRow, StepUpRow, TransitionRow } from "./rows.ts";
import { foldedWords } from "./search-words.ts";

/** The calculators of the product list. Each answer names its rule; the caller knows the rule's line in an edition. */

export type Placed<R> = { readonly row: R; readonly line: number };

/** Programmes of an order. `OV-OW` is Open Value organisation-wide. */
export const orderProgrammes = ["EA/EAS", "S+", "MPSA", "OL", "OV", "OV-OW", "OVS"] as const;
export type OrderProgramme = (typeof orderProgrammes)[number];

export type PriceLevelAnswer = {
  readonly points: number;
  /** Null below the lowest level. */
  readonly level: string | null;
  readonly nextLevel: string | null;
  readonly pointsToNext: number;
  readonly rule: ListRuleId;
};

/** The price level of a pool from its points per year. Rule: Select Plus price levels, counted per pool and year. */
export function priceLevelFor(points: number, levels: readonly Placed<PriceLevelRow>[]): PriceLevelAnswer {
  const sorted = levels.map(({ row }) => row).toSorted((one, other) => one.pointsMin - other.pointsMin);
  const level = sorted.findLast(({ pointsMin }) => pointsMin <= points) ?? null;
  const next = sorted.find(({ pointsMin }) => pointsMin > points) ?? null;
  return {
    points,
    level: level?.level ?? null,
    nextLevel: next?.level ?? null,
    pointsToNext: next === null ? 0 : next.pointsMin - points,
    rule: "R38-levels",
  };
}

function sameName(one: string, other: string): boolean {
  return foldedWords(one).join(" ") === foldedWords(other).join(" ");
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name) => other.some((wanted) => sameName(name, wanted)));
}

export type TransitionAnswer =
  | {
      readonly isValid: true;
      readonly line: number;
      readonly needsBridge: boolean;
      /** Bridges of the suites that are given up; empty where none is needed or the list names none. */
      readonly bridges: readonly Placed<BridgeRow>[];
      readonly rule: ListRuleId;
    }
  | { readonly isValid: false; readonly reason: "programme" | "no-row"; readonly rule: ListRuleId };

/**
 * Whether one may move from what is owned to a target. A transition is valid exactly if a row lists it; only
 * enterprise agreements have it.
 */
export function checkTransition(
  wish: { readonly owned: readonly string[]; readonly target: string; readonly programme: OrderProgramme },
  transitions: readonly Placed<TransitionRow>[],
  bridges: readonly Placed<BridgeRow>[],
): TransitionAnswer {
  if (wish.programme !== "EA/EAS") return { isValid: false, reason: "programme", rule: "R30" };
  for (const { row, line } of transitions) {
    if (!sameSet(row.from, wish.owned)) continue;
    const option = row.options.find(({ name }) => sameName(name, wish.target));
    if (option === undefined) continue;
    const fitting = option.needsBridge
      ? bridges.filter(
          ({ row: bridge }) =>
            wish.owned.some((name) => sameName(name, bridge.parent)) &&
            bridge.alternatives.some(
              (set) =>
                set.length === 1 &&
                foldedWords(set[0] ?? "")
                  .join(" ")
                  .startsWith(foldedWords(wish.target).join(" ")),
            ),
        )
      : [];
    return {
      isValid: true,
      line,
      needsBridge: option.needsBridge,
      bridges: fitting,
      rule: option.needsBridge ? "R29" : "R30",
    };
  }
  return { isValid: false, reason: "no-row", rule: "R30" };
}

export type StepUpAnswer =
  | { readonly isValid: true; readonly line: number; readonly rule: ListRuleId }
  | {
      readonly isValid: false;
      readonly reason: "programme" | "no-row" | "no-active-sa" | "other-agreement";
      /** A way over other listed step-ups, as a hint; empty where there is none. */
      readonly path: readonly string[];
      readonly rule: ListRuleId;
    };

/** Whether a step-up is sold. Rule: active SA on the lower edition, same agreement and enrollment, never under MPSA. */
export function checkStepUp(
  wish: {
    readonly from: string;
    readonly to: string;
    readonly programme: OrderProgramme;
    readonly hasActiveSa: boolean;
    readonly isSameAgreement: boolean;
  },
  stepUps: readonly Placed<StepUpRow>[],
): StepUpAnswer {
  const refuse = (reason: "programme" | "no-row" | "no-active-sa" | "other-agreement", path: readonly string[] = []) =>
    ({ isValid: false, reason, path, rule: "R26" }) as const;
  if (wish.programme === "MPSA") return refuse("programme");
  const direct = stepUps.find(
    ({ row }) => row.from !== null && sameName(row.from, wish.from) && sameName(row.to, wish.to),
  );
  if (direct === undefined) return refuse("no-row", findPath(wish.from, wish.to, stepUps));
  if (!wish.hasActiveSa) return refuse("no-active-sa");
  if (!wish.isSameAgreement) return refuse("other-agreement");
  return { isValid: true, line: direct.line, rule: "R26" };
}

/** The shortest way over listed step-ups, both ends included. */
function findPath(from: string, to: string, stepUps: readonly Placed<StepUpRow>[]): string[] {
  const queue: string[][] = [[from]];
  const seen = new Set([foldedWords(from).join(" ")]);
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const end = path.at(-1) ?? "";
    if (path.length > 1 && sameName(end, to)) return path;
    for (const { row } of stepUps) {
      const key = foldedWords(row.to).join(" ");
      if (row.from === null || !sameName(row.from, end) || seen.has(key)) continue;
      seen.add(key);
      queue.push([...path, row.to]);
    }
  }
  return [];
}

export type MinimumAnswer = {
  readonly isMet: boolean;
  /** Licences as they count: those of a product with an Open minimum count as five. */
  readonly counted: number;
  readonly missingLicences: number;
  readonly missingDesktopLicences: number;
  readonly rule: ListRuleId;
};

const openMinimum = 5;

/**
 * The minimum of a first order in Open programmes. Rule: five licences, of which user subscriptions count;
 * organisation-wide and in Open Value Subscription five desktop platform or component licences besides.
 */
export function checkMinimumOrder(wish: {
  readonly programme: "OL" | "OV" | "OV-OW" | "OVS";
  readonly userSubscriptions: number;
  readonly desktopLicences: number;
  readonly otherLicences: number;
  /** Licences of products with an Open minimum of their own. */
  readonly licencesCountedAsFive: number;
}): MinimumAnswer {
  const counted =
    wish.userSubscriptions + wish.desktopLicences + wish.otherLicences + wish.licencesCountedAsFive * openMinimum;
  const needsDesktop = wish.programme === "OV-OW" || wish.programme === "OVS";
  const missingDesktopLicences = needsDesktop ? Math.max(0, openMinimum - wish.desktopLicences) : 0;
  const missingLicences = Math.max(0, openMinimum - counted);
  return {
    isMet: missingLicences === 0 && missingDesktopLicences === 0,
    counted,
    missingLicences,
    missingDesktopLicences,
    rule: "R5",
  };
}

export const renewalWays = ["separate", "separate-open", "cross-programme", "cross-programme-36", "transfer"] as const;
export type RenewalWay = (typeof renewalWays)[number];

export type SaRenewalWish = {
  readonly way: RenewalWay;
  /** End of the old agreement, the day of the transfer, or the end of the existing agreement that is ordered under. */
  readonly endOn: Temporal.PlainDate;
  /** First day of the new agreement; only with `separate`. */
  readonly effectiveOn: Temporal.PlainDate;
  readonly orderedOn: Temporal.PlainDate;
};

export type SaRenewalAnswer = {
  readonly isAllowed: boolean;
  readonly reason: "effective-late" | "ordered-late" | null;
  /** The last day to order; null where the way has none of its own. */
  readonly lastOrderOn: Temporal.PlainDate | null;
  readonly lastEffectiveOn: Temporal.PlainDate | null;
  readonly monthsOrdered: number | null;
  readonly rule: ListRuleId;
};

/**
 * Whether Software Assurance may be renewed without buying a licence, and until when. Days are calendar days; "within
 * n days of d" ends with d + n. Years that have begun count in full.
 */
export function checkSaRenewal({ way, endOn, effectiveOn, orderedOn }: SaRenewalWish): SaRenewalAnswer {
  const isAfter = (one: Temporal.PlainDate, other: Temporal.PlainDate) => one.since(other).sign > 0;
  const answer = (
    lastOrderOn: Temporal.PlainDate,
    lastEffectiveOn: Temporal.PlainDate | null,
    rule: ListRuleId,
    monthsOrdered: number | null = null,
  ): SaRenewalAnswer => {
    const isEffectiveLate = lastEffectiveOn !== null && isAfter(effectiveOn, lastEffectiveOn);
    const reason = isEffectiveLate ? "effective-late" : isAfter(orderedOn, lastOrderOn) ? "ordered-late" : null;
    return {
      isAllowed: reason === null,
      reason,
      lastOrderOn,
      lastEffectiveOn,
      monthsOrdered: reason === null ? monthsOrdered : null,
      rule,
    };
  };
  switch (way) {
    case "separate":
      return answer(endOn, endOn.add({ days: 1 }), "R22-separate");
    case "separate-open":
      return answer(endOn.add({ days: 90 }), null, "R22-separate");
    case "transfer":
      return answer(endOn.add({ days: 30 }), null, "R21");
    case "cross-programme":
      return answer(endOn, null, "R22-cross", startedYears(orderedOn, endOn) * 12);
    case "cross-programme-36":
      return answer(endOn, null, "R22-cross", 36);
  }
}

/** Years from a day to the end of another one: 2 years and 1 day are 3. */
function startedYears(from: Temporal.PlainDate, lastDay: Temporal.PlainDate): number {
  const { years, months, days } = from.until(lastDay.add({ days: 1 }), { largestUnit: "years" });
  return years + (months > 0 || days > 0 ? 1 : 0);
}
