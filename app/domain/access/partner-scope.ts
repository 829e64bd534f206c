import type { RefusalOf } from "../refusal.ts";
import { refused, type Result, ok } from "../result.ts";
import { decideAccess, rolesFor, type PermittedAction } from "./permissions.ts";
import type { Actor } from "./roles.ts";

/** What an actor may touch after the permission table has been asked: the records of one partner. */
export type PartnerScope = { readonly actor: Extract<Actor, { kind: "partner" }>; readonly partnerId: string };

/**
 * Asks the permission table, and answers with the organisation that bounds the actor. Whoever belongs to no partner
 * has no records of a partner to touch: the operator, a customer's user and a job are refused like a missing role.
 */
export function decidePartnerScope(
  actor: Actor,
  action: PermittedAction,
): Result<PartnerScope, RefusalOf<"role-needed">> {
  const access = decideAccess(actor, action);
  if (!access.ok) return access;
  if (actor.kind !== "partner") return refused({ code: "role-needed", action, roles: rolesFor(action) });
  return ok({ actor, partnerId: actor.partnerId });
}
