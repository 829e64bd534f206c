import type { SubscriptionAction } from "#app/domain/subscription/available-actions.ts";
import type { SubscriptionDetail, SubscriptionSummary, WindowText } from "#app/views/subscription-summary.ts";
import type { SubscriptionView } from "#app/views/subscription.ts";

/** A subscription as pages carry it: why it will not renew is said elsewhere, in words. */
export type SubscriptionLine = Omit<SubscriptionSummary, "willNotRenew">;

/** The window, with why there never is one in words. */
export type WindowData = Omit<WindowText, "never"> & { readonly neverReason: string | null };

/** The view of a subscription with its refusals said in the reader's words. */
export type SubscriptionPageData = Omit<SubscriptionView, "actions" | "next" | "subscription" | "window"> & {
  readonly subscription: Omit<SubscriptionDetail, "willNotRenew">;
  readonly window: WindowData;
  /** Why an action is not possible; null where it is. */
  readonly reasons: Readonly<Record<SubscriptionAction, string | null>>;
  readonly next:
    | Extract<SubscriptionView["next"], { readonly willRenew: true }>
    | { readonly willRenew: false; readonly reason: string }
    | null;
};
