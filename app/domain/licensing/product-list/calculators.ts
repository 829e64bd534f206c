import type { ListRuleId } from "./rules.ts";
import type { BridgeRow, PriceLevelRow, StepUpRow, TransitionOption, TransitionRow } from "./rows.ts";
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

/** Whether two names are the same but for case, accents and signs. */
export function sameName(one: string, other: string): boolean {
  return foldedWords(one).join(" ") === foldedWords(other).join(" ");
}

export function sameSet(one: readonly string[], other: readonly string[]): boolean {
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

/** What an option offers, one name per edition: `Office 365 Enterprise E3`. */
export function targetsOf({ name, editions }: TransitionOption): string[] {
  return editions.length === 0 ? [name] : editions.map((edition) => `${name} ${edition}`);
}

/**
 * Whether one may move from what is owned to a target, which is an option of the list or one of its editions. A
 * transition is valid exactly if a row lists it; only enterprise agreements have it.
 */
export function checkTransition(
  wish: { readonly owned: readonly string[]; readonly target: string; readonly programme: OrderProgramme },
  transitions: readonly Placed<TransitionRow>[],
  bridges: readonly Placed<BridgeRow>[],
): TransitionAnswer {
  if (wish.programme !== "EA/EAS") return { isValid: false, reason: "programme", rule: "R30" };
  for (const { row, line } of transitions) {
    if (!sameSet(row.from, wish.owned)) continue;
    const option = row.options.find(({ name, editions }) =>
      [name, ...targetsOf({ name, editions, needsBridge: false })].some((offered) => sameName(offered, wish.target)),
    );
    if (option === undefined) continue;
    const fitting = option.needsBridge
      ? bridges.filter(
          ({ row: bridge }) =>
            wish.owned.some((name) => sameName(name, bridge.parent)) &&
            bridge.alternatives.some(
              (set) =>
                set.length === 1 &&
                isPartOf(option.name, set[0] ?? "") &&
                // Of a family that the bridge does not name, such as Government, the level decides.
                levelOf(wish.target) === (levelOf(wish.target) === null ? null : levelOf(set[0] ?? "")),
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

function isPartOf(part: string, name: string): boolean {
  return ` ${foldedWords(name).join(" ")} `.includes(` ${foldedWords(part).join(" ")} `);
}

/** `E3` of `Office 365 Government E3`. */
function levelOf(name: string): string | null {
  return /\b[A-Z]\d\b/.exec(name)?.[0] ?? null;
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
