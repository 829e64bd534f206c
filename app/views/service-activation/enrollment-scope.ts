import type { AgreementRole } from "#app/domain/access/roles.ts";
import type { Agreement, Enrollment } from "#app/domain/agreements/agreement.ts";
import {
  decideAgreementScope,
  decideSeeEnrollment,
  type EnrollmentActor,
} from "#app/domain/agreements/agreement-scope.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findAgreement, findEnrollment } from "#db/repositories/agreements.ts";
import { hasReservationGrant, listRolesAtAgreement } from "#db/repositories/agreement-people.ts";
import type { ViewContext } from "../view-context.ts";

/** An enrollment as one reader may see it, with the reader's roles at its agreement. */
export type SeenEnrollment = {
  readonly actor: EnrollmentActor;
  readonly enrollment: Enrollment;
  readonly agreement: Pick<Agreement, "id" | "number">;
  readonly roles: readonly AgreementRole[];
};

/** Finds an enrollment for a reader: the partner's, the own tenant's, or one at whose agreement the reader has a role. */
export async function seeEnrollment(context: ViewContext, enrollmentId: string): Promise<Result<SeenEnrollment>> {
  const access = decideAgreementScope(context.actor, "see-agreements");
  if (!access.ok) return access;
  const { actor, scope } = access.value;
  const enrollment = await findEnrollment(context.db, scope, enrollmentId);
  const agreement =
    enrollment === undefined ? undefined : await findAgreement(context.db, scope, enrollment.agreementId);
  if (enrollment === undefined || agreement === undefined) return refused({ code: "not-found", what: "enrollment" });
  const roles = await listRolesAtAgreement(context.db, agreement.id, actor.userId);
  const hasGrant = await hasReservationGrant(context.db, enrollment.id, actor.userId);
  const seen = decideSeeEnrollment(actor, { roles, hasGrant });
  if (!seen.ok) return seen;
  return ok({ actor, enrollment, agreement, roles });
}
