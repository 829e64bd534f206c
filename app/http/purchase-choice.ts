import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";

export type Choice = { readonly termDuration: TermDuration | null; readonly billingPlan: BillingPlan };

/** A term and a plan as one value of a form: `P3Y:annual`, or `:one-time` for perpetual software. */
export function choiceValue({ termDuration, billingPlan }: Choice): string {
  return `${termDuration ?? ""}:${billingPlan}`;
}
