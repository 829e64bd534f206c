import { z } from "zod";
import { type BillingPlan, billingPlans, type TermDuration, termDurations } from "#app/domain/catalog/terms.ts";
import { fieldProblem } from "./field-problems.ts";

type Choice = { readonly termDuration: TermDuration | null; readonly billingPlan: BillingPlan };

/** A term and a plan as one value of a form: `P3Y:annual`, or `:one-time` for perpetual software. */
export function choiceValue({ termDuration, billingPlan }: Choice): string {
  return `${termDuration ?? ""}:${billingPlan}`;
}

/** Reads such a value again. */
export const choiceField = z.string().transform((text, context): Choice => {
  const [term = "", plan = ""] = text.split(":");
  const termDuration = termDurations.find((duration) => duration === term);
  const billingPlan = billingPlans.find((other) => other === plan);
  if (billingPlan === undefined || (termDuration === undefined && term !== "")) {
    context.addIssue({ code: "custom", message: fieldProblem("chooseOne") });
    return z.NEVER;
  }
  return { termDuration: termDuration ?? null, billingPlan };
});

/** How many of something; which number is right is the product's business. */
export const quantityField = z.number().int();
