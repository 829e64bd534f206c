import { z } from "zod";
import { fieldProblem } from "./field-problems.ts";

/**
 * A new password and its repetition. Nothing is trimmed, and nothing is said here about what makes a good one: that is
 * the service's to decide. The length is bounded far above the rule, so that the rule's own words are shown.
 */
export const newPasswordFields = { newPassword: z.string().max(1000), repeatedPassword: z.string().max(1000) };

export function isRepeated(form: { readonly newPassword: string; readonly repeatedPassword: string }): boolean {
  return form.newPassword === form.repeatedPassword;
}

/** Where and how a repetition that differs is shown. */
export const notRepeated = { path: ["repeatedPassword"], error: fieldProblem("passwordsDiffer") };
