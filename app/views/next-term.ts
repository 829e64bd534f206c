import { amountOfTerm, chargeAmount } from "#app/domain/billing/cycles.ts";
import { utcDayOf } from "#app/domain/calendar/utc-days.ts";
import type { Availability } from "#app/domain/catalog/catalog.ts";
import { isOfferedAt } from "#app/domain/catalog/offers.ts";
import { type BillingPlan, chargesPerTerm, type TermDuration } from "#app/domain/catalog/terms.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { decideScheduleNextTerm } from "#app/domain/subscription/next-term.ts";
import type { NextTerm, Subscription } from "#app/domain/subscription/subscription.ts";
import { changesOfNextTerm, nextTermOf, plannedNextTerm } from "#app/domain/subscription/terms.ts";
import type { TermChange } from "#app/domain/notices/notices.ts";
import type { SkuDetail } from "#db/repositories/catalog.ts";
import { type CustomerHead, customerHeadOf } from "./customer-head.ts";
import { type DayText, type Format, formatFor, type MoneyText } from "./format.ts";
import { listOffersForRenewal, renewalOutlookOf } from "./renewal-preview.ts";
import { subscriptionSubject } from "./subscription-subject.ts";
import { type ActionText, actionsOf } from "./subscription.ts";
import { type SubscriptionSummary, subscriptionSummaryOf } from "./subscription-summary.ts";
import { amountPerYear, type TermText, termTextOf } from "./term-text.ts";
import type { ViewContext } from "./view-context.ts";

/** One choice of duration and plan that the price list of the renewal day offers. */
export type NextTermOption = {
  readonly termDuration: TermDuration;
  readonly billingPlan: BillingPlan;
  readonly unitPrice: MoneyText;
  readonly chargesPerTerm: number;
  /** For the quantity that is wished for, else the planned one: each charge, and the whole term. */
  readonly charge: MoneyText;
  readonly total: MoneyText;
  /** Of which a year, truncated. */
  readonly perYear: MoneyText;
  readonly isPresent: boolean;
  readonly isPlanned: boolean;
};

export type NextTermView = {
  readonly customer: CustomerHead;
  readonly subscription: SubscriptionSummary;
  readonly before: TermText;
  /** The next term as it stands scheduled, or why there will be none. */
  readonly after: { readonly term: TermText; readonly changed: readonly TermChange[] } | null;
  readonly reason: Refusal | null;
  readonly planned: NextTerm;
  /** First day of the next term. */
  readonly renewsOn: DayText;
  /** The quantity that the options are priced for. */
  readonly quantityShown: number;
  readonly hasScheduledChange: boolean;
  readonly options: readonly NextTermOption[];
  readonly quantityMin: number;
  readonly quantityMax: number;
  readonly schedule: ActionText;
  readonly clear: ActionText;
  /** What was asked to be looked at, before it is scheduled; null where nothing was asked. */
  readonly wanted: WantedNextTerm | null;
};

/** A wish with what it would bring, or why it cannot be. */
export type WantedNextTerm = {
  readonly wish: NextTerm;
  readonly refusal: Refusal | null;
  readonly term: TermText | null;
  readonly changed: readonly TermChange[];
  /** Cost of each charge and of the whole term, above (or with a minus below) those of the present term. */
  readonly chargeChange: MoneyText | null;
  readonly totalChange: MoneyText | null;
};

/** The page on which the next term is changed: before and after, by the price list of the renewal day as known now. */
export async function nextTermView(
  context: ViewContext,
  params: { readonly subscriptionId: string; readonly wish?: NextTerm | null },
): Promise<Result<NextTermView>> {
  const subject = await subscriptionSubject(context, params.subscriptionId);
  if (!subject.ok) return subject;
  const { noted, customer, sku, skus } = subject.value;
  const { db, at } = context;
  const { subscription } = noted;
  const offers = await listOffersForRenewal(db, [subscription]);
  const format = formatFor(context.reader);
  const outlook = renewalOutlookOf(subscription, offers, skus, format);
  const actions = actionsOf(subscription, sku, context);
  const quantity = quantityShown(subscription, sku, params.wish);
  return ok({
    customer: customerHeadOf(customer, context, format),
    subscription: subscriptionSummaryOf(noted, skus, at, format),
    before: termTextOf(subscription.term, format),
    after: outlook.willRenew ? { term: termTextOf(outlook.term, format), changed: outlook.preview.changed } : null,
    reason: outlook.willRenew ? null : outlook.reason,
    planned: plannedNextTerm(subscription),
    hasScheduledChange: subscription.nextTerm !== null,
    renewsOn: format.day(utcDayOf(subscription.term.endAt)),
    quantityShown: quantity,
    options: optionsOf(subscription, sku, offers, { format, quantity }),
    quantityMin: sku.quantityMin,
    quantityMax: sku.quantityMax,
    schedule: actions["schedule-next-term"],
    clear: actions["clear-next-term"],
    wanted: params.wish ? wantedOf(subscription, params.wish, { context, sku, offers, format }) : null,
  });
}

