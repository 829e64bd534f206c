import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { type Organization, organizationOf } from "./organization.ts";
import { decideAccess, rolesFor } from "./permissions.ts";
import type { Actor } from "./roles.ts";

export type UserManager = {
  readonly actor: Exclude<Actor, { kind: "system" }>;
  /** Whose users may be touched: the actor's own organisation and no other. */
  readonly organization: Organization;
};

/** Who may manage users, and of which organisation. A job belongs to none. */
export function decideUserManager(actor: Actor): Result<UserManager, RefusalOf<"role-needed">> {
  const access = decideAccess(actor, "manage-users");
  if (!access.ok) return access;
  const organization = organizationOf(actor);
  if (actor.kind === "system" || organization === null) {
    return refused({ code: "role-needed", action: "manage-users", roles: rolesFor("manage-users") });
  }
  return ok({ actor, organization });
}
