import { describe, expect, it } from "vitest";
import { decideAccess, mayDo, permissions, rolesFor, type PermittedAction } from "#app/domain/access/permissions.ts";
import { decideRemoveRole, decideRemoveUser, type RoleHolder } from "#app/domain/access/last-global-admin.ts";
import {
  customerRoles,
  operatorRoles,
  organizationKinds,
  partnerRoles,
  roles,
  type Actor,
  type Role,
} from "#app/domain/access/roles.ts";

/** Who may do what, written down a second time by hand: a change of the table has to be meant. */
const expected = {
  "see-customers": ["admin-agent", "global-admin", "sales-agent", "helpdesk-agent", "billing-admin"],
  "see-subscriptions": ["admin-agent", "global-admin", "sales-agent", "helpdesk-agent", "billing-admin"],
  "see-software": ["admin-agent", "global-admin", "sales-agent", "helpdesk-agent", "billing-admin"],
  "see-orders": ["admin-agent", "global-admin", "sales-agent", "helpdesk-agent", "billing-admin"],
  "add-customers": ["admin-agent", "global-admin"],
  "prepare-cart": ["admin-agent", "global-admin", "sales-agent"],
  buy: ["admin-agent", "global-admin"],
  "switch-auto-renew": ["admin-agent", "global-admin"],
  "schedule-next-term": ["admin-agent", "global-admin"],
  "cancel-purchase": ["admin-agent"],
  "grant-cancellation": ["operator"],
  "release-hold": ["admin-agent", "global-admin", "operator"],
  "see-keys": ["admin-agent", "customer-global-admin"],
  "withdraw-keys": ["admin-agent", "operator"],
  "see-own-software": ["customer-global-admin"],
  "plan-migration": ["admin-agent", "global-admin", "helpdesk-agent"],
  "see-key-activity": ["global-admin", "account-admin", "referrals-admin", "marketing-content-admin", "operator"],
  "see-activity": ["admin-agent", "global-admin", "account-admin", "operator"],
  "open-activity-log": [
    "admin-agent",
    "global-admin",
    "account-admin",
    "referrals-admin",
    "marketing-content-admin",
    "operator",
  ],
  "verify-activity": ["operator"],
  "see-charges": ["admin-agent", "global-admin", "sales-agent", "helpdesk-agent", "billing-admin", "operator"],
  "see-invoices": ["admin-agent", "global-admin", "billing-admin", "operator"],
  "invite-customer-users": ["admin-agent"],
  "manage-users": ["global-admin", "account-admin", "customer-global-admin"],
  "manage-customer-users": ["admin-agent", "global-admin", "customer-global-admin"],
  "manage-api-clients": ["global-admin"],
  "manage-webhooks": ["admin-agent", "global-admin"],
  "see-partner-profile": [
    "admin-agent",
    "global-admin",
    "sales-agent",
    "helpdesk-agent",
    "billing-admin",
    "account-admin",
    "referrals-admin",
    "marketing-content-admin",
  ],
  "change-partner-profile": ["global-admin", "account-admin"],
  "write-support-requests": ["admin-agent", "global-admin", "helpdesk-agent", "billing-admin"],
  "answer-support-requests": ["operator"],
  "see-installations": [
    "admin-agent",
    "global-admin",
    "sales-agent",
    "helpdesk-agent",
    "billing-admin",
    "customer-global-admin",
    "customer-user",
  ],
  "prepare-installations": ["admin-agent", "global-admin", "customer-global-admin", "customer-user"],
  "sign-verifications": ["customer-global-admin", "customer-user"],
  "see-imaging": ["admin-agent", "global-admin", "sales-agent", "helpdesk-agent", "billing-admin"],
  "answer-verifications": ["admin-agent", "global-admin"],
  "speak-for-installers": ["admin-agent", "global-admin"],
  "investigate-installations": ["admin-agent", "global-admin", "operator"],
  "decide-qualifications": ["operator"],
  "manage-installers": ["operator"],
  "manage-catalogue": ["operator"],
  "manage-prices": ["operator"],
  "manage-partners": ["operator"],
  "manage-key-pools": ["operator"],
  "manage-downloads": ["operator"],
  "read-notices": [
    "admin-agent",
    "global-admin",
    "sales-agent",
    "helpdesk-agent",
    "billing-admin",
    "account-admin",
    "referrals-admin",
    "marketing-content-admin",
    "operator",
  ],
  "see-job-runs": ["operator"],
  "operate-mail": ["operator"],
  "see-agreements": [
    "admin-agent",
    "global-admin",
    "sales-agent",
    "helpdesk-agent",
    "billing-admin",
    "customer-global-admin",
    "customer-user",
  ],
  "manage-agreements": ["admin-agent", "global-admin"],
  "activate-services": ["customer-global-admin"],
  "assign-licences": ["customer-global-admin"],
  "answer-azure-offers": ["customer-global-admin", "customer-user"],
  "keep-online-services": ["operator"],
  "run-jobs": ["operator"],
  "move-clock": ["operator"],
} as const satisfies Record<PermittedAction, readonly Role[]>;

