import type { Temporal } from "temporal-polyfill";
import type { ActivitySubject } from "../activity/activity.ts";
import type { ProductKind } from "../catalog/catalog.ts";
import { isBefore } from "../calendar/utc-days.ts";
import type { RefusalOf } from "../refusal.ts";
import { statusAt } from "../subscription/status.ts";
import type { Subscription } from "../subscription/subscription.ts";

/**
 * What a line of a purchase gives the customer: a right, and where the product needs them a key and downloads.
 *
 * It is known by that line and never copied: the line of the purchase stays what it is when a subscription renews, so
 * that entitlement and key stay too. Whether it can be used is derived from subscription or line at an instant.
 */
export type EntitlementId = {
  readonly orderId: string;
  /** Number of the line in its order, from 0. */
  readonly lineNumber: number;
};

export type Entitlement = EntitlementId & {
  readonly partnerId: string;
  readonly customerId: string;
  readonly productId: string;
  readonly skuId: string;
  readonly kind: ProductKind;
  readonly productTitle: string;
  readonly skuTitle: string;
  readonly quantity: number;
  readonly purchasedAt: Temporal.Instant;
  /** The subscription that the line bought; null for perpetual software. */
  readonly subscription: Subscription | null;
  /** When perpetual software was cancelled; null for a subscription, which carries its own. */
  readonly cancelledAt: Temporal.Instant | null;
  readonly content: EntitlementContent;
};

/** What there is beside the right. */
export type EntitlementContent = {
  readonly needsKey: boolean;
  readonly needsDownload: boolean;
  readonly options: DownloadOptions;
  readonly instructions: InstallInstructions | null;
};

/** What can be chosen; an empty list means that the product does not offer the choice, and pages hide it. */
export type DownloadOptions = {
  readonly versions: readonly string[];
  readonly languages: readonly string[];
  readonly fileTypes: readonly string[];
  readonly operatingSystems: readonly string[];
};

/** How a product is installed that has a way of its own, such as extended security updates. */
export type InstallInstructions = { readonly url: string; readonly steps: readonly string[] };

/** Stands for the version of a product that offers no choice of versions. */
export const onlyVersion = "";

/** A right without key, downloads and instructions: there is nothing to fetch. */
export function isRightOnly(content: EntitlementContent): boolean {
  return !content.needsKey && !content.needsDownload && content.instructions === null;
}

/** The versions that a key exists for; one without a name where the product offers no choice. */
export function versionsOf(content: EntitlementContent): readonly string[] {
  return content.options.versions.length === 0 ? [onlyVersion] : content.options.versions;
}

export const entitlementStatuses = ["usable", "cancelled", "expired"] as const;
export type EntitlementStatus = (typeof entitlementStatuses)[number];

/**
 * Status at an instant. A subscription that is being renewed stays usable, so that no key disappears on the day of a
 * renewal; one that expired shows its key no longer.
 */
export function entitlementStatusAt(
  entitlement: Pick<Entitlement, "subscription" | "cancelledAt">,
  at: Temporal.Instant,
): EntitlementStatus {
  const { subscription, cancelledAt } = entitlement;
  if (cancelledAt !== null && !isBefore(at, cancelledAt)) return "cancelled";
  if (subscription === null) return "usable";
  const status = statusAt(subscription, at);
  if (status === "deleted") return "cancelled";
  return status === "expired" ? "expired" : "usable";
}

export type EntitlementStanding = RefusalOf<"entitlement-cancelled" | "entitlement-expired">;

/** Why nothing can be had from an entitlement at an instant; null where it can be used. */
export function refusalOfEntitlement(entitlement: Entitlement, at: Temporal.Instant): EntitlementStanding | null {
  const status = entitlementStatusAt(entitlement, at);
  if (status === "usable") return null;
  const { subscription } = entitlement;
  if (status === "cancelled") {
    const cancelledAt = entitlement.cancelledAt ?? subscription?.cancelledAt ?? at;
    return { code: "entitlement-cancelled", cancelledAt: cancelledAt.epochMilliseconds };
  }
  const expiredAt = subscription?.expiredAt ?? subscription?.term.endAt ?? at;
  return { code: "entitlement-expired", expiredAt: expiredAt.epochMilliseconds };
}

/** What the log says a line about an entitlement concerns. */
export function subjectOfEntitlement(entitlement: Entitlement): ActivitySubject {
  return {
    partnerId: entitlement.partnerId,
    customerId: entitlement.customerId,
    orderId: entitlement.orderId,
    productId: entitlement.productId,
    subscriptionId: entitlement.subscription?.id ?? null,
  };
}
