import type { Temporal } from "temporal-polyfill";

/** Why nobody received an activation e-mail, in the order in which the reasons are listed; the first is the headline. */
export const activationReasonCodes = [
  "no-order",
  "reservation-pending",
  "reservation-not-processed",
  "usage-date-ahead",
  "no-contact",
  "already-linked",
  "renewed-same-name",
  "domain-verified",
  "contact-is-admin",
  "outlook-com",
  "sent-elsewhere",
  "sent-check-junk",
] as const;
export type ActivationReasonCode = (typeof activationReasonCodes)[number];

/** How an enrollment came to its account. */
export type LinkCause = "link" | "domain-verified" | "contact-is-admin" | "renewed-same-name" | "moved";

/** What happens once to an enrollment after its end. */
export const milestoneKinds = ["grace-30", "grace-7", "grace-1", "deprovisioned", "data-deleted"] as const;
export type MilestoneKind = (typeof milestoneKinds)[number];

export const activationCaseKinds = ["link-expired", "wrong-account", "reservation", "cancel", "other"] as const;
export type ActivationCaseKind = (typeof activationCaseKinds)[number];

/** A service that is bought under enrollments. */
export type OnlineService = {
  readonly id: string;
  readonly title: string;
  /** The service that an add-on stands on; null for one that stands alone. */
  readonly baseServiceId: string | null;
  /** Of the US Government Community Cloud: cannot be reserved. */
  readonly isGovernment: boolean;
};

/** Licences ordered through the reseller, or reserved by the customer ahead of the order. */
export type ServiceOrder = {
  readonly id: string;
  readonly enrollmentId: string;
  readonly partnerId: string;
  readonly customerId: string;
  readonly serviceId: string;
  readonly kind: "order" | "reservation";
  readonly quantity: number;
  readonly placedAt: Temporal.Instant;
  readonly placedBy: string;
  /** UTC days. */
  readonly purchasedOn: Temporal.PlainDate;
  readonly usageFromOn: Temporal.PlainDate;
  /** Null while a reservation has not taken effect. */
  readonly effectiveAt: Temporal.Instant | null;
};

/** A work or school account, where licences are used. */
export type ServiceAccount = {
  readonly id: string;
  readonly partnerId: string;
  readonly customerId: string;
  readonly name: string;
  /** Two capitals. */
  readonly country: string;
  /** Verified, lower case, in the order of the alphabet. */
  readonly domains: readonly string[];
  readonly admins: readonly AccountAdmin[];
};

export type AccountAdmin = { readonly email: string; readonly name: string; readonly kind: "global" | "billing" };

/** The account that an enrollment belongs to. */
export type AccountLink = {
  readonly accountId: string;
  readonly cause: LinkCause;
  readonly linkedAt: Temporal.Instant;
};

/** An activation e-mail that was sent, or is on its way. */
export type SentActivation = {
  readonly contactId: string | null;
  readonly name: string;
  readonly email: string;
  readonly cause: "first-order" | "contact-changed" | "resend" | "reactivated";
  readonly queuedAt: Temporal.Instant;
  /** Null while it is on its way. */
  readonly sentAt: Temporal.Instant | null;
  /** What the other server said when it took it back; null where it did not. */
  readonly bounce: string | null;
};
