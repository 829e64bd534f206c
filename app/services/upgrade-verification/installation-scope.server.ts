import { agreementPermissions, mayDo, type PermittedAction, rolesFor } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { InstallationScope } from "#db/repositories/installation-orders.ts";

type SignedInActor = Exclude<Actor, { kind: "system" }>;

/** On which side of an order somebody stands: the customer's and its partner's, the installer's, or the operator's. */
export type InstallationSide = "customer" | "installer" | "operator";

/** What a customer's agreement admin may do without being a global admin. */
const certifying: ReadonlySet<PermittedAction> = new Set([
  "see-installations",
  "prepare-installations",
  "sign-verifications",
]);

/** Asks the permission table, and answers with whose orders there are for an actor on a side. */
export function decideInstallationScope(
  actor: Actor,
  action: PermittedAction,
  side: InstallationSide,
): Result<
  { readonly actor: SignedInActor; readonly scope: InstallationScope },
  RefusalOf<"role-needed" | "signature-is-the-customers">
> {
  const isMeant =
    side === "operator"
      ? actor.kind === "operator"
      : side === "installer"
        ? actor.kind === "partner"
        : actor.kind === "partner" || actor.kind === "customer";
  if (actor.kind === "system" || !isMeant) return refused({ code: "role-needed", action, roles: rolesFor(action) });
  if (action === "sign-verifications" && actor.kind !== "customer")
    return refused({ code: "signature-is-the-customers" });
  if (actor.kind === "operator") {
    if (!mayDo(actor, action)) return refused({ code: "role-needed", action, roles: rolesFor(action) });
    return ok({ actor, scope: { kind: "operator" } });
  }
  const { partnerId } = actor;
  if (actor.kind === "customer") {
    const { customerId, userId } = actor;
    const isGlobalAdmin = actor.roles.includes("customer-global-admin") && mayDo(actor, action);
    if (!isGlobalAdmin && !certifying.has(action))
      return refused({ code: "role-needed", action, roles: rolesFor(action) });
    const heldBy = isGlobalAdmin ? null : { userId, roles: agreementPermissions["certify-installations"] };
    return ok({ actor, scope: { kind: "customer", partnerId, customerId, heldBy } });
  }
  if (!mayDo(actor, action)) return refused({ code: "role-needed", action, roles: rolesFor(action) });
  return ok({ actor, scope: { kind: side === "installer" ? "installer" : "partner", partnerId } });
}

/** The answer for an order that is not there, or is another organisation's. */
export const noSuchInstallation = refused({ code: "not-found", what: "installation" } as const);
