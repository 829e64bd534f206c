import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { rolesOfOrganization } from "./organization.ts";
import { mayDo, type PermittedAction, rolesFor } from "./permissions.ts";
import { customerRoles, type Actor, type Role } from "./roles.ts";

/**
 * Whether somebody may open the page of an action. A customer's people have pages of their own: to them a page that no
 * role of theirs opens is not there, and theirs is not there for anybody else. Whoever lacks a role is told those of
 * the own organisation that would do.
 */
export function decidePageAccess(
  actor: Exclude<Actor, { kind: "system" }>,
  action: PermittedAction,
): Result<Actor, RefusalOf<"role-needed" | "not-found">> {
  if (mayDo(actor, action)) return ok(actor);
  const roles = rolesFor(action);
  const possible = rolesOfOrganization(actor.kind);
  const own = roles.filter((role) => possible.includes(role));
  if (own.length === 0 && (actor.kind === "customer" || roles.every(isOfCustomer)))
    return refused({ code: "not-found", what: "page" });
  return refused({ code: "role-needed", action, roles: own.length === 0 ? roles : own });
}

function isOfCustomer(role: Role): boolean {
  return (customerRoles as readonly Role[]).includes(role);
}
