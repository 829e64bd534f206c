import {
  type BillingPlan,
  billingPlans,
  planFitsTerm,
  type TermDuration,
  termDurations,
} from "#app/domain/catalog/terms.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import { assertMinor } from "#app/domain/money/money.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { refusalToCancel } from "#app/domain/subscription/cancellation.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import { plannedNextTerm } from "#app/domain/subscription/terms.ts";
import { skusByKey } from "#db/repositories/catalog.ts";
import { listLiveOfCustomer } from "#db/repositories/subscription-lists.ts";
import { type CustomerHead, customerHeadOf, findCustomerInScope } from "./customer-head.ts";
import { type Format, formatFor, type MoneyText } from "./format.ts";
import { listOffersForRenewal, type RenewalOutlook, renewalOutlookOf } from "./renewal-preview.ts";
import { productTextOf, type ProductText, refundFromRecord } from "./subscription-summary.ts";
import { amountPerYear } from "./term-text.ts";
import type { ViewContext } from "./view-context.ts";

export type WhatIfChoice = { readonly termDuration: TermDuration; readonly billingPlan: BillingPlan };

export type CustomerWhatIfRow = {
  readonly subscriptionId: string;
  readonly product: ProductText;
  readonly quantityText: string;
  /** A year of the next term as it stands; null where there will be none. */
  readonly planned: MoneyText | null;
  /** A year of it under the chosen plan; null where nothing is chosen or it is not offered. */
  readonly wanted: MoneyText | null;
  readonly change: MoneyText | null;
  /** Why there is no such next term; null otherwise. */
  readonly reason: Refusal | null;
  /** What cancelling now would give back; null where it cannot be cancelled. */
  readonly credit: MoneyText | null;
};

export type CustomerWhatIfView = {
  readonly customer: CustomerHead;
  readonly choices: readonly WhatIfChoice[];
  readonly chosen: WhatIfChoice | null;
  readonly rows: readonly CustomerWhatIfRow[];
  /** By currency; of the subscriptions that have both, so that they can be compared. */
  readonly totals: readonly {
    readonly currency: Currency;
    readonly planned: MoneyText;
    readonly wanted: MoneyText;
    readonly change: MoneyText;
    readonly credit: MoneyText;
  }[];
  /** Subscriptions beyond so many are not shown. */
  readonly shownMax: number;
  readonly isCut: boolean;
};

const shownMax = 100;

/** Every choice that there can be; what an edition does not offer says so in its row. */
const choices: readonly WhatIfChoice[] = termDurations.flatMap((termDuration) =>
  billingPlans
    .filter((billingPlan) => billingPlan !== "one-time" && planFitsTerm(termDuration, billingPlan))
    .map((billingPlan) => ({ termDuration, billingPlan })),
);

/** All running subscriptions of a customer, with their next term as it stands beside one under another plan or duration. */
export async function customerWhatIfView(
  context: ViewContext,
  params: { readonly customerId: string; readonly choice: string },
): Promise<Result<CustomerWhatIfView>> {
  const found = await findCustomerInScope(context, "see-subscriptions", params.customerId);
  if (!found.ok) return found;
  const customer = found.value;
  const { db, at } = context;
  const live = await listLiveOfCustomer(db, customer.partnerId, customer.id, shownMax + 1);
  const shown = live.slice(0, shownMax);
  const skus = await skusByKey(
    db,
    shown.map(({ productId, skuId }) => skuKey(productId, skuId)),
  );
  const offers = await listOffersForRenewal(db, shown);
  const format = formatFor(context.reader);
  const chosen =
    choices.find(({ termDuration, billingPlan }) => `${termDuration}.${billingPlan}` === params.choice) ?? null;
  const outlookOf = (subscription: Subscription) => renewalOutlookOf(subscription, offers, skus, format);
  const rows = shown.map((subscription): CustomerWhatIfRow => {
    const { term } = subscription;
    const sku = skus.get(skuKey(subscription.productId, subscription.skuId));
    const planned = yearOf(outlookOf(subscription), format);
    const outlook = chosen === null ? null : outlookOf(withNextTerm(subscription, chosen));
    const wanted = outlook === null ? null : yearOf(outlook, format);
    const isCancellable = sku !== undefined && refusalToCancel(subscription, sku, at) === null;
    return {
      subscriptionId: subscription.id,
      product: productTextOf(subscription, skus),
      quantityText: format.number(plannedNextTerm(subscription).quantity),
      planned,
      wanted,
      change:
        planned === null || wanted === null
          ? null
          : format.money(wanted.amountMinor - planned.amountMinor, wanted.currency),
      reason: outlook === null || outlook.willRenew ? null : outlook.reason,
      credit: isCancellable ? format.money(refundFromRecord(subscription, at), term.currency) : null,
    };
  });
  return ok({
    customer: customerHeadOf(customer, context, format),
    choices,
    chosen,
    rows,
    totals: totalsOf(rows, format),
    shownMax,
    isCut: live.length > shownMax,
  });
}

/** The subscription as it would be renewed into another term: on, with the planned quantity. */
function withNextTerm(subscription: Subscription, { termDuration, billingPlan }: WhatIfChoice): Subscription {
  const { quantity } = plannedNextTerm(subscription);
  return {
    ...subscription,
    isAutoRenewOn: true,
    autoRenewOffAt: null,
    nextTerm: { termDuration, billingPlan, quantity },
  };
}

function yearOf(outlook: RenewalOutlook, format: Format): MoneyText | null {
  if (!outlook.willRenew) return null;
  const { total, termDuration } = outlook.preview;
  return format.money(amountPerYear(total.amountMinor, termDuration), total.currency);
}

function totalsOf(rows: readonly CustomerWhatIfRow[], format: Format): CustomerWhatIfView["totals"] {
  const sums = new Map<Currency, { planned: number; wanted: number; credit: number }>();
  const sumOf = (currency: Currency) => {
    const sum = sums.get(currency) ?? { planned: 0, wanted: 0, credit: 0 };
    sums.set(currency, sum);
    return sum;
  };
  for (const { planned, wanted, credit } of rows) {
    if (credit !== null) sumOf(credit.currency).credit += credit.amountMinor;
    if (planned === null || wanted === null) continue;
    const sum = sumOf(wanted.currency);
    sum.planned += planned.amountMinor;
    sum.wanted += wanted.amountMinor;
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { planned, wanted, credit }]) => ({
      currency,
      planned: format.money(assertMinor(planned), currency),
      wanted: format.money(assertMinor(wanted), currency),
      change: format.money(wanted - planned, currency),
      credit: format.money(assertMinor(credit), currency),
    }));
}
