import type { NextTermView, WantedNextTerm } from "#app/views/next-term.ts";
import type { SubscriptionLine } from "./page-data.ts";

/** The view of changing a next term, with its refusals said in the reader's words. */
export type NextTermData = Omit<NextTermView, "subscription" | "reason" | "schedule" | "clear" | "wanted"> & {
  readonly subscription: SubscriptionLine;
  readonly clearReason: string | null;
  /** Why there would be no next term as things stand. */
  readonly noRenewalReason: string | null;
  readonly idempotencyKey: string;
};

export type WantedData = Omit<WantedNextTerm, "refusal"> & { readonly reason: string | null };
