/** Kinds of organisation a user can belong to. */
export const organizationKinds = ["operator", "partner", "customer"] as const;
export type OrganizationKind = (typeof organizationKinds)[number];

/** Roles of a partner's users. */
export const partnerRoles = [
  "admin-agent",
  "global-admin",
  "sales-agent",
  "helpdesk-agent",
  "billing-admin",
  "account-admin",
  "referrals-admin",
  "marketing-content-admin",
] as const;

/** Roles of a customer's own users: the global admin, or nobody in particular. */
export const customerRoles = ["customer-global-admin", "customer-user"] as const;

export const operatorRoles = ["operator"] as const;

/** Roles that somebody has at one agreement, whatever the roles of the account. */
export const agreementRoles = ["vlsc-admin", "agreement-admin", "online-admin"] as const;
export type AgreementRole = (typeof agreementRoles)[number];

export const roles = [...partnerRoles, ...customerRoles, ...operatorRoles] as const;
export type Role = (typeof roles)[number];

/** Who does something: a signed-in user, with the organisation that bounds everything the user can see. */
export type Actor =
  | (SignedIn & { readonly kind: "partner"; readonly partnerId: string })
  | (SignedIn & { readonly kind: "customer"; readonly partnerId: string; readonly customerId: string })
  | (SignedIn & { readonly kind: "operator" })
  /** A cron job; it acts for the portal itself and belongs to no organisation. */
  | { readonly kind: "system"; readonly job: string };

type SignedIn = {
  readonly userId: string;
  readonly roles: readonly Role[];
  /** Network address the request came from, for the activity log; null where there was no request. */
  readonly address: string | null;
  /** The application through which it is done; the user is then either whoever gave it leave, or its own account. */
  readonly applicationId?: string;
  /** The change of many that this is a part of; it stands in the new value of every line of the log. */
  readonly bulkRunId?: string;
};
