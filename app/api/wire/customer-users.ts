import type { CustomerUserRecord } from "#app/views/records/customer-user-records.ts";
import { instantText } from "./dates.ts";
import { linkTo } from "./links.ts";

/** The directory's roles that the portal has: who sees keys and manages users, and everybody else. */
export const directoryRoles = [
  { id: "62e90394-69f5-4237-9190-012177145e10", name: "Global Administrator", isGlobalAdmin: true },
  { id: "729827e3-9c14-49f7-bb1b-9608f156bbb8", name: "Helpdesk Administrator", isGlobalAdmin: false },
  { id: "fe930be7-5e62-47db-91af-98c3a49a38b1", name: "User Account Administrator", isGlobalAdmin: false },
] as const;

/** A customer's user. Of the password nothing is ever told. */
export function customerUserOf(customerId: string, user: CustomerUserRecord) {
  const [firstName, ...rest] = user.displayName.split(/\s+/);
  return {
    id: user.id,
    userPrincipalName: user.email,
    firstName,
    lastName: rest.length === 0 ? undefined : rest.join(" "),
    displayName: user.displayName,
    userDomainType: "managed",
    state: user.disabledAt === null ? "active" : "inactive",
    softDeletionTime: user.disabledAt === null ? undefined : instantText(user.disabledAt),
    links: { self: linkTo(`/customers/${encodeURIComponent(customerId)}/users/${user.id}`) },
    attributes: { objectType: "CustomerUser" },
  };
}

export function directoryRoleOf({ id, name }: { readonly id: string; readonly name: string }) {
  return { id, name, attributes: { objectType: "DirectoryRole" } };
}

export function isGlobalAdmin(user: CustomerUserRecord): boolean {
  return user.roles.includes("customer-global-admin") && user.disabledAt === null;
}

export function userMemberOf(user: CustomerUserRecord, roleId: string) {
  return {
    id: user.id,
    displayName: user.displayName,
    userPrincipalName: user.email,
    roleId,
    attributes: { objectType: "UserMember" },
  };
}
