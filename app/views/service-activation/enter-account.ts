import { decideAgreementScope } from "#app/domain/agreements/agreement-scope.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { listServiceAccounts } from "#db/repositories/service-accounts.ts";
import type { ViewContext } from "../view-context.ts";
import { countryChoices } from "./country-choices.ts";
import { type EnrollmentHead, headOf } from "./enrollment.ts";
import { seeEnrollment } from "./enrollment-scope.ts";

export type EnterAccountView = EnrollmentHead & {
  /** The customer's accounts that are known. */
  readonly accounts: readonly { readonly id: string; readonly name: string; readonly domains: string }[];
  readonly countries: readonly { readonly value: string; readonly label: string }[];
};

/** The form for an account that a customer has already; for whoever manages its agreements. */
export async function enterAccountView(context: ViewContext, enrollmentId: string): Promise<Result<EnterAccountView>> {
  const access = decideAgreementScope(context.actor, "manage-agreements");
  if (!access.ok) return access;
  const seen = await seeEnrollment(context, enrollmentId);
  if (!seen.ok) return seen;
  const { enrollment, agreement } = seen.value;
  const accounts = await listServiceAccounts(context.db, enrollment);
  return ok({
    ...headOf(enrollment, agreement),
    accounts: accounts.map(({ id, name, domains }) => ({ id, name, domains: domains.join(", ") })),
    countries: countryChoices(context.reader.language),
  });
}
