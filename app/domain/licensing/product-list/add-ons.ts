import type { Temporal } from "temporal-polyfill";
import { type OrderProgramme, type Placed, sameName, sameSet } from "./calculators.ts";
import type { AddOnRow, FromSaRow } from "./rows.ts";
import type { ListRuleId } from "./rules.ts";

/** Subscriptions beside and instead of licences with Software Assurance: add-ons, and From SA offers. */

export type AddOnRefusal = "no-row" | "no-active-sa" | "programme" | "organisation-wide" | "too-many";

export type AddOnAnswer = {
  readonly reason: AddOnRefusal | null;
  /** The most that may be bought; null without a limit. */
  readonly most: number | null;
  readonly isGovernmentOnly: boolean;
  readonly line: number | null;
  readonly rule: ListRuleId;
};

/** Marks behind an add-on: the only ones of Open Value, only organisation-wide there, only for government. */
const marks = { openValue: "2", organisationWide: "3", government: "4" } as const;
const openValues: readonly OrderProgramme[] = ["OV", "OV-OW", "OVS"];

/**
 * How many add-ons one may buy. Rule: active Software Assurance on the qualifying licence or set, at most one add-on
 * for each, but for Education offers; what Open Value has is marked.
 */
export function checkAddOn(
  wish: {
    readonly owned: readonly string[];
    readonly addOn: string;
    readonly programme: OrderProgramme;
    /** Licences or sets with Software Assurance. */
    readonly licences: number;
    readonly wanted: number;
    readonly hasActiveSa: boolean;
  },
  rows: readonly Placed<AddOnRow>[],
): AddOnAnswer {
  const found = rows.find(
    ({ row }) =>
      row.qualifying.some((set) => sameSet(set, wish.owned)) &&
      row.addOns.some(({ name }) => sameName(name, wish.addOn)),
  );
  const base = { most: null, isGovernmentOnly: false, line: found?.line ?? null, rule: "R32" } as const;
  const item = found?.row.addOns.find(({ name }) => sameName(name, wish.addOn));
  if (found === undefined || item === undefined) return { ...base, reason: "no-row" };
  if (found.row.needsActiveSa && !wish.hasActiveSa) return { ...base, reason: "no-active-sa" };
  const isMarked = isOfMarkedTable(found.row, rows);
  if (openValues.includes(wish.programme) && isMarked && !item.marks.includes(marks.openValue))
    return { ...base, reason: "programme" };
  if (wish.programme === "OV" && item.marks.includes(marks.organisationWide))
    return { ...base, reason: "organisation-wide" };
  const most = /\bEducation E[34]\b/.test(item.name) ? null : wish.licences;
  return {
    ...base,
    most,
    isGovernmentOnly: item.marks.includes(marks.government),
    reason: most !== null && wish.wanted > most ? "too-many" : null,
  };
}

/** Whether the table of a row marks what Open Value has: a row of it is marked, or shares an add-on with one that is. */
function isOfMarkedTable({ addOns }: AddOnRow, rows: readonly Placed<AddOnRow>[]): boolean {
  const names = new Set(addOns.map(({ name }) => name));
  return rows.some(
    ({ row }) => row.addOns.some(({ marks: own }) => own.length > 0) && row.addOns.some(({ name }) => names.has(name)),
  );
}

export type FromSaAnswer = {
  readonly reason: "no-row" | "programme" | "no-active-sa" | "not-paid" | "subscription-young" | "not-now" | null;
  /** The bridge that has to be bought; null where none is needed. */
  readonly bridge: string | null;
  /** The first day on which a subscription licence is old enough. */
  readonly oldEnoughOn: Temporal.PlainDate | null;
  readonly line: number | null;
  readonly rule: ListRuleId;
};

const subscriptionYears = 3;

/**
 * Whether a licence with Software Assurance may be changed into a subscription. Rule: a fully paid perpetual licence
 * with active Software Assurance, where a bridge is listed also a subscription licence of three years or more; at the
 * anniversary or the start of a new term; the bridge only at the anniversary, and not for users who have the other suite.
 */
export function checkFromSa(
  wish: {
    readonly owned: readonly string[];
    readonly target: string;
    readonly programme: OrderProgramme;
    readonly basis: "perpetual" | "subscription";
    /** When the subscription licence began; only with `subscription`. */
    readonly subscribedOn: Temporal.PlainDate;
    readonly orderedOn: Temporal.PlainDate;
    readonly isPaidInFull: boolean;
    readonly hasActiveSa: boolean;
    readonly when: "anniversary" | "new-term" | "other";
    /** The users have Office 365 or the Enterprise Mobility Suite as well. */
    readonly hasOtherSuite: boolean;
  },
  rows: readonly Placed<FromSaRow>[],
): FromSaAnswer {
  const found = rows.find(({ row }) => sameSet(row.from, wish.owned) && sameName(row.to, wish.target));
  const base = { bridge: null, oldEnoughOn: null, line: found?.line ?? null, rule: "R31" } as const;
  if (found === undefined) return { ...base, reason: "no-row" };
  if (wish.programme !== "EA/EAS") return { ...base, reason: "programme" };
  if (!wish.hasActiveSa) return { ...base, reason: "no-active-sa" };
  if (wish.basis === "perpetual" && !wish.isPaidInFull) return { ...base, reason: "not-paid" };
  if (wish.basis === "subscription") {
    // Only where a bridge is listed may the basis be a subscription at all: Windows and the applications have none.
    if (found.row.bridge === null) return { ...base, reason: "not-paid" };
    const oldEnoughOn = wish.subscribedOn.add({ years: subscriptionYears });
    if (oldEnoughOn.since(wish.orderedOn).sign > 0) return { ...base, oldEnoughOn, reason: "subscription-young" };
  }
  if (wish.when === "other") return { ...base, reason: "not-now" };
  const needsBridge = wish.when === "anniversary" && !wish.hasOtherSuite;
  return { ...base, bridge: needsBridge ? found.row.bridge : null, reason: null };
}
