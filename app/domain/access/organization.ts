import { customerRoles, operatorRoles, partnerRoles, type Actor, type OrganizationKind, type Role } from "./roles.ts";

/** What a user belongs to, and what bounds everything the user can see. */
export type Organization =
  | { readonly kind: "operator" }
  | { readonly kind: "partner"; readonly partnerId: string }
  | { readonly kind: "customer"; readonly partnerId: string; readonly customerId: string };

/** The organisation of whoever acts; null for a job, which belongs to none. */
export function organizationOf(actor: Actor): Organization | null {
  switch (actor.kind) {
    case "partner":
      return { kind: "partner", partnerId: actor.partnerId };
    case "customer":
      return { kind: "customer", partnerId: actor.partnerId, customerId: actor.customerId };
    case "operator":
      return { kind: "operator" };
    case "system":
      return null;
  }
}

/** Who acts, when a user of an organisation does. */
export function actorOf(
  organization: Organization,
  user: {
    readonly userId: string;
    readonly roles: readonly Role[];
    readonly address: string | null;
    readonly applicationId?: string;
  },
): Actor {
  const { userId, roles, address, applicationId } = user;
  return { ...organization, userId, roles, address, ...(applicationId === undefined ? {} : { applicationId }) };
}

/** The roles that users of such an organisation can have, in the order in which they are shown. */
export function rolesOfOrganization(kind: OrganizationKind): readonly Role[] {
  switch (kind) {
    case "partner":
      return partnerRoles;
    case "customer":
      return customerRoles;
    case "operator":
      return operatorRoles;
  }
}
