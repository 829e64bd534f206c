import type { AgreementRole } from "#app/domain/access/roles.ts";
import type { EnrollmentActor } from "#app/domain/agreements/agreement-scope.ts";
import type { Enrollment } from "#app/domain/agreements/agreement.ts";
import type { ActivitySubject } from "#app/domain/activity/activity.ts";
import { refused } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type AgreementScope, findEnrollment } from "#db/repositories/agreements.ts";
import { listRolesAtAgreement } from "#db/repositories/agreement-people.ts";

export const noSuchEnrollment = refused({ code: "not-found", what: "enrollment" } as const);

/** An enrollment held for a change, with the roles that the actor has at its agreement. */
export async function holdEnrollment(
  tx: Db,
  { actor, scope }: { readonly actor: EnrollmentActor; readonly scope: AgreementScope },
  enrollmentId: string,
): Promise<{ readonly enrollment: Enrollment; readonly roles: readonly AgreementRole[] } | undefined> {
  const enrollment = await findEnrollment(tx, scope, enrollmentId, { lock: true });
  if (enrollment === undefined) return undefined;
  return { enrollment, roles: await listRolesAtAgreement(tx, enrollment.agreementId, actor.userId) };
}

export function subjectOf({ partnerId, customerId }: Pick<Enrollment, "partnerId" | "customerId">): ActivitySubject {
  return { partnerId, customerId };
}
