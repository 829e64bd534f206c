import { ok, refused, type Result } from "../result.ts";
import type { RefusalOf } from "../refusal.ts";
import { type AgreementRole, partnerRoles, type Actor, type Role } from "./roles.ts";

const seeing = ["admin-agent", "global-admin", "sales-agent", "helpdesk-agent", "billing-admin"] as const;
const activityOfKeys = [
  "global-admin",
  "account-admin",
  "referrals-admin",
  "marketing-content-admin",
  "operator",
] as const;

/**
 * The one table of who may do what. Pages, API and jobs ask it, and nothing else decides.
 * A customer's roles appear only where the action is confined to the own tenant.
 */
export const permissions = {
  "see-customers": seeing,
  "see-subscriptions": seeing,
  "see-software": seeing,
  "see-orders": seeing,
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
  // The list of devices is seen by all who see software; it holds no key, and whoever helps a customer keeps it.
  "plan-migration": ["admin-agent", "global-admin", "helpdesk-agent"],
  "see-key-activity": activityOfKeys,
  "see-activity": ["admin-agent", "global-admin", "account-admin", "operator"],
  /** The page of the log; which of its lines is asked line by line, of the two above. */
  "open-activity-log": [
    "admin-agent",
    "global-admin",
    "account-admin",
    "referrals-admin",
    "marketing-content-admin",
    "operator",
  ],
  "verify-activity": ["operator"],
  /** Why a charge has its amount: for whoever sees orders or invoices. */
  "see-charges": [...seeing, "operator"],
  "see-invoices": ["global-admin", "admin-agent", "billing-admin", "operator"],
  "invite-customer-users": ["admin-agent"],
  "manage-users": ["global-admin", "account-admin", "customer-global-admin"],
  /** People of a customer: for those of the partner who look after it, and for its own global admin in the own tenant. */
  "manage-customer-users": ["admin-agent", "global-admin", "customer-global-admin"],
  /** Programs that call the API, and what they may do. */
  "manage-api-clients": ["global-admin"],
  /** Where the partner's own systems are told of events. */
  "manage-webhooks": ["admin-agent", "global-admin"],
  /** What the partner says of itself: addresses, contacts. */
  "see-partner-profile": partnerRoles,
  "change-partner-profile": ["global-admin", "account-admin"],
  "write-support-requests": ["admin-agent", "global-admin", "helpdesk-agent", "billing-admin"],
  "answer-support-requests": ["operator"],
  /** Upgrade installations; a customer's user without the global admin role only under agreements that it administers. */
  "see-installations": [...seeing, "customer-global-admin", "customer-user"],
  "prepare-installations": ["admin-agent", "global-admin", "customer-global-admin", "customer-user"],
  /** Never a partner: the customer certifies its own licences. */
  "sign-verifications": ["customer-global-admin", "customer-user"],
  /** As an installer, the orders that name it. */
  "see-imaging": seeing,
  "answer-verifications": ["admin-agent", "global-admin"],
  /** For an installer without access, what it answered and installed is recorded by the partner whose order it is. */
  "speak-for-installers": ["admin-agent", "global-admin"],
  "investigate-installations": ["admin-agent", "global-admin", "operator"],
  "decide-qualifications": ["operator"],
  "manage-installers": ["operator"],
  "manage-catalogue": ["operator"],
  "manage-prices": ["operator"],
  "manage-partners": ["operator"],
  "manage-key-pools": ["operator"],
  "manage-downloads": ["operator"],
  /** The own notices; which kinds there are for somebody follows from the other actions. */
  "read-notices": [...partnerRoles, "operator"],
  "see-job-runs": ["operator"],
  "operate-mail": ["operator"],
  /** Volume licensing: agreements, enrollments, services; a customer's people see those of the own tenant at which they have a role. */
  "see-agreements": [...seeing, "customer-global-admin", "customer-user"],
  "manage-agreements": ["admin-agent", "global-admin"],
  /** Ties an enrollment to a service account of the own tenant, by its link. */
  "activate-services": ["customer-global-admin"],
  "assign-licences": ["customer-global-admin"],
  /** Azure that was offered, never a partner: the online administrator of the customer alone. */
  "answer-azure-offers": ["customer-global-admin", "customer-user"],
  "keep-online-services": ["operator"],
  "run-jobs": ["operator"],
  "move-clock": ["operator"],
} as const satisfies Record<string, readonly Role[]>;

export type PermittedAction = keyof typeof permissions;

/** The roles that may do an action, in the order in which they are shown. */
export function rolesFor(action: PermittedAction): readonly Role[] {
  return permissions[action];
}

/** Whether an actor may do an action at all; whose records it may touch is a matter of scope. Jobs act for the portal and may do all. */
export function mayDo(actor: Actor, action: PermittedAction): boolean {
  if (actor.kind === "system") return true;
  const allowed = rolesFor(action);
  return actor.roles.some((role) => allowed.includes(role));
}

/** Refuses with the roles that would be needed. */
export function decideAccess(actor: Actor, action: PermittedAction): Result<Actor, RefusalOf<"role-needed">> {
  if (mayDo(actor, action)) return ok(actor);
  return refused({ code: "role-needed", action, roles: rolesFor(action) });
}

/**
 * What is decided by a role at one agreement, beside the table above. An Online Services Manager may reserve only with
 * *manage reservations* for that enrollment; that is a grant of its own.
 */
export const agreementPermissions = {
  "see-activation-mails": ["vlsc-admin", "agreement-admin"],
  "edit-subscription-contact": ["vlsc-admin", "agreement-admin"],
  "reserve-licences": ["vlsc-admin", "online-admin"],
  "grant-reservations": ["agreement-admin"],
  "certify-installations": ["agreement-admin"],
  "answer-azure-offer": ["online-admin"],
} as const satisfies Record<string, readonly AgreementRole[]>;

export type AgreementAction = keyof typeof agreementPermissions;

/** Refuses with the roles at the agreement that would be needed. */
export function decideAtAgreement(
  held: readonly AgreementRole[],
  action: AgreementAction,
): Result<null, RefusalOf<"agreement-role-needed">> {
  const roles: readonly AgreementRole[] = agreementPermissions[action];
  return held.some((role) => roles.includes(role))
    ? ok(null)
    : refused({ code: "agreement-role-needed", action, roles });
}
