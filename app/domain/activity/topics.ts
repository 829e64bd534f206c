import type { ActivityAction } from "./activity.ts";
import { activityActions } from "./activity.ts";
import { mayDo } from "../access/permissions.ts";
import type { Actor } from "../access/roles.ts";

/** What the actions are about; the list of actions to choose from is grouped by it. */
export const activityTopics = [
  "keys",
  "customers",
  "buying",
  "subscriptions",
  "invoices",
  "support",
  "accounts",
  "migration",
  "installations",
  "activation",
  "stock",
  "portal",
  "log",
] as const;
export type ActivityTopic = (typeof activityTopics)[number];

const topics = {
  "customer-added": "customers",
  "customer-changed": "customers",
  "customer-removed": "customers",
  "cart-changed": "buying",
  "order-placed": "buying",
  "subscription-bought": "buying",
  "perpetual-software-bought": "buying",
  "auto-renew-switched": "subscriptions",
  "auto-renew-off-planned": "subscriptions",
  "next-term-scheduled": "subscriptions",
  "next-term-cleared": "subscriptions",
  "subscription-renamed": "subscriptions",
  "subscription-cancelled": "subscriptions",
  "perpetual-software-cancelled": "subscriptions",
  "subscription-renewed": "subscriptions",
  "subscription-expired": "subscriptions",
  "cycle-charged": "subscriptions",
  "subscription-held": "subscriptions",
  "bulk-change-confirmed": "subscriptions",
  "hold-released": "subscriptions",
  "signed-in": "accounts",
  "sign-in-failed": "accounts",
  "signed-out": "accounts",
  "signed-out-elsewhere": "accounts",
  "signed-out-everywhere": "accounts",
  "password-changed": "accounts",
  "settings-changed": "accounts",
  "user-invited": "accounts",
  "invitation-renewed": "accounts",
  "invitation-withdrawn": "accounts",
  "user-added": "accounts",
  "user-disabled": "accounts",
  "user-enabled": "accounts",
  "password-link-issued": "accounts",
  "role-granted": "accounts",
  "role-revoked": "accounts",
  "api-client-added": "accounts",
  "api-client-changed": "accounts",
  "api-secret-renewed": "accounts",
  "api-client-revoked": "accounts",
  "api-leave-given": "accounts",
  "api-leave-withdrawn": "accounts",
  "webhook-registered": "accounts",
  "webhook-changed": "accounts",
  "webhook-removed": "accounts",
  "webhook-sent-again": "accounts",
  "organization-changed": "accounts",
  "invoice-issued": "invoices",
  "tax-rate-added": "invoices",
  "tax-rate-removed": "invoices",
  "support-request-opened": "support",
  "support-note-added": "support",
  "support-severity-changed": "support",
  "support-request-closed": "support",
  "support-request-reopened": "support",
  "cancellation-granted": "support",
  "price-list-imported": "portal",
  "product-list-imported": "portal",
  "catalogue-changed": "portal",
  "perpetual-sales-switched": "buying",
  "portal-setting-changed": "portal",
  "job-run-by-hand": "portal",
  "clock-moved": "portal",
  "mail-sent-again": "portal",
  "key-revealed": "keys",
  "link-copied": "keys",
  "file-downloaded": "keys",
  "key-withdrawn": "keys",
  "keys-revoked": "keys",
  "device-list-imported": "migration",
  "devices-done": "migration",
  "devices-reopened": "migration",
  "devices-removed": "migration",
  "key-pool-added": "stock",
  "key-pool-changed": "stock",
  "keys-imported": "stock",
  "download-file-added": "stock",
  "download-file-removed": "stock",
  "master-key-rotated": "stock",
  "installation-prepared": "installations",
  "installation-devices-changed": "installations",
  "installation-submitted": "installations",
  "installation-cancelled": "installations",
  "verification-signed": "installations",
  "verification-accepted": "installations",
  "verification-rejected": "installations",
  "imaging-recorded": "installations",
  "imaging-finished": "installations",
  "investigation-opened": "installations",
  "investigation-lifted": "installations",
  "evidence-exported": "installations",
  "qualification-decided": "installations",
  "installation-cleared": "installations",
  "installer-changed": "portal",
  "agreement-added": "activation",
  "enrollment-added": "activation",
  "agreement-role-given": "activation",
  "agreement-role-withdrawn": "activation",
  "reservations-allowed": "activation",
  "reservations-disallowed": "activation",
  "services-ordered": "activation",
  "licences-reserved": "activation",
  "subscription-contact-changed": "activation",
  "activation-mail-resent": "activation",
  "enrollment-activated": "activation",
  "enrollment-moved": "activation",
  "activation-link-reactivated": "activation",
  "activation-help-asked": "activation",
  "licences-assigned": "activation",
  "azure-offered": "activation",
  "azure-offer-answered": "activation",
  "azure-ended": "activation",
  "service-account-entered": "activation",
  "enrollment-deprovisioned": "activation",
  "enrollment-data-deleted": "activation",
  "online-services-changed": "portal",
  "activity-exported": "log",
  "list-exported": "log",
  "activity-verified": "log",
  "activity-sealed": "log",
} as const satisfies Record<ActivityAction, ActivityTopic>;

export function topicOf(action: ActivityAction): ActivityTopic {
  return topics[action];
}

/** Rule: who saw keys and who downloaded is read by other roles than the rest of the log. */
const keyAccess: ReadonlySet<ActivityAction> = new Set(["key-revealed", "link-copied", "file-downloaded"]);

/** Whether an actor may read lines of an action at all; of which organisation is a matter of scope. */
export function mayReadActivityOf(actor: Actor, action: ActivityAction): boolean {
  return mayDo(actor, keyAccess.has(action) ? "see-key-activity" : "see-activity");
}

/** Topics of which no line belongs to a partner. */
const portalTopics: ReadonlySet<ActivityTopic> = new Set(["stock", "portal"]);

/** The actions whose lines an actor may read, grouped by topic: none of a topic that the reader never meets. */
export function readableActions(actor: Actor): readonly ActivityAction[] {
  return activityActions
    .filter((action) => mayReadActivityOf(actor, action))
    .filter((action) => actor.kind === "operator" || !portalTopics.has(topicOf(action)))
    .sort((a, b) => activityTopics.indexOf(topicOf(a)) - activityTopics.indexOf(topicOf(b)));
}
