import type { PermittedAction } from "#app/domain/access/permissions.ts";
import type { Role } from "#app/domain/access/roles.ts";
import type { ProductKind } from "#app/domain/catalog/catalog.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import type { ValidationStatus } from "#app/domain/order/order.ts";
import type { SubscriptionStatus } from "#app/domain/subscription/subscription.ts";

/** What the words of the trade are called on a page; a word that the domain gains is missing here as a type error. */
export const trade = {
  kind: {
    "software-subscription": "Software subscription",
    "perpetual-software": "Perpetual software",
    "azure-reservation": "Azure Reservation",
    "third-party-plan": "Third-party plan",
  } satisfies Record<ProductKind, string>,
  kinds: {
    "software-subscription": "Software subscriptions",
    "perpetual-software": "Perpetual software",
    "azure-reservation": "Azure Reservations",
    "third-party-plan": "Third-party plans",
  } satisfies Record<ProductKind, string>,
  termDuration: { P1M: "1 month", P1Y: "1 year", P3Y: "3 years" } satisfies Record<TermDuration, string>,
  billingPlan: {
    monthly: "Monthly",
    annual: "Annual",
    triennial: "Triennial",
    "one-time": "One-time",
  } satisfies Record<BillingPlan, string>,
  status: { active: "Active", expired: "Expired", deleted: "Cancelled" } satisfies Record<SubscriptionStatus, string>,
  validation: {
    allowed: "Allowed",
    "under-review": "Under review",
    "not-allowed": "Not allowed",
    unknown: "Unknown",
  } satisfies Record<ValidationStatus, string>,
  role: {
    "admin-agent": "Admin agent",
    "global-admin": "Global admin",
    "sales-agent": "Sales agent",
    "helpdesk-agent": "Helpdesk agent",
    "billing-admin": "Billing admin",
    "account-admin": "Account admin",
    "referrals-admin": "Referrals admin",
    "marketing-content-admin": "Marketing content admin",
    "customer-global-admin": "Customer's global admin",
    "customer-user": "Customer's user",
    operator: "Operator",
  } satisfies Record<Role, string>,
  action: {
    "see-customers": "see customers",
    "see-subscriptions": "see subscriptions",
    "see-software": "see software",
    "see-orders": "see orders",
    "add-customers": "add customers",
    "prepare-cart": "prepare a cart",
    buy: "buy",
    "switch-auto-renew": "switch auto-renew",
    "schedule-next-term": "change the next term",
    "cancel-purchase": "cancel a purchase",
    "grant-cancellation": "grant a cancellation",
    "release-hold": "release a subscription that is on hold",
    "see-keys": "see keys and downloads",
    "withdraw-keys": "withdraw a leaked key",
    "plan-migration": "plan the move from volume licensing",
    "see-own-software": "see your organisation's software",
    "see-key-activity": "see who saw keys and downloaded",
    "see-activity": "see activity",
    "open-activity-log": "open the activity log",
    "verify-activity": "verify the activity log",
    "see-charges": "see how amounts are worked out",
    "see-invoices": "see invoices",
    "invite-customer-users": "invite people of a customer",
    "manage-users": "manage users",
    "write-support-requests": "write support requests",
    "answer-support-requests": "answer support requests",
    "manage-catalogue": "manage the catalogue",
    "manage-prices": "manage prices",
    "manage-key-pools": "manage key pools",
    "manage-downloads": "manage download files",
    "see-job-runs": "see job runs",
    "run-jobs": "run jobs",
    "move-clock": "move the clock",
  } satisfies Record<PermittedAction, string>,
};
