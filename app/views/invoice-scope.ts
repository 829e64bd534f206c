import { decideAccess, type PermittedAction, rolesFor } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";

/**
 * Whose invoices a reader sees: a partner's user those of the own organisation, the operator everybody's (`null`).
 * Asks the permission table first; a customer's user is refused like a missing role.
 */
export function partnerOf(actor: Actor, action: PermittedAction): Result<string | null, RefusalOf<"role-needed">> {
  const access = decideAccess(actor, action);
  if (!access.ok) return access;
  if (actor.kind === "partner") return ok(actor.partnerId);
  if (actor.kind === "operator") return ok(null);
  return refused({ code: "role-needed", action, roles: rolesFor(action) });
}
