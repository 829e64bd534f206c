import type { Temporal } from "temporal-polyfill";
import type { ListRuleId } from "./rules.ts";

/** Terms of online services, and licences that are counted anew. */

export const customerKinds = ["commercial", "government", "academic"] as const;
export type CustomerKind = (typeof customerKinds)[number];

export type AutoRenewalAnswer = {
  /** Whether it is on without anybody's doing. */
  readonly isOnByDefault: boolean;
  readonly lastOptOutOn: Temporal.PlainDate;
  readonly isInTime: boolean;
  /** First day of the next term. */
  readonly nextTermOn: Temporal.PlainDate;
  readonly rule: ListRuleId;
};

const optOutDays = 30;

/**
 * Until when an online service can be kept from renewing itself. Rule: at least 30 days before the end; on by default
 * for commercial customers alone; the next term begins on the first of the month after the end.
 */
export function checkAutoRenewal(wish: {
  readonly customer: CustomerKind;
  /** Last day of the term. */
  readonly endOn: Temporal.PlainDate;
  readonly optOutOn: Temporal.PlainDate;
}): AutoRenewalAnswer {
  const lastOptOutOn = wish.endOn.subtract({ days: optOutDays });
  return {
    isOnByDefault: wish.customer === "commercial",
    lastOptOutOn,
    isInTime: wish.optOutOn.since(lastOptOutOn).sign <= 0,
    nextTermOn: wish.endOn.with({ day: 1 }).add({ months: 1 }),
    rule: "R8",
  };
}

/** Old licences per new one. */
const ratios = { "cis-standard": 1, "cis-datacenter": 2 } as const;
export type ConvertedLicence = keyof typeof ratios;
export const convertedLicences = Object.keys(ratios) as ConvertedLicence[];

/** What old licences of the Core Infrastructure Server Suite become. Rule: Standard 1:1, Datacenter 2:1, whole ones. */
export function convertLicences(
  licence: ConvertedLicence,
  old: number,
): { readonly converted: number; readonly remainder: number; readonly rule: ListRuleId } {
  const ratio = ratios[licence];
  return { converted: Math.floor(old / ratio), remainder: old % ratio, rule: "R27-ratio" };
}

/** Whether a promotion runs on a day; both days of it are inclusive. Unknown where its dates are not in the edition. */
export function promotionState(
  { startOn, endOn }: { readonly startOn: string | null; readonly endOn: string | null },
  on: string,
): "ahead" | "running" | "ended" | "unknown" {
  if (startOn === null || endOn === null) return "unknown";
  if (on < startOn) return "ahead";
  return on > endOn ? "ended" : "running";
}
