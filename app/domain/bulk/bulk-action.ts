import type { BillingPlan, TermDuration } from "../catalog/terms.ts";

/**
 * What can be done with many subscriptions. Apart from the rules of it: a page that offers these choices would
 * otherwise bring their calendar into the browser.
 */
export const bulkKinds = ["auto-renew-off", "auto-renew-on", "next-term", "cancel"] as const;
export type BulkKind = (typeof bulkKinds)[number];

/** What is to be done with each. The quantity stays: every subscription has one of its own. */
export type BulkAction =
  | { readonly kind: Exclude<BulkKind, "next-term"> }
  | { readonly kind: "next-term"; readonly termDuration: TermDuration; readonly billingPlan: BillingPlan };
