import { billingPlans, termDurations } from "#app/domain/catalog/terms.ts";
import type { NextTerm } from "#app/domain/subscription/subscription.ts";

/** A duration with its plan as the value of one choice: `P1Y.annual`. */
export function choiceOf({ termDuration, billingPlan }: Pick<NextTerm, "termDuration" | "billingPlan">): string {
  return `${termDuration}.${billingPlan}`;
}

/** The next term that an address or a form asks for; null where it asks for none, or for what there is not. */
export function wishOf(choice: string | null, quantity: string | null): NextTerm | null {
  const [duration, plan] = (choice ?? "").split(".");
  const termDuration = termDurations.find((known) => known === duration);
  const billingPlan = billingPlans.find((known) => known === plan);
  if (termDuration === undefined || billingPlan === undefined || !/^\d{1,9}$/.test(quantity?.trim() ?? "")) return null;
  return { termDuration, billingPlan, quantity: Number(quantity) };
}
