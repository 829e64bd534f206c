import { addHours } from "#app/domain/calendar/utc-days.ts";
import { skuKey, type SkuKey } from "#app/domain/catalog/catalog.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { skusByKey } from "#db/repositories/catalog.ts";
import { customerNamesById } from "#db/repositories/customers.ts";
import { listJobFailures } from "#db/repositories/job-failures.ts";
import { listPerpetualLinesSince } from "#db/repositories/orders.ts";
import {
  countSubscriptionsUpTo,
  listEndingWithoutRenewal,
  listOnHold,
  listRenewalsAhead,
  listWindowsClosing,
} from "#db/repositories/subscription-lists.ts";
import type { NotedSubscription } from "#db/repositories/subscriptions.ts";
import { type ClosingWindow, closingWindowsOf, perpetualWindowsOpenSince } from "./closing-windows.ts";
import type { CountText, Format, InstantText } from "./format.ts";
import { listOffersForRenewal, type RenewalPreview, renewalOutlookOf } from "./renewal-preview.ts";
import {
  type ProductText,
  productTextOf,
  type SubscriptionSummary,
  subscriptionSummaryOf,
} from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

/** How many lines each list has, and how far the counts go. Both keep the page as quick for a large book as for a small one. */
export const homeLines = 10;
export const homeCountMax = 100;
export const homeDaysAhead = 30;

export type CustomerName = { readonly id: string; readonly name: string };
type WithCustomer = { readonly customer: CustomerName };

export type RenewalAhead = WithCustomer & {
  readonly subscription: SubscriptionSummary;
  readonly preview: RenewalPreview | null;
  /** Where the prices of today say that it will not renew after all. */
  readonly reason: Refusal | null;
};

export type FailingLine = WithCustomer & {
  readonly subscriptionId: string;
  readonly product: ProductText;
  readonly attempts: number;
  readonly lastFailedAt: InstantText;
};

export type PartnerHome = {
  readonly windowsClosing: readonly (ClosingWindow & WithCustomer)[];
  readonly windowsClosingCount: CountText;
  readonly renewalsAhead: readonly RenewalAhead[];
  readonly renewalsAheadCount: CountText;
  readonly willNotRenew: readonly (WithCustomer & {
    readonly subscription: SubscriptionSummary;
    readonly reason: Refusal;
  })[];
  readonly willNotRenewCount: CountText;
  readonly onHold: readonly (WithCustomer & { readonly subscription: SubscriptionSummary })[];
  /** What failed and is tried again by itself; what was given up on is on hold. */
  readonly failing: readonly FailingLine[];
  /** False before the first purchase, when there is nothing to watch yet. */
  readonly hasActiveSubscriptions: boolean;
};

/** What a partner's users are shown first. A fixed number of queries, each of which stops at a fixed number of rows. */
export async function partnerHome(context: ViewContext, partnerId: string, format: Format): Promise<PartnerHome> {
  const { at } = context;
  const read = await readHome(context, partnerId);
  const { windows, perpetual, renewals, ending, held, failures, counts, skus, names, offers } = read;
  const withCustomer = (customerId: string): WithCustomer => ({
    customer: { id: customerId, name: names.get(customerId) ?? customerId },
  });
  const summary = (item: NotedSubscription) => subscriptionSummaryOf(item, skus, at, format);
  const open = {
    subscriptions: windows.map(({ subscription }) => subscription),
    perpetual: perpetual.slice(0, homeLines),
  };
  return {
    windowsClosing: closingWindowsOf(open, skus, at, format)
      .slice(0, homeLines)
      .map((window) => ({ ...window, ...withCustomer(window.customerId) })),
    windowsClosingCount: format.count(Math.min(homeCountMax, counts.windowsClosing + perpetual.length), homeCountMax),
    renewalsAhead: renewals.map((item) => {
      const outlook = renewalOutlookOf(item.subscription, offers, skus, format);
      return {
        subscription: summary(item),
        ...withCustomer(item.subscription.customerId),
        preview: outlook.willRenew ? outlook.preview : null,
        reason: outlook.willRenew ? null : outlook.reason,
      };
    }),
    renewalsAheadCount: format.count(counts.renewalsAhead, homeCountMax),
    willNotRenew: ending.map((item) => {
      const subscription = summary(item);
      const reason: Refusal = subscription.willNotRenew ?? { code: "auto-renew-off" };
      return { subscription, reason, ...withCustomer(item.subscription.customerId) };
    }),
    willNotRenewCount: format.count(counts.endingWithoutRenewal, homeCountMax),
    onHold: held.map((item) => ({ subscription: summary(item), ...withCustomer(item.subscription.customerId) })),
    failing: failures.map((failure) => ({
      subscriptionId: failure.subscriptionId,
      product: productTextOf(failure, skus),
      attempts: failure.attempts,
      lastFailedAt: format.instant(failure.lastFailedAt),
      ...withCustomer(failure.customerId),
    })),
    hasActiveSubscriptions: counts.active > 0,
  };
}

async function readHome({ db, at }: ViewContext, partnerId: string) {
  const scope = { partnerId, customerId: null };
  const until = addHours(at, homeDaysAhead * 24);
  const between = { from: at, until, limit: homeLines };
  const windows = await listWindowsClosing(db, scope, { at, limit: homeLines });
  const perpetual = await listPerpetualLinesSince(db, partnerId, perpetualWindowsOpenSince(at), {
    customerId: null,
    limit: homeCountMax,
  });
  const renewals = await listRenewalsAhead(db, scope, between);
  const ending = await listEndingWithoutRenewal(db, scope, between);
  const held = await listOnHold(db, partnerId, { limit: homeLines });
  const failures = (await listJobFailures(db, { partnerId, limit: homeLines })).filter(({ isOnHold }) => !isOnHold);
  const counts = await countSubscriptionsUpTo(db, scope, { at, until, countMax: homeCountMax });
  const subscriptions = [...windows, ...renewals, ...ending, ...held].map(({ subscription }) => subscription);
  const shown = [...subscriptions, ...perpetual.slice(0, homeLines), ...failures];
  const skus = await skusByKey(db, shown.map(keyOf));
  const names = await customerNamesById(
    db,
    partnerId,
    shown.map(({ customerId }) => customerId),
  );
  const offers = await listOffersForRenewal(
    db,
    renewals.map(({ subscription }) => subscription),
  );
  return { windows, perpetual, renewals, ending, held, failures, counts, skus, names, offers };
}

function keyOf({ productId, skuId }: { productId: string; skuId: string }): SkuKey {
  return skuKey(productId, skuId);
}
