import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { type Organization, organizationOf } from "./organization.ts";
import { decidePartnerScope } from "./partner-scope.ts";
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

/**
 * Who may invite people, and into which organisation: whoever manages its users, and a partner's admin agent into a
 * customer. Whether the partner has such a customer is for the caller to find out.
 *
 * @param customerId the customer of the actor's partner; null for the actor's own organisation
 */
export function decideInviter(actor: Actor, customerId: string | null): Result<UserManager, RefusalOf<"role-needed">> {
  if (customerId === null) return decideUserManager(actor);
  const scope = decidePartnerScope(actor, "invite-customer-users");
  if (!scope.ok) return scope;
  const { partnerId } = scope.value;
  return ok({ actor: scope.value.actor, organization: { kind: "customer", partnerId, customerId } });
}

/**
 * Who may manage the people of a customer: those of the partner who look after it, and the customer's own global admin. Whether the partner has such a customer is for the caller to find out.
 */
export function decideTenantManager(
  actor: Actor,
  customerId: string,
): Result<UserManager, RefusalOf<"role-needed" | "not-found">> {
  const access = decideAccess(actor, "manage-customer-users");
  if (!access.ok) return access;
  if (actor.kind === "partner")
    return ok({ actor, organization: { kind: "customer", partnerId: actor.partnerId, customerId } });
  if (actor.kind === "customer" && actor.customerId === customerId)
    return ok({ actor, organization: { kind: "customer", partnerId: actor.partnerId, customerId } });
  return refused({ code: "not-found", what: "customer" });
}
