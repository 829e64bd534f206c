import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import type { OrganizationKind, Role } from "./roles.ts";

/** A user of an organisation, as far as its roles go. */
export type RoleHolder = { readonly userId: string; readonly roles: readonly Role[] };

/** The role of which an organisation must always have one holder. */
export const globalAdminRole = {
  partner: "global-admin",
  customer: "customer-global-admin",
  operator: "operator",
} as const satisfies Record<OrganizationKind, Role>;

function isLast(kind: OrganizationKind, userId: string, users: readonly RoleHolder[]): boolean {
  const holders = users.filter(({ roles }) => roles.includes(globalAdminRole[kind]));
  return holders.length === 1 && holders[0]?.userId === userId;
}

/**
 * Takes a role from a user. `users` are the active users of the organisation, the user among them.
 * Rule: the last global admin of an organisation cannot lose the role.
 */
export function decideRemoveRole(
  kind: OrganizationKind,
  userId: string,
  role: Role,
  users: readonly RoleHolder[],
): Result<readonly Role[], RefusalOf<"last-global-admin">> {
  if (role === globalAdminRole[kind] && isLast(kind, userId, users)) return refused({ code: "last-global-admin" });
  const present = users.find((user) => user.userId === userId)?.roles ?? [];
  return ok(present.filter((other) => other !== role));
}

/** Removes or disables a user. Rule: the last global admin of an organisation cannot be removed. */
export function decideRemoveUser(
  kind: OrganizationKind,
  userId: string,
  users: readonly RoleHolder[],
): Result<{ readonly userId: string }, RefusalOf<"last-global-admin">> {
  return isLast(kind, userId, users) ? refused({ code: "last-global-admin" }) : ok({ userId });
}