/** What prices are shown for: the wished quantity where it is one that can be had. */
function quantityShown(subscription: Subscription, sku: SkuDetail, wish: NextTerm | null | undefined): number {
  const planned = plannedNextTerm(subscription).quantity;
  if (wish === null || wish === undefined) return planned;
  return wish.quantity >= sku.quantityMin && wish.quantity <= sku.quantityMax ? wish.quantity : planned;
}

function optionsOf(
  subscription: Subscription,
  sku: SkuDetail,
  offers: readonly Availability[],
  { format, quantity }: { readonly format: Format; readonly quantity: number },
): NextTermOption[] {
  const { term } = subscription;
  const planned = plannedNextTerm(subscription);
  return offers
    .filter((offer) => offer.segment === sku.segment && isOfferedAt(offer, term.endAt))
    .flatMap(({ termDuration, billingPlan, unitPriceMinor, currency }) =>
      termDuration === null
        ? []
        : {
            termDuration,
            billingPlan,
            unitPrice: format.money(unitPriceMinor, currency),
            chargesPerTerm: chargesPerTerm(termDuration, billingPlan),
            ...pricesOf({ termDuration, billingPlan, unitPriceMinor, currency, quantity }, format),
            isPresent: termDuration === term.duration && billingPlan === term.billingPlan,
            isPlanned: termDuration === planned.termDuration && billingPlan === planned.billingPlan,
          },
    )
    .sort((a, b) => order(a) - order(b));
}

function pricesOf(
  wish: NextTerm & Pick<Availability, "unitPriceMinor" | "currency">,
  format: Format,
): Pick<NextTermOption, "charge" | "total" | "perYear"> {
  const { termDuration, billingPlan, currency } = wish;
  const total = chargeAmount(wish) * chargesPerTerm(termDuration, billingPlan);
  return {
    charge: format.money(chargeAmount(wish), currency),
    total: format.money(total, currency),
    perYear: format.money(amountPerYear(total, termDuration), currency),
  };
}

/** Short terms first, within a term the plan with the most charges first. */
function order({ termDuration, chargesPerTerm: charges }: NextTermOption): number {
  return { P1M: 0, P1Y: 1000, P3Y: 2000 }[termDuration] - charges;
}

function wantedOf(
  subscription: Subscription,
  wish: NextTerm,
  facts: {
    readonly context: ViewContext;
    readonly sku: SkuDetail;
    readonly offers: readonly Availability[];
    readonly format: Format;
  },
): WantedNextTerm {
  const { context, sku, offers, format } = facts;
  const decision = decideScheduleNextTerm(subscription, wish, {
    at: context.at,
    sku,
    segment: sku.segment,
    availabilities: offers,
  });
  if (!decision.ok)
    return { wish, refusal: decision.refusal, term: null, changed: [], chargeChange: null, totalChange: null };
  const after = decision.value.subscription;
  const { term } = subscription;
  const price = decision.value.availability ?? { id: null, ...term };
  const next = nextTermOf(after, price, term.endAt);
  const isSameCurrency = next.currency === term.currency;
  return {
    wish,
    refusal: null,
    term: termTextOf(next, format),
    changed: changesOfNextTerm(after, next.unitPriceMinor),
    chargeChange: isSameCurrency ? format.money(chargeAmount(next) - chargeAmount(term), term.currency) : null,
    totalChange: isSameCurrency ? format.money(amountOfTerm(next) - amountOfTerm(term), term.currency) : null,
  };
}
