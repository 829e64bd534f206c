import { partnerRoles } from "#app/domain/access/roles.ts";
import type { CustomerUserRecord } from "#app/views/records/customer-user-records.ts";
import { derivedGuid } from "./customers.ts";
import { instantText } from "./dates.ts";
import { linkTo } from "./links.ts";

type PartnerRole = (typeof partnerRoles)[number];

/** The vendor's names of its three groups; the others are called as in its role table. */
const roleNames: Readonly<Record<PartnerRole, string>> = {
  "admin-agent": "AdminAgents",
  "global-admin": "GlobalAdmin",
  "sales-agent": "SalesAgents",
  "helpdesk-agent": "HelpdeskAgents",
  "billing-admin": "BillingAdmin",
  "account-admin": "AccountAdmin",
  "referrals-admin": "ReferralsAdmin",
  "marketing-content-admin": "MarketingContentAdmin",
};

/** Roles by ids that are the same in every portal. */
export const wireRoles = partnerRoles.map((role) => ({
  role,
  id: derivedGuid("partner-role", role),
  name: roleNames[role],
}));

type WireRole = (typeof wireRoles)[number];

export function partnerRoleOnWire({ id, name }: WireRole) {
  return {
    id,
    name,
    category: "tenant",
    links: { self: linkTo(`/roles/${id}/usermembers`) },
    attributes: { objectType: "Role" },
  };
}

export function partnerUserOnWire(user: CustomerUserRecord) {
  const [firstName, ...rest] = user.displayName.split(/\s+/);
  return {
    id: user.id,
    userPrincipalName: user.email,
    firstName,
    lastName: rest.length === 0 ? undefined : rest.join(" "),
    displayName: user.displayName,
    state: user.disabledAt === null ? "active" : "inactive",
    softDeletionTime: user.disabledAt === null ? undefined : instantText(user.disabledAt),
    attributes: { objectType: "User" },
  };
}
