import { readFileSync } from "node:fs";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import type { FrozenDecision } from "#test/domain/support/replay.ts";

/** Documented cases, read from the JSON files beside this one. */
function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8")) as T;
}

export type ProrationRow = {
  row?: number | null;
  chargeType: string;
  unitPrice: string;
  chargeCycleStart: string;
  chargeCycleEnd: string;
  eventDate: string;
  billingDays: number;
  cycleDays: number;
  quantity: number;
  expectedTotal: string;
  roundingRule: "truncate-unit-then-multiply" | "multiply-then-truncate-total";
  what: string;
};
export const proration = read<{
  rows: ProrationRow[];
  fullCycleRows: Omit<ProrationRow, "eventDate" | "what" | "roundingRule">[];
}>("proration.json");

export type CycleRow = {
  row?: number;
  purchaseDate: string;
  term: TermDuration;
  billingPlan: BillingPlan | null;
  cycle: number;
  subscriptionStart?: string;
  subscriptionEnd?: string;
  renewDate?: string;
  ours: { chargeStart: string; chargeEnd: string; days: number };
  what?: string;
};
export const chargeCycles = read<{ rows: CycleRow[]; otherRows: CycleRow[]; oursOnly: CycleRow[] }>(
  "charge-cycles.json",
);

type TermAndPlan = { termDuration: TermDuration; billingPlan: BillingPlan };
export const billingPlanChanges = read<{
  allowed: (TermAndPlan & { chargesPerTerm: number })[];
  refused: TermAndPlan[];
  matrix: { from: TermAndPlan; to: TermAndPlan; midTerm: boolean; nextTerm: string; setsNewAnchor?: boolean }[];
}>("billing-plan-changes.json");

export const renewalDecisions = read<{ policyVersion: number; decisions: FrozenDecision[] }>("renewal-decisions.json");

export const marketLists = read<{
  closedForReservations: string[];
  closedForSoftware: string[];
  markets: { iso2: string; nameEn: string; nameDe: string; currency: string | null; taxIncluded: boolean }[];
}>("markets.json");
