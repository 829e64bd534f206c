import { decideAccess, decideAtAgreement, type PermittedAction, rolesFor } from "../access/permissions.ts";
import type { Actor, AgreementRole } from "../access/roles.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";

/** Somebody of a partner or a customer: whoever can have to do with an enrollment. */
export type EnrollmentActor = Extract<Actor, { kind: "partner" | "customer" }>;

/** Asks the permission table, and answers with what bounds the actor: the partner's enrollments, or the own tenant's. */
export function decideAgreementScope(
  actor: Actor,
  action: PermittedAction,
): Result<
  {
    readonly actor: EnrollmentActor;
    /** With a customer, that one's alone. */
    readonly scope: { readonly partnerId: string; readonly customerId: string | null };
  },
  RefusalOf<"role-needed">
> {
  const access = decideAccess(actor, action);
  if (!access.ok) return access;
  if (actor.kind === "partner") return ok({ actor, scope: { partnerId: actor.partnerId, customerId: null } });
  if (actor.kind === "customer")
    return ok({ actor, scope: { partnerId: actor.partnerId, customerId: actor.customerId } });
  return refused({ code: "role-needed", action, roles: rolesFor(action) });
}

/** Whether somebody sees agreements only through a role at them: a customer's people without the global admin role. */
export function needsRoleToSee(actor: EnrollmentActor): boolean {
  return actor.kind === "customer" && !actor.roles.includes("customer-global-admin");
}

/**
 * Whether somebody sees an enrollment, and may ask about it: a customer's people without the global admin role need a
 * role at its agreement, or *manage reservations* for it.
 */
export function decideSeeEnrollment(
  actor: EnrollmentActor,
  held: { readonly roles: readonly AgreementRole[]; readonly hasGrant: boolean },
): Result<null, RefusalOf<"agreement-role-needed">> {
  if (!needsRoleToSee(actor) || held.roles.length > 0 || held.hasGrant) return ok(null);
  return decideAtAgreement(held.roles, "see-activation-mails");
}
