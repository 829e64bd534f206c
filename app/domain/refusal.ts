import type { LeaveProblem } from "./access/leave.ts";
import type { AgreementRole, Role } from "./access/roles.ts";
import type { AgreementAction, PermittedAction } from "./access/permissions.ts";
import type { ProductKind, SkuKey } from "./catalog/catalog.ts";
import type { Currency } from "./money/currencies.ts";
import type { AttachmentProblem } from "./support/support-request.ts";
import type { InstallationState } from "./upgrade-verification/installation-order.ts";
import type { BillingPlan, TermDuration } from "./catalog/terms.ts";
import type { TargetProblem } from "./webhooks/target.ts";
import type { ActivationReasonCode } from "./service-activation/records.ts";

/**
 * Every way in which the portal says no. The domain names a code and the facts;
 * one table gives each code its HTTP status, and the refusals namespace its words in each language.
 *
 * Instants in facts are epoch milliseconds, days are `YYYY-MM-DD`, amounts are minor units.
 */
export type Refusal =
  // Access
  | { code: "sign-in-required" }
  | { code: "role-needed"; action: PermittedAction; roles: readonly Role[] }
  | {
      code: "not-found";
      what:
        | "customer"
        | "subscription"
        | "order"
        | "cart"
        | "product"
        | "user"
        | "invitation"
        | "job-run"
        | "price-list"
        | "page"
        | "key-pool"
        | "key-import"
        | "download-file"
        | "device-list"
        | "invoice"
        | "charge"
        | "api-client"
        | "api-leave"
        | "session"
        | "webhook"
        | "webhook-delivery"
        | "tax-rate"
        | "support-request"
        | "support-attachment"
        | "notice"
        | "mail"
        | "calendar"
        | "installation"
        | "installer"
        | "partner"
        | "agreement"
        | "enrollment"
        | "online-service"
        | "service-account"
        | "bulk-run";
    }
  | { code: "sign-in-failed" }
  | { code: "too-many-attempts"; retryAfterSeconds: number }
  | { code: "last-global-admin" }
  | { code: "email-taken"; email: string }
  | { code: "password-too-weak"; reason: "too-short" | "too-long" | "too-common" | "contains-context" }
  | { code: "password-wrong" }
  | { code: "password-link-invalid" }
  | { code: "sandbox-only" }
  // Requests
  | { code: "idempotency-key-reused" }
  | { code: "changed-meanwhile" }
  | { code: "invalid-field"; field: string; reason: string }
  // Webhooks
  | { code: "webhook-target-refused"; problem: TargetProblem }
  | { code: "webhook-exists" }
  | { code: "leave-not-possible"; problem: LeaveProblem }
  | { code: "webhook-without-test-event" }
  // Many at once
  | { code: "bulk-nothing-selected" }
  | { code: "bulk-too-many"; rowsMax: number }
  | { code: "bulk-nothing-to-do" }
  | { code: "bulk-terms-moved"; what: "term" | "credit" | "price" | "next-term" }
  | { code: "bulk-row-failed" }
  // Buying
  | { code: "market-closed"; market: string; kind: ProductKind }
  | { code: "market-without-currency"; market: string }
  | { code: "perpetual-not-qualified" }
  | { code: "customer-may-not-buy"; validationStatus: string }
  | { code: "quantity-out-of-limits"; quantityMin: number; quantityMax: number }
  | { code: "term-not-offered"; sku: SkuKey; termDuration: TermDuration | null }
  | { code: "billing-plan-not-offered"; sku: SkuKey; billingPlan: BillingPlan }
  | { code: "billing-plan-longer-than-term"; termDuration: TermDuration; billingPlan: BillingPlan }
  | { code: "no-price"; sku: SkuKey; market: string }
  | { code: "prerequisite-missing"; sku: SkuKey; anyOf: readonly SkuKey[] }
  | { code: "cart-expired"; expiredAt: number }
  | { code: "cart-empty" }
  | { code: "cart-too-long"; linesMax: number }
  | { code: "cart-line-not-found"; lineNumber: number }
  | { code: "cart-checked-out"; orderId: string }
  /** Lines that an application asked for and that cannot be bought, by their numbers. */
  | { code: "cart-lines-rejected"; count: number; lineNumbers: readonly number[] }
  | { code: "promotion-not-offered" }
  | { code: "term-end-not-chosen" }
  | { code: "currency-mixed"; currency: string }
  | {
      code: "price-moved";
      lines: readonly { lineNumber: number; oldUnitPriceMinor: number; newUnitPriceMinor: number; currency: string }[];
    }
  // Subscriptions
  | { code: "subscription-cancelled"; cancelledAt: number }
  | { code: "subscription-expired"; expiredAt: number }
  | { code: "being-renewed"; termEndedAt: number }
  | { code: "on-hold"; reason: string; heldAt: number }
  | { code: "not-on-hold" }
  | { code: "bought-before-auto-renew"; purchasedOn: string }
  | { code: "auto-renew-already"; isOn: boolean }
  | { code: "auto-renew-off" }
  /** It is on, and will be switched off before the term ends. */
  | { code: "auto-renew-off-planned"; offAt: number }
  | { code: "planned-day-out-of-range"; firstOn: string; lastOn: string }
  | { code: "nothing-planned" }
  | { code: "no-next-term-change" }
  | { code: "cancellation-window-closed"; closedAt: number }
  | { code: "not-cancellable"; reason: "plan-never-cancelled" | "reservation" }
  | { code: "under-review"; orderId: string; lineNumber: number }
  | { code: "notice-not-confirmed" }
  | { code: "quantity-fixed-in-term" }
  | { code: "plan-fixed-in-term" }
  | { code: "purchase-cancelled"; orderId: string; lineNumber: number; cancelledAt: number }
  // Renewal: why a subscription will not renew
  | { code: "price-ended"; sku: SkuKey; market: string; termDuration: TermDuration; billingPlan: BillingPlan }
  | { code: "currency-changed"; oldCurrency: string; newCurrency: string }
  | { code: "runaway"; countMax: number }
  // Keys and downloads
  | { code: "password-proof-needed" }
  | { code: "entitlement-cancelled"; cancelledAt: number }
  | { code: "entitlement-expired"; expiredAt: number }
  | { code: "no-key-needed" }
  | { code: "kms-not-available" }
  | { code: "version-not-offered" }
  | { code: "key-pool-empty"; version: string }
  | { code: "key-not-issued" }
  | { code: "no-download-needed" }
  | { code: "download-not-offered" }
  | { code: "link-invalid" }
  | { code: "link-revoked" }
  | { code: "link-expired"; expiredAt: number }
  // Moving from volume licensing
  | { code: "device-list-unreadable"; problem: "empty" | "no-name-column" | "no-activation-column" }
  | { code: "device-list-too-long"; devicesMax: number }
  | { code: "device-list-refused"; refusedLines: number }
  | { code: "devices-not-chosen" }
  // Support requests
  | { code: "support-closed" }
  | { code: "support-text-needed" }
  | { code: "support-nothing-changed" }
  | { code: "support-status-not-yours" }
  | { code: "support-granted"; grantedAt: number }
  | { code: "grant-above-charged"; amountMaxMinor: number; currency: Currency }
  | { code: "grant-not-possible" }
  | { code: "attachment-refused"; fileName: string; reason: AttachmentProblem }
  | { code: "attachments-too-many"; countMax: number }
  // Volume licensing
  | { code: "agreement-role-needed"; action: AgreementAction; roles: readonly AgreementRole[] }
  | { code: "agreement-number-taken"; number: string }
  | { code: "enrollment-number-taken"; number: string }
  | { code: "reservation-not-granted"; number: string }
  | { code: "government-not-reservable"; service: string }
  | { code: "enrollment-over"; endedOn: string }
  | { code: "activation-sends-used-up"; countMax: number }
  | { code: "no-subscription-contact" }
  | { code: "activation-mail-withheld"; reason: ActivationReasonCode }
  | { code: "activation-link-invalid" }
  | { code: "activation-link-expired"; expiredOn: string }
  | { code: "enrollment-linked"; account: string }
  | { code: "enrollment-not-linked" }
  | { code: "enrollment-undivided" }
  | { code: "account-domain-wrong" }
  | { code: "account-domain-taken"; domain: string }
  | { code: "account-name-exists"; account: string }
  | { code: "account-admin-needed" }
  | { code: "licences-used-up"; quantity: number }
  | { code: "activation-case-done" }
  | { code: "azure-not-offered" }
  | { code: "azure-offer-closed"; state: "accepted" | "declined" | "ended" }
  | { code: "azure-ordered" }
  | { code: "azure-too-late"; lastDay: string }
  // Upgrade installations
  | { code: "installation-wrong-state"; state: InstallationState }
  | { code: "installation-held"; heldAt: number }
  | { code: "installation-not-held" }
  | { code: "installation-devices-missing" }
  | { code: "installation-devices-too-many"; devicesMax: number }
  | { code: "installation-list-empty" }
  | { code: "installation-list-refused"; refusedLines: number }
  | { code: "device-not-qualified"; serialNumbers: readonly string[] }
  | { code: "coa-missing"; serialNumbers: readonly string[] }
  | { code: "licence-proof-missing"; serialNumbers: readonly string[] }
  | { code: "verification-pending"; number: number }
  | { code: "nothing-to-verify" }
  | { code: "verification-incomplete"; field: string }
  | { code: "signed-in-future"; signedOn: string; today: string }
  | { code: "signature-is-the-customers" }
  | { code: "signed-file-refused"; fileName: string }
  | { code: "verification-answered"; answeredAt: number }
  | { code: "answer-text-needed" }
  | { code: "installer-has-access"; installer: string }
  | { code: "answer-evidence-needed" }
  | { code: "answer-day-wrong"; signedOn: string; today: string }
  | { code: "device-not-released"; serialNumber: string }
  | { code: "device-imaged-already"; serialNumber: string }
  | { code: "imaging-before-acceptance"; acceptedAt: number }
  | { code: "base-kept-without-sa"; serialNumber: string }
  | { code: "return-address-microsoft" }
  | { code: "nothing-to-decide" }
  // Operator
  | { code: "key-pool-exists"; poolId: string }
  | { code: "key-import-running"; importId: string }
  | { code: "key-import-closed" }
  | { code: "key-file-refused"; refusedLines: number }
  | { code: "key-file-empty" }
  | { code: "key-file-too-long"; linesMax: number }
  | { code: "download-store-full" }
  | { code: "download-incomplete"; expectedBytes: number; receivedBytes: number }
  | { code: "price-list-refused"; refusedLines: number }
  | { code: "product-list-refused" }
  | { code: "tax-rate-exists"; market: string; startsOn: string }
  | { code: "tax-rate-used" }
  | { code: "job-unknown"; job: string }
  | { code: "job-running"; job: string; runId: string }
  | { code: "instant-in-future"; at: number }
  | { code: "clock-not-forward"; now: number }
  | { code: "clock-moving"; to: number };

export type RefusalCode = Refusal["code"];
export type RefusalOf<C extends RefusalCode> = Extract<Refusal, { code: C }>;
