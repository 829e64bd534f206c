import { type BulkAction, bulkKinds } from "#app/domain/bulk/bulk-action.ts";
import { billingPlans, planFitsTerm, termDurations } from "#app/domain/catalog/terms.ts";

/** A change of many as the value of one choice: `cancel`, `next-term.P1Y.annual`. */
export function bulkChoiceOf(action: BulkAction): string {
  return action.kind === "next-term" ? `next-term.${action.termDuration}.${action.billingPlan}` : action.kind;
}

/** The change that a form asks for; null where there is no such change. */
export function bulkActionOf(choice: string): BulkAction | null {
  const [name, duration, plan] = choice.split(".");
  const kind = bulkKinds.find((known) => known === name);
  if (kind === undefined) return null;
  if (kind !== "next-term") return choice === kind ? { kind } : null;
  const termDuration = termDurations.find((known) => known === duration);
  const billingPlan = billingPlans.find((known) => known === plan);
  if (termDuration === undefined || billingPlan === undefined || !planFitsTerm(termDuration, billingPlan)) return null;
  const action = { kind, termDuration, billingPlan };
  return bulkChoiceOf(action) === choice ? action : null;
}