function actorWith(role: Role): Actor {
  const user = { userId: "user-1", roles: [role], address: null };
  if (role === "operator") return { kind: "operator", ...user };
  if (role === "customer-global-admin" || role === "customer-user")
    return { kind: "customer", partnerId: "partner-1", customerId: "customer-1", ...user };
  return { kind: "partner", partnerId: "partner-1", ...user };
}

const actions = Object.keys(permissions) as PermittedAction[];

describe("who may do what", () => {
  it("is written down for every action", () => expect(actions.toSorted()).toEqual(Object.keys(expected).toSorted()));

  it.each(actions.flatMap((action) => roles.map((role) => [role, action] as const)))("%s: %s", (role, action) => {
    const isAllowed = (expected[action] as readonly Role[]).includes(role);
    expect(mayDo(actorWith(role), action)).toBe(isAllowed);
    const refusal = { ok: false, refusal: { code: "role-needed", action, roles: rolesFor(action) } };
    expect(decideAccess(actorWith(role), action)).toEqual(isAllowed ? { ok: true, value: actorWith(role) } : refusal);
  });

  it("is decided by any of several roles, and by none for a user without", () => {
    const user = { kind: "partner", partnerId: "partner-1", userId: "user-1", address: null } as const;
    expect(mayDo({ ...user, roles: ["billing-admin", "admin-agent"] }, "cancel-purchase")).toBe(true);
    expect(actions.some((action) => mayDo({ ...user, roles: [] }, action))).toBe(false);
  });

  it("lets jobs do everything: they act for the portal", () => {
    expect(actions.every((action) => mayDo({ kind: "system", job: "renew-due-subscriptions" }, action))).toBe(true);
  });

  it("knows each role once", () => {
    expect([...partnerRoles, ...customerRoles, ...operatorRoles].toSorted()).toEqual(roles.toSorted());
    expect(new Set(roles).size).toBe(roles.length);
  });
});

describe("the last global admin", () => {
  const adminRoles = { partner: "global-admin", customer: "customer-global-admin", operator: "operator" } as const;
  const user = (userId: string, ...held: readonly Role[]): RoleHolder => ({ userId, roles: held });

  it.each(organizationKinds)("of a %s keeps the role and stays", (kind) => {
    const admin = adminRoles[kind];
    const users = [user("a", admin, "sales-agent"), user("b", "sales-agent")];
    const refusal = { ok: false, refusal: { code: "last-global-admin" } };
    expect(decideRemoveRole(kind, "a", admin, users)).toEqual(refusal);
    expect(decideRemoveUser(kind, "a", users)).toEqual(refusal);
    expect(decideRemoveRole(kind, "a", "sales-agent", users)).toEqual({ ok: true, value: [admin] });
    expect(decideRemoveUser(kind, "b", users)).toEqual({ ok: true, value: { userId: "b" } });
  });

  it.each(organizationKinds)("of a %s may go where another one is there", (kind) => {
    const admin = adminRoles[kind];
    const users = [user("a", admin), user("b", admin)];
    expect(decideRemoveRole(kind, "a", admin, users)).toEqual({ ok: true, value: [] });
    expect(decideRemoveUser(kind, "a", users)).toEqual({ ok: true, value: { userId: "a" } });
  });

  it("is not protected by an admin of another kind, nor asked about users that are not there", () => {
    const users = [user("a", "global-admin"), user("b", "account-admin")];
    expect(decideRemoveRole("partner", "a", "global-admin", users).ok).toBe(false);
    expect(decideRemoveRole("partner", "z", "global-admin", users)).toEqual({ ok: true, value: [] });
  });
});
