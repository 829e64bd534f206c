import { decideAccess, type PermittedAction, rolesFor } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { ActivitySubject } from "#app/domain/activity/activity.ts";
import { type EntitlementId, subjectOfEntitlement } from "#app/domain/entitlement/entitlement.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { type EntitlementScope, findEntitlement } from "#db/repositories/entitlements.ts";

/** Who may touch an entitlement: a partner's user, or the customer's own. */
export type KeyUser = Extract<Actor, { kind: "partner" | "customer" }>;

export type KeyAccess = { readonly actor: KeyUser; readonly scope: EntitlementScope };

/** The order of another organisation is not there. */
export const noSuchOrder: Refused<RefusalOf<"not-found">> = refused({ code: "not-found", what: "order" });

/**
 * Asks the permission table, and answers with the one customer of one partner that the request may touch. Neither the
 * operator nor a job has customers: no role brings them to a key.
 */
export function decideKeyAccess(
  actor: Actor,
  action: PermittedAction,
  customerId: string,
): Result<KeyAccess, RefusalOf<"role-needed" | "not-found">> {
  const access = decideAccess(actor, action);
  if (!access.ok) return access;
  if (actor.kind === "operator" || actor.kind === "system")
    return refused({ code: "role-needed", action, roles: rolesFor(action) });
  if (actor.kind === "customer" && actor.customerId !== customerId) return noSuchOrder;
  return ok({ actor, scope: { partnerId: actor.partnerId, customerId } });
}

/** Finds what a refused attempt was about, as far as it belongs to the actor's own organisation. */
export function subjectFinder(
  actor: Actor,
  customerId: string,
  id: EntitlementId,
): (tx: Tx, partnerId: string) => Promise<ActivitySubject | undefined> {
  return async (tx, partnerId) => {
    if (actor.kind === "customer" && actor.customerId !== customerId)
      return { partnerId, customerId: actor.customerId };
    const entitlement = await findEntitlement(tx, { partnerId, customerId }, id);
    return entitlement === undefined ? undefined : subjectOfEntitlement(entitlement);
  };
}
