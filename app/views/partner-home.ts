import type { Temporal } from "temporal-polyfill";
import { mayDo } from "#app/domain/access/permissions.ts";
import { amountOfTerm } from "#app/domain/billing/cycles.ts";
import { addDays, addHours, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { skuKey, type SkuKey } from "#app/domain/catalog/catalog.ts";
import { kmsActivationDays } from "#app/domain/migration-plan/kms-activation.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { cancellationWindow } from "#app/domain/subscription/cancellation.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import { listedSkusByKey } from "#db/repositories/catalog.ts";
import { customerNamesById } from "#db/repositories/customers.ts";
import { listJobFailures } from "#db/repositories/job-failures.ts";
import { listPerpetualLinesSince } from "#db/repositories/orders.ts";
import { listDevicesActivatedBetween } from "#db/repositories/radar.ts";
import {
  countSubscriptionsUpTo,
  listEndingWithoutRenewal,
  listOnHold,
  listRenewalsAhead,
  listWindowsClosing,
} from "#db/repositories/subscription-lists.ts";
import type { NotedSubscription } from "#db/repositories/subscriptions.ts";
import { type ClosingWindow, closingWindowsOf, perpetualWindowsOpenSince } from "./closing-windows.ts";
import { firstSteps, type FirstSteps } from "./first-steps.ts";
import type { CountText, Format, InstantText } from "./format.ts";
import { type HomeForecast, yearAhead } from "./home-forecast.ts";
import {
  deviceItems,
  invoiceItem,
  type Radar,
  radarDays,
  type RadarItem,
  type RadarLane,
  radarOf,
  windowItems,
} from "./radar.ts";
import { sinceLastVisit, type SinceLastVisit } from "./since-last-visit.ts";
import { listOffersForRenewal, type RenewalPreview, renewalOutlookOf } from "./renewal-preview.ts";
import {
  type ProductText,
  productTextOf,
  type SubscriptionDetail,
  subscriptionDetailOf,
  type SubscriptionSummary,
  subscriptionSummaryOf,
} from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

/** How many lines each list has, and how far the counts go. Both keep the page as quick for a large book as for a small one. */
export const homeLines = 10;
/** How many of each kind the picture above the lists is drawn of. */
const radarItemsMax = 100;
export const homeCountMax = 100;
export const homeDaysAhead = 30;

export type CustomerName = { readonly id: string; readonly name: string };
type WithCustomer = { readonly customer: CustomerName };

export type RenewalAhead = WithCustomer & {
  readonly subscription: SubscriptionDetail;
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
  /** Everything that falls due in the next days, in one picture. */
  readonly radar: Radar;
  /** Null where there is nothing to compare with, or the log is not for the reader. */
  readonly sinceLastVisit: SinceLastVisit | null;
  /** Null where the reader may not see amounts. */
  readonly yearAhead: HomeForecast | null;
  /** What leads a new partner to the first key; null once that is done. */
  readonly firstSteps: FirstSteps | null;
  /** False before the first purchase, when there is nothing to watch yet. */
  readonly hasActiveSubscriptions: boolean;
};

/** What a partner's users are shown first. A fixed number of queries, each of which stops at a fixed number of rows. */
export async function partnerHome(context: ViewContext, partnerId: string, format: Format): Promise<PartnerHome> {
  const { at } = context;
  const [read, steps, visit, year] = await Promise.all([
    readHome(context, partnerId),
    firstSteps(context, partnerId),
    sinceLastVisit(context, format),
    yearAhead(context, partnerId, format),
  ]);
  const { windows, perpetual, renewals, ending, held, failures, counts, skus, names, offers } = read;
  const withCustomer = (customerId: string): WithCustomer => ({
    customer: { id: customerId, name: names.get(customerId) ?? customerId },
  });
  const summary = (item: NotedSubscription) => subscriptionSummaryOf(item, skus, at, format);
  const closing = closingWindowsOf({ subscriptions: windows.map(subscriptionOf), perpetual }, skus, at, format).map(
    (window) => ({ ...window, ...withCustomer(window.customerId) }),
  );
  return {
    windowsClosing: closing.slice(0, homeLines),
    windowsClosingCount: format.count(Math.min(homeCountMax, counts.windowsClosing + perpetual.length), homeCountMax),
    radar: radarOf(
      [
        ...windowItems(closing),
        ...renewals.map((item) => renewalItem(item.subscription, read, format)),
        ...ending.map((item) => endItem(item.subscription, read)),
        ...deviceItems(read.devices, (id) => names.get(id) ?? id),
        ...(mayDo(context.actor, "see-invoices") ? [invoiceItem(at, format)] : []),
      ],
      cutLanes(read, format),
      { at, format },
    ),
    firstSteps: steps,
    sinceLastVisit: visit,
    yearAhead: year,
    renewalsAhead: renewals.slice(0, homeLines).map((item) => {
      const outlook = renewalOutlookOf(item.subscription, offers, skus, format);
      return {
        subscription: subscriptionDetailOf(item, skus, at, format),
        ...withCustomer(item.subscription.customerId),
        preview: outlook.willRenew ? outlook.preview : null,
        reason: outlook.willRenew ? null : outlook.reason,
      };
    }),
    renewalsAheadCount: format.count(counts.renewalsAhead, homeCountMax),
    willNotRenew: ending.slice(0, homeLines).map((item) => {
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
  const between = { from: at, until, limit: radarItemsMax };
  // Side by side: with a database server each answer is a way there and back.
  const [windows, perpetual, renewals, ending, held, failed, devices, counts] = await Promise.all([
    listWindowsClosing(db, scope, { at, limit: radarItemsMax }),
    listPerpetualLinesSince(db, partnerId, perpetualWindowsOpenSince(at), { customerId: null, limit: homeCountMax }),
    listRenewalsAhead(db, scope, between),
    listEndingWithoutRenewal(db, scope, between),
    listOnHold(db, partnerId, { limit: homeLines }),
    listJobFailures(db, { partnerId, limit: homeLines }),
    listDevicesActivatedBetween(db, partnerId, {
      after: addHours(at, -24 * kmsActivationDays),
      through: addHours(at, -24 * (kmsActivationDays - radarDays)),
      limit: radarItemsMax,
    }),
    countSubscriptionsUpTo(db, scope, { at, until, countMax: homeCountMax }),
  ]);
  const failures = failed.filter(({ isOnHold }) => !isOnHold);
  const subscriptions = [...windows, ...renewals, ...ending, ...held].map(({ subscription }) => subscription);
  const shown = [...subscriptions, ...perpetual, ...failures];
  const [skus, names, offers] = await Promise.all([
    listedSkusByKey(db, shown.map(keyOf)),
    customerNamesById(
      db,
      partnerId,
      [...shown, ...devices].map(({ customerId }) => customerId),
    ),
    listOffersForRenewal(
      db,
      renewals.map(({ subscription }) => subscription),
    ),
  ]);
  return { windows, perpetual, renewals, ending, held, failures, counts, devices, skus, names, offers };
}

type Read = Awaited<ReturnType<typeof readHome>>;

const subscriptionOf = ({ subscription }: NotedSubscription) => subscription;

/** What a subscription is on the picture: its edition and whose it is. */
function aboutOf({ customerId, productId, skuId }: Subscription, { skus, names }: Read): string {
  const key = skuKey(productId, skuId);
  return `${skus.get(key)?.title ?? key} · ${names.get(customerId) ?? customerId}`;
}

function renewalItem(subscription: Subscription, read: Read, format: Format): RadarItem {
  const outlook = renewalOutlookOf(subscription, read.offers, read.skus, format);
  const { id: subscriptionId, customerId, term } = subscription;
  return {
    // By the prices of today it may not renew after all.
    lane: outlook.willRenew ? "renewal" : "end",
    at: term.endAt,
    money: outlook.willRenew ? outlook.preview.charge : worthOf(subscription),
    about: aboutOf(subscription, read),
    target: { to: "subscription", customerId, subscriptionId },
  };
}

function endItem(subscription: Subscription, read: Read): RadarItem {
  const { id: subscriptionId, customerId, term } = subscription;
  return {
    lane: "end",
    at: term.endAt,
    money: worthOf(subscription),
    about: aboutOf(subscription, read),
    target: { to: "subscription", customerId, subscriptionId },
  };
}

/** What the term that ends has cost. */
function worthOf({ term }: Subscription) {
  return { amountMinor: amountOfTerm(term), currency: term.currency };
}

/** Lanes that were not read to their end, with the last day of which all is there. */
function cutLanes({ windows, renewals, ending }: Read, format: Format): Radar["cut"] {
  const cut = (lane: RadarLane, items: readonly NotedSubscription[], atOf: (one: Subscription) => Temporal.Instant) => {
    const last = items.at(-1);
    if (items.length < radarItemsMax || last === undefined) return [];
    return [{ lane, day: format.day(addDays(utcDayOf(atOf(last.subscription)), -1)) }];
  };
  return [
    ...cut("window", windows, ({ term }) => cancellationWindow(term).closesAt),
    ...cut("renewal", renewals, ({ term }) => term.endAt),
    ...cut("end", ending, ({ term }) => term.endAt),
  ];
}

function keyOf({ productId, skuId }: { productId: string; skuId: string }): SkuKey {
  return skuKey(productId, skuId);
}
