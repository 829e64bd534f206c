import { decideAccess } from "#app/domain/access/permissions.ts";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { type Entitlement, type EntitlementId } from "#app/domain/entitlement/entitlement.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { type EntitlementScope, findEntitlement } from "#db/repositories/entitlements.ts";
import type { ViewContext } from "./view-context.ts";

/** The line of a purchase, as an address names it. */
export type EntitlementParams = EntitlementId & { readonly customerId: string };

/**
 * Whose software a reader may look at: a partner's user that of the partner's customers, a customer's global admin that
 * of the own tenant. Anything else is not found.
 */
export function decideEntitlementScope(
  actor: Actor,
  customerId: string,
): Result<EntitlementScope, RefusalOf<"role-needed" | "not-found">> {
  if (actor.kind === "customer") {
    const access = decideAccess(actor, "see-own-software");
    if (!access.ok) return access;
    if (actor.customerId !== customerId) return refused({ code: "not-found", what: "order" });
    return ok({ partnerId: actor.partnerId, customerId });
  }
  const scope = decidePartnerScope(actor, "see-software");
  return scope.ok ? ok({ partnerId: scope.value.partnerId, customerId }) : scope;
}

/** The entitlement that an address names, within a scope; of another organisation it is not found. */
export async function findEntitlementInScope(
  { db }: Pick<ViewContext, "db">,
  scope: EntitlementScope,
  id: EntitlementId,
): Promise<Result<Entitlement, RefusalOf<"not-found">>> {
  const entitlement = await findEntitlement(db, scope, id);
  return entitlement === undefined ? refused({ code: "not-found", what: "order" }) : ok(entitlement);
}
