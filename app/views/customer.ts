import type { Temporal } from "temporal-polyfill";
import { chargeSchedule } from "#app/domain/billing/cycles.ts";
import { addHours, addMonthsClamped, isBefore, startOfUtcDay, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { type Availability, skuKey, type SkuKey } from "#app/domain/catalog/catalog.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import { assertMinor } from "#app/domain/money/money.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import { type ListedSku, listedSkusByKey } from "#db/repositories/catalog.ts";
import { sumSpendingOfCustomer } from "#db/repositories/charges.ts";
import type { Customer } from "#db/repositories/customers.ts";
import { countOrdersUpTo, listPerpetualLinesSince } from "#db/repositories/orders.ts";
import {
  countSubscriptionsUpTo,
  listEndingWithoutRenewal,
  listLiveOfCustomer,
  listRenewalsAhead,
  listWindowsClosing,
} from "#db/repositories/subscription-lists.ts";
import { type ClosingWindow, closingWindowsOf, perpetualWindowsOpenSince } from "./closing-windows.ts";
import { type CustomerHead, customerHeadOf, findCustomerInScope } from "./customer-head.ts";
import { type CountText, type DayText, type Format, formatFor, type MoneyText } from "./format.ts";
import { listOffersForRenewal, type RenewalPreview, renewalOutlookOf } from "./renewal-preview.ts";
import {
  type SubscriptionDetail,
  subscriptionDetailOf,
  type SubscriptionSummary,
  subscriptionSummaryOf,
} from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

export type CustomerView = {
  readonly customer: CustomerHead;
  readonly windowsClosing: readonly ClosingWindow[];
  readonly renewalsAhead: readonly {
    readonly subscription: SubscriptionDetail;
    readonly preview: RenewalPreview | null;
    readonly reason: Refusal | null;
  }[];
  readonly willNotRenew: readonly { readonly subscription: SubscriptionSummary; readonly reason: Refusal }[];
  readonly counts: {
    readonly activeSubscriptions: CountText;
    readonly windowsOpen: CountText;
    readonly renewalsAhead: CountText;
    readonly willNotRenew: CountText;
    readonly orders: CountText;
  };
  /** Charged less credited in this calendar month (UTC), one sum per currency. */
  readonly spentThisMonth: readonly MoneyText[];
  readonly monthStartsOn: DayText;
  /** What falls due within 30 days, renewals at the prices known now. */
  readonly dueAhead: readonly MoneyText[];
  /** The book is so large that only a part of it was added up: the sums are at least this. */
  readonly isDueAheadPartial: boolean;
  readonly daysAhead: number;
};

const daysAhead = 30;
const lines = 5;
const countMax = 100;
/** Subscriptions whose charges ahead are added up; beyond it the page says "at least". */
const summedMax = 200;

/** A customer at a glance: deadlines, counts, money. A fixed number of queries. */
export async function customerView(
  context: ViewContext,
  { customerId }: { readonly customerId: string },
): Promise<Result<CustomerView>> {
  const found = await findCustomerInScope(context, "see-customers", customerId);
  if (!found.ok) return found;
  const customer = found.value;
  const { at } = context;
  const format = formatFor(context.reader);
  const read = await readCustomer(context, customer);
  const { windows, perpetual, renewals, ending, live, counts, orders, spent, monthStart, skus, offers } = read;
  const open = { subscriptions: windows.map(({ subscription }) => subscription), perpetual };
  const until = addHours(at, daysAhead * 24);
  return ok({
    customer: customerHeadOf(customer, context, format),
    windowsClosing: closingWindowsOf(open, skus, at, format).slice(0, lines),
    renewalsAhead: renewals.map((noted) => {
      const outlook = renewalOutlookOf(noted.subscription, offers, skus, format);
      return {
        subscription: subscriptionDetailOf(noted, skus, at, format),
        preview: outlook.willRenew ? outlook.preview : null,
        reason: outlook.willRenew ? null : outlook.reason,
      };
    }),
    willNotRenew: ending.map((noted) => {
      const subscription = subscriptionSummaryOf(noted, skus, at, format);
      return { subscription, reason: subscription.willNotRenew ?? { code: "auto-renew-off" } };
    }),
    counts: {
      activeSubscriptions: format.count(counts.active, countMax),
      windowsOpen: format.count(Math.min(countMax, counts.windowsClosing + perpetual.length), countMax),
      renewalsAhead: format.count(counts.renewalsAhead, countMax),
      willNotRenew: format.count(counts.endingWithoutRenewal, countMax),
      orders: format.count(orders, countMax),
    },
    spentThisMonth: spent.map(({ amountMinor, currency }) => format.money(amountMinor, currency)),
    monthStartsOn: format.day(monthStart),
    dueAhead: dueWithin(live.slice(0, summedMax), until, { offers, skus, format }),
    isDueAheadPartial: live.length > summedMax,
    daysAhead,
  });
}

async function readCustomer({ db, at }: ViewContext, { partnerId, id: customerId }: Customer) {
  const scope = { partnerId, customerId };
  const until = addHours(at, daysAhead * 24);
  const between = { from: at, until, limit: lines };
  const today = utcDayOf(at);
  const monthStart = today.subtract({ days: today.day - 1 });
  const month = { from: startOfUtcDay(monthStart), until: startOfUtcDay(addMonthsClamped(monthStart, 1)) };
  const windows = await listWindowsClosing(db, scope, { at, limit: lines });
  const perpetual = await listPerpetualLinesSince(db, partnerId, perpetualWindowsOpenSince(at), {
    customerId,
    limit: countMax,
  });
  const renewals = await listRenewalsAhead(db, scope, between);
  const ending = await listEndingWithoutRenewal(db, scope, between);
  const live = await listLiveOfCustomer(db, partnerId, customerId, summedMax + 1);
  const counts = await countSubscriptionsUpTo(db, scope, { at, until, countMax });
  const orders = await countOrdersUpTo(db, partnerId, customerId, countMax);
  const spent = await sumSpendingOfCustomer(db, partnerId, customerId, month);
  const subscriptions = [...windows, ...renewals, ...ending].map(({ subscription }) => subscription);
  const skus = await listedSkusByKey(db, [...subscriptions, ...perpetual, ...live].map(keyOf));
  const offers = await listOffersForRenewal(db, [
    ...renewals.map(({ subscription }) => subscription),
    ...live.filter((subscription) => isBefore(subscription.term.endAt, until)),
  ]);
  return { windows, perpetual, renewals, ending, live, counts, orders, spent, monthStart, skus, offers };
}

function keyOf({ productId, skuId }: { productId: string; skuId: string }): SkuKey {
  return skuKey(productId, skuId);
}

type Prices = {
  readonly offers: readonly Availability[];
  readonly skus: ReadonlyMap<SkuKey, ListedSku>;
  readonly format: Format;
};

/** Charges of running terms, and of the terms that follow them, that fall due before an instant; summed by currency. */
function dueWithin(live: readonly Subscription[], until: Temporal.Instant, prices: Prices): MoneyText[] {
  const sums = new Map<Currency, number>();
  const add = (amountMinor: number, currency: Currency) =>
    sums.set(currency, assertMinor((sums.get(currency) ?? 0) + amountMinor));
  for (const subscription of live) {
    for (const charge of chargeSchedule(subscription.term))
      if (!charge.isCharged && isBefore(charge.chargedAt, until)) add(charge.amountMinor, charge.currency);
    if (!isBefore(subscription.term.endAt, until)) continue;
    const outlook = renewalOutlookOf(subscription, prices.offers, prices.skus, prices.format);
    if (!outlook.willRenew) continue;
    for (const charge of chargeSchedule(outlook.term))
      if (isBefore(charge.chargedAt, until)) add(charge.amountMinor, charge.currency);
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, amountMinor]) => prices.format.money(amountMinor, currency));
}
