import type { Temporal } from "temporal-polyfill";
import type { Refusal } from "../refusal.ts";
import type { BillingPlan, TermDuration } from "../catalog/terms.ts";

/** What a reader is told about, by mail and in the portal. Each kind can be switched off by its reader. */
export const noticeKinds = [
  "order-confirmed",
  "renewal-ahead",
  "will-not-renew",
  "renewed",
  "expired",
  "window-closing",
  "cancelled",
  "invoice-ready",
  "key-pool-low",
  "key-withdrawn",
  "support-answered",
  "verification-to-sign",
  "verification-sent",
  "verification-accepted",
  "verification-rejected",
  "installation-released",
  "investigation-opened",
  "investigation-to-follow",
  "activation-late",
  "activation-to-settle",
  "activity-sealed",
  "product-list-edition",
  "perpetual-sales-switched",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What differs between a term and the next one. */
export const termChanges = ["price", "quantity", "term-duration", "billing-plan"] as const;
export type TermChange = (typeof termChanges)[number];

/** What is told of an upgrade installation. */
export type InstallationNoticeFacts = {
  readonly installationId: string;
  readonly customerName: string;
  /** Devices that it is about. */
  readonly devices: number;
  /** Of the verification; 0 where it is about none. */
  readonly number: number;
  /** In the words of whoever answered or investigates; empty where there is none. */
  readonly reason: string;
};

/** What is told of a limit that has passed in the activation of online services. */
export type ActivationLimitFacts = {
  /** 25 hours for a reservation to take effect, 48 for an e-mail after the usage date, 24 to answer a request. */
  readonly limit: "reservation" | "mail" | "request";
  readonly enrollmentId: string;
  readonly serviceId: string | null;
  readonly requestId: string | null;
  /** Number, name of the organisation and title of the service, as the pages show them. */
  readonly enrollment: string;
  readonly organization: string;
  readonly service: string;
  /** Code of the reason that comes first; empty where none is known. */
  readonly reason: string;
};

/** The facts that a notice's words are made of, per kind: plain JSON, instants in epoch milliseconds, amounts in minor units. */
export type NoticeFacts = {
  /** The heads of all chains of the log were written to a file; whoever keeps this notice can tell whether the file is that one. */
  "activity-sealed": {
    /** UTC day, `YYYY-MM-DD`. */
    readonly sealedOn: string;
    readonly fileName: string;
    /** Of the file, lower-case hex. */
    readonly sha256: string;
    readonly chains: number;
    readonly lines: number;
  };
  "order-confirmed": { readonly lines: number; readonly chargedMinor: number; readonly currency: string };
  "renewal-ahead": {
    readonly stageDays: number;
    readonly renewsAt: number;
    readonly productId: string;
    readonly skuId: string;
    readonly termDuration: TermDuration;
    readonly billingPlan: BillingPlan;
    readonly quantity: number;
    readonly oldUnitPriceMinor: number;
    readonly newUnitPriceMinor: number;
    readonly currency: string;
    readonly changed: readonly TermChange[];
  };
  "will-not-renew": {
    readonly stageDays: number;
    readonly endsAt: number;
    readonly productId: string;
    readonly skuId: string;
    readonly reason: Refusal;
  };
  renewed: {
    readonly productId: string;
    readonly skuId: string;
    readonly startsAt: number;
    readonly endsAt: number;
    readonly windowClosesAt: number;
    readonly termDuration: TermDuration;
    readonly billingPlan: BillingPlan;
    readonly quantity: number;
    readonly oldUnitPriceMinor: number;
    readonly newUnitPriceMinor: number;
    readonly chargedMinor: number;
    readonly currency: string;
  };
  expired: { readonly endedAt: number; readonly productId: string; readonly skuId: string; readonly reason: Refusal };
  "window-closing": { readonly closesAt: number; readonly productId: string; readonly skuId: string };
  cancelled: {
    readonly cancelledAt: number;
    readonly productId: string;
    readonly skuId: string;
    readonly creditMinor: number;
    readonly currency: string;
  };
  "invoice-ready": { readonly invoiceNumber: string; readonly totalMinor: number; readonly currency: string };
  "key-pool-low": { readonly productId: string; readonly version: string; readonly left: number };
  "key-withdrawn": {
    readonly withdrawnAt: number;
    readonly productId: string;
    readonly skuId: string;
    /** Empty where the product offers no choice of versions. */
    readonly version: string;
    /** In the words of whoever withdrew it. */
    readonly reason: string;
    /** Whether a fresh key is bound already; otherwise the next look draws one. */
    readonly isReplaced: boolean;
  };
  "verification-to-sign": InstallationNoticeFacts;
  "verification-sent": InstallationNoticeFacts;
  "verification-accepted": InstallationNoticeFacts;
  "verification-rejected": InstallationNoticeFacts;
  "installation-released": InstallationNoticeFacts;
  "investigation-opened": InstallationNoticeFacts;
  "investigation-to-follow": InstallationNoticeFacts;
  "activation-late": ActivationLimitFacts;
  "activation-to-settle": ActivationLimitFacts;
  "support-answered": { readonly requestId: string };
  /** A new edition of the product list, and how many entries its change log has; none in the first one. */
  "product-list-edition": {
    readonly editionNumber: number;
    readonly title: string;
    readonly added: number;
    readonly removed: number;
    readonly changed: number;
    readonly clarified: number;
  };
  /** What the operator decided about the partner, with its reason. */
  "perpetual-sales-switched": {
    readonly sellsPerpetual: boolean;
    readonly switchedAt: number;
    readonly reason: string;
  };
};

/** A notice as a decision makes it; who reads it is found when it is delivered. */
export type NoticeDraft = {
  [K in NoticeKind]: {
    readonly kind: K;
    /** A notice with a key that is already there is not queued again. */
    readonly dedupeKey: string;
    readonly partnerId: string | null;
    readonly customerId: string | null;
    readonly subscriptionId: string | null;
    readonly termNumber: number | null;
    readonly orderId: string | null;
    readonly facts: NoticeFacts[K];
  };
}[NoticeKind];

/** A notice that was queued. */
export type Notice = NoticeDraft & { readonly id: string; readonly queuedAt: Temporal.Instant };

/** Key of what is told once per term: `…:2:expired`, or once per term and stage: `…:2:renewal-ahead:30`. */
export function termNoticeKey(
  subscriptionId: string,
  termNumber: number,
  kind: NoticeKind,
  stageDays?: number,
): string {
  const key = `${subscriptionId}:${termNumber}:${kind}`;
  return stageDays === undefined ? key : `${key}:${stageDays}`;
}

/** Key of what is told once per order, or once per line of it. */
export function orderNoticeKey(orderId: string, kind: NoticeKind, lineNumber?: number): string {
  return lineNumber === undefined ? `${orderId}:${kind}` : `${orderId}:${lineNumber}:${kind}`;
}
