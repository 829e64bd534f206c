import type { Temporal } from "temporal-polyfill";
import type { Role } from "../access/roles.ts";
import type { RefusalCode } from "../refusal.ts";

/** What the activity log can say was done. */
export const activityActions = [
  // Customers
  "customer-added",
  "customer-changed",
  "customer-removed",
  // Buying
  "cart-changed",
  "order-placed",
  "subscription-bought",
  "perpetual-software-bought",
  // Subscriptions
  "auto-renew-switched",
  "auto-renew-off-planned",
  "next-term-scheduled",
  "next-term-cleared",
  "subscription-renamed",
  "subscription-cancelled",
  "perpetual-software-cancelled",
  "subscription-renewed",
  "subscription-expired",
  "cycle-charged",
  "subscription-held",
  "bulk-change-confirmed",
  "hold-released",
  // Accounts
  "signed-in",
  "sign-in-failed",
  "signed-out",
  "signed-out-elsewhere",
  "signed-out-everywhere",
  "password-changed",
  "settings-changed",
  "user-invited",
  "invitation-renewed",
  "invitation-withdrawn",
  "user-added",
  "user-disabled",
  "user-enabled",
  "password-link-issued",
  "role-granted",
  "role-revoked",
  // Programs
  "api-client-added",
  "api-client-changed",
  "api-secret-renewed",
  "api-client-revoked",
  "api-leave-given",
  "api-leave-withdrawn",
  "webhook-registered",
  "webhook-changed",
  "webhook-removed",
  "webhook-sent-again",
  "organization-changed",
  // Invoices
  "invoice-issued",
  "tax-rate-added",
  "tax-rate-removed",
  // Support requests
  "support-request-opened",
  "support-note-added",
  "support-severity-changed",
  "support-request-closed",
  "support-request-reopened",
  "cancellation-granted",
  // Operator
  "price-list-imported",
  "product-list-imported",
  "catalogue-changed",
  "perpetual-sales-switched",
  "portal-setting-changed",
  "job-run-by-hand",
  "clock-moved",
  "mail-sent-again",
  // Keys and downloads
  "key-revealed",
  "key-withdrawn",
  "keys-revoked",
  "link-copied",
  "file-downloaded",
  // Moving from volume licensing
  "device-list-imported",
  "devices-done",
  "devices-reopened",
  "devices-removed",
  "key-pool-added",
  "key-pool-changed",
  "keys-imported",
  "download-file-added",
  "download-file-removed",
  "master-key-rotated",
  // Upgrade installations
  "installation-prepared",
  "installation-devices-changed",
  "installation-submitted",
  "installation-cancelled",
  "verification-signed",
  "verification-accepted",
  "verification-rejected",
  "imaging-recorded",
  "imaging-finished",
  "investigation-opened",
  "investigation-lifted",
  "evidence-exported",
  "qualification-decided",
  "installation-cleared",
  "installer-changed",
  // Activation of online services
  "agreement-added",
  "enrollment-added",
  "agreement-role-given",
  "agreement-role-withdrawn",
  "reservations-allowed",
  "reservations-disallowed",
  "services-ordered",
  "licences-reserved",
  "subscription-contact-changed",
  "activation-mail-resent",
  "enrollment-activated",
  "enrollment-moved",
  "activation-link-reactivated",
  "activation-help-asked",
  "licences-assigned",
  "azure-offered",
  "azure-offer-answered",
  "azure-ended",
  "service-account-entered",
  "enrollment-deprovisioned",
  "enrollment-data-deleted",
  "online-services-changed",
  // The log itself
  "activity-exported",
  "list-exported",
  "activity-verified",
  "activity-sealed",
] as const;
export type ActivityAction = (typeof activityActions)[number];

export const activityOutcomes = ["done", "refused"] as const;
export type ActivityOutcome = (typeof activityOutcomes)[number];

/** A value before or after, as it goes into the log: plain JSON, instants as ISO text, days as `YYYY-MM-DD`, amounts in minor units. */
export type ActivityValue = { readonly [field: string]: string | number | boolean | null };

/** What a decision knows of a line: everything but who did it and from where. */
export type ActivityDraft = {
  readonly at: Temporal.Instant;
  readonly action: ActivityAction;
  readonly outcome: ActivityOutcome;
  /** Why it was refused; null when it was done. */
  readonly refusalCode: RefusalCode | null;
  readonly partnerId: string | null;
  readonly customerId: string | null;
  readonly orderId: string | null;
  readonly productId: string | null;
  readonly subscriptionId: string | null;
  readonly oldValue: ActivityValue | null;
  readonly newValue: ActivityValue | null;
};

/** A whole line: the draft, and who did it. Written once, never changed. */
export type ActivityLine = ActivityDraft & {
  /** The user, or null for a job. */
  readonly userId: string | null;
  /** The job, or null for a user. */
  readonly job: string | null;
  readonly roles: readonly Role[];
  /** Network address of the request; null for a job. */
  readonly address: string | null;
};

/** What a record says about itself in the log. */
export type ActivitySubject = {
  readonly partnerId: string | null;
  readonly customerId?: string | null;
  readonly orderId?: string | null;
  readonly productId?: string | null;
  readonly subscriptionId?: string | null;
};

/** The line of something that was done. */
export function activityDone(
  action: ActivityAction,
  at: Temporal.Instant,
  subject: ActivitySubject,
  values: { readonly oldValue?: ActivityValue | null; readonly newValue?: ActivityValue | null } = {},
): ActivityDraft {
  return {
    at,
    action,
    outcome: "done",
    refusalCode: null,
    partnerId: subject.partnerId,
    customerId: subject.customerId ?? null,
    orderId: subject.orderId ?? null,
    productId: subject.productId ?? null,
    subscriptionId: subject.subscriptionId ?? null,
    oldValue: values.oldValue ?? null,
    newValue: values.newValue ?? null,
  };
}

/** The line of an attempt that was refused; attempts are logged like deeds. */
export function activityRefused(
  action: ActivityAction,
  at: Temporal.Instant,
  subject: ActivitySubject,
  refusalCode: RefusalCode,
  newValue: ActivityValue | null = null,
): ActivityDraft {
  return { ...activityDone(action, at, subject, { newValue }), outcome: "refused", refusalCode };
}
