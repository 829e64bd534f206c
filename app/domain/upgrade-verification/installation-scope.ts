import { agreementPermissions, mayDo, type PermittedAction, rolesFor } from "../access/permissions.ts";
import type { Actor, AgreementRole } from "../access/roles.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";

/**
 * Whose orders: a partner's, a customer's own, those that were handed over to an installer, or all, for the operator.
 * `partnerId` of an installer is that of its own organisation.
 */
export type InstallationScope =
  | { readonly kind: "partner"; readonly partnerId: string }
  | {
      readonly kind: "customer";
      readonly partnerId: string;
      readonly customerId: string;
      /** Somebody who sees only orders of agreements at which the own role is one of these; null for all. */
      readonly heldBy: { readonly userId: string; readonly roles: readonly AgreementRole[] } | null;
    }
  | { readonly kind: "installer"; readonly partnerId: string }
  | { readonly kind: "operator" };

type SignedInActor = Exclude<Actor, { kind: "system" }>;

/** On which side of an order somebody stands: the customer's and its partner's, the installer's, or the operator's. */
export type InstallationSide = "customer" | "installer" | "operator";

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
    if (!mayDo(actor, action)) return refused({ code: "role-needed", action, roles: rolesFor(action) });
    const isGlobalAdmin = actor.roles.includes("customer-global-admin");
    const heldBy = isGlobalAdmin ? null : { userId, roles: agreementPermissions["certify-installations"] };
    return ok({ actor, scope: { kind: "customer", partnerId, customerId, heldBy } });
  }
  if (!mayDo(actor, action)) return refused({ code: "role-needed", action, roles: rolesFor(action) });
  return ok({ actor, scope: { kind: side === "installer" ? "installer" : "partner", partnerId } });
}

/** The answer for an order that is not there, or is another organisation's. */
export const noSuchInstallation = refused({ code: "not-found", what: "installation" } as const);
