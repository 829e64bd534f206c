import type { ActivityAction } from "./activity.ts";

/** What the vendor's audit calls what something was done to, as far as the portal does it. */
export const auditResources = [
  "customer",
  "customer_user",
  "customer_directory_role",
  "order",
  "subscription",
  "partner_user",
  "application",
  "application_credential",
  "invoice",
  "software_key",
  "software_download_link",
] as const;
export type AuditResource = (typeof auditResources)[number];

/** Every documented resource, so that a filter for one that never occurs here finds nothing instead of failing. */
export const documentedAuditResources: readonly string[] = [
  ...auditResources,
  "license",
  "third_party_add_on",
  "mpn_association",
  "transfer",
  "partner_relationship",
  "partner_customer_dap",
  "referral",
  "spending_limit",
  "agreement",
  "partner_customer_relationship",
  "self_serve_policy",
  "granular_admin_relationship",
  "granular_admin_access_assignment",
  "credit",
  "software_page",
  "device",
  "policy",
];

type AuditWords = { readonly resource: AuditResource; readonly operation: string };

const words: { readonly [A in ActivityAction]?: AuditWords } = {
  "customer-added": { resource: "customer", operation: "add_customer" },
  "customer-removed": { resource: "customer", operation: "delete_customer" },
  "customer-changed": { resource: "customer", operation: "update_customer_billing_profile" },
  "order-placed": { resource: "order", operation: "create_order" },
  "subscription-renewed": { resource: "order", operation: "create_order" },
  "perpetual-software-cancelled": { resource: "order", operation: "update_order" },
  "subscription-cancelled": { resource: "subscription", operation: "update_subscription" },
  "subscription-expired": { resource: "subscription", operation: "update_subscription" },
  "auto-renew-off-planned": { resource: "subscription", operation: "update_subscription" },
  "auto-renew-switched": { resource: "subscription", operation: "update_subscription" },
  "next-term-scheduled": { resource: "subscription", operation: "update_subscription" },
  "next-term-cleared": { resource: "subscription", operation: "update_subscription" },
  "key-revealed": { resource: "software_key", operation: "get_software_key" },
  "link-copied": { resource: "software_download_link", operation: "get_software_download_link" },
  "file-downloaded": { resource: "software_download_link", operation: "get_software_download_link" },
  "api-client-added": { resource: "application", operation: "register_application" },
  "api-client-revoked": { resource: "application", operation: "unregister_application" },
  "api-secret-renewed": { resource: "application_credential", operation: "add_application_credential" },
  "invoice-issued": { resource: "invoice", operation: "ready_invoice" },
  "user-added": { resource: "partner_user", operation: "create_partner_user" },
  "user-disabled": { resource: "partner_user", operation: "remove_partner_user" },
  "user-enabled": { resource: "partner_user", operation: "update_partner_user" },
  "password-link-issued": { resource: "partner_user", operation: "update_partner_user" },
  "role-granted": { resource: "partner_user", operation: "update_partner_user" },
  "role-revoked": { resource: "partner_user", operation: "update_partner_user" },
};

/** The same of a customer's people. */
const wordsOfCustomersPeople: { readonly [A in ActivityAction]?: AuditWords } = {
  "user-added": { resource: "customer_user", operation: "create_customer_user" },
  "user-disabled": { resource: "customer_user", operation: "delete_customer_user" },
  "user-enabled": { resource: "customer_user", operation: "restore_customer_user" },
  "password-link-issued": { resource: "customer_user", operation: "reset_customer_user_password" },
  "role-granted": { resource: "customer_directory_role", operation: "add_user_member" },
  "role-revoked": { resource: "customer_directory_role", operation: "remove_user_member" },
};

/** What the vendor's audit would call a line; undefined for what it has no type for, which stays on the portal's page. */
export function auditWordsOf(action: ActivityAction, isOfCustomer: boolean): AuditWords | undefined {
  return (isOfCustomer ? wordsOfCustomersPeople[action] : undefined) ?? words[action];
}

/** Whether a line of an action can be about a resource. */
export function isAudited(action: ActivityAction, resource: string | null): boolean {
  const both = [auditWordsOf(action, false), auditWordsOf(action, true)];
  return both.some((entry) => entry !== undefined && (resource === null || entry.resource === resource));
}
