import { z } from "zod";
import { billingPlans, termDurations } from "#app/domain/catalog/terms.ts";
import { fieldProblem } from "./field-problems.ts";
import type { Choice } from "./purchase-choice.ts";

/** Reads what `choiceValue` has written. Apart from it, because browsers need that one, and nothing of schemas. */
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
