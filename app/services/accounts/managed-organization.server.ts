import type { Temporal } from "temporal-polyfill";
import type { ActivityAction } from "#app/domain/activity/activity.ts";
import { type Organization, organizationOf } from "#app/domain/access/organization.ts";
import { decideAccess, rolesFor } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { ServiceDeps } from "../ports.ts";
import { logAccountActivity } from "./account-activity.server.ts";

export type UserManager = {
  readonly actor: Exclude<Actor, { kind: "system" }>;
  /** Whose users may be touched: the actor's own organisation and no other. */
  readonly organization: Organization;
};

/** Who may manage users, and of which organisation. */
export function decideUserManager(actor: Actor): Result<UserManager, RefusalOf<"role-needed">> {
  const access = decideAccess(actor, "manage-users");
  if (!access.ok) return access;
  const organization = organizationOf(actor);
  if (actor.kind === "system" || organization === null) {
    return refused({ code: "role-needed", action: "manage-users", roles: rolesFor("manage-users") });
  }
  return ok({ actor, organization });
}

/** The same for a change, whose refusal is logged. */
export async function requireUserManager(
  deps: ServiceDeps,
  actor: Actor,
  action: ActivityAction,
  at: Temporal.Instant,
): Promise<Result<UserManager, RefusalOf<"role-needed">>> {
  const decision = decideUserManager(actor);
  if (!decision.ok) {
    await logAccountActivity(deps, deps.db, actor, { action, refusalCode: decision.refusal.code }, at);
  }
  return decision;
}
