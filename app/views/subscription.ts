import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { mayDo } from "#app/domain/access/permissions.ts";
import { mayReadActivityOf } from "#app/domain/activity/topics.ts";
import type { Credit } from "#app/domain/billing/charge.ts";
import { chargeAmount, chargeSchedule } from "#app/domain/billing/cycles.ts";
import { utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import type { HourlyRates } from "#app/domain/licensing/hybrid-benefit.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { availableActions, type SubscriptionAction } from "#app/domain/subscription/available-actions.ts";
import { refundOfTerm } from "#app/domain/subscription/cancellation.ts";
import type { Subscription, Term } from "#app/domain/subscription/subscription.ts";
import { subscriptionsPageShows } from "#app/domain/subscription/visibility.ts";
import { listActivityOfSubscription } from "#db/repositories/activity.ts";
import { type SkuDetail, skusByKey } from "#db/repositories/catalog.ts";
import { listChargesOfSubscription, listChargesOfTerm, listCreditsOfCharges } from "#db/repositories/charges.ts";
import { type Customer, findCustomer } from "#db/repositories/customers.ts";
import { findSubscription, type NotedSubscription } from "#db/repositories/subscriptions.ts";
import { listTermsOfSubscription } from "#db/repositories/terms.ts";
import { displayNamesById } from "#db/repositories/user-names.ts";
import { type ActivityText, activityTextOf } from "./activity-text.ts";
import { type ChargeText, chargeTextOf } from "./charge-text.ts";
import { type CustomerHead, customerHeadOf } from "./customer-head.ts";
import { type RefundText, refundTextOf } from "./derivation.ts";
import { type DayText, type Format, formatFor, type InstantText, type MoneyText } from "./format.ts";
import { type HybridBenefitView, hybridBenefitOf } from "./hybrid-benefit.ts";
import { listOffersForRenewal, type RenewalPreview, renewalOutlookOf } from "./renewal-preview.ts";
import {
  type SubscriptionDetail,
  subscriptionDetailOf,
  type WindowText,
  windowTextOf,
} from "./subscription-summary.ts";
import { type Timeline, timelineOf } from "./subscription-timeline.ts";
import { type TermText, termTextOf } from "./term-text.ts";
import type { ViewContext } from "./view-context.ts";

/** An action with why it is not possible; null where it is. */
export type ActionText = { readonly action: SubscriptionAction; readonly refusal: Refusal | null };

export type SubscriptionView = {
  readonly customer: CustomerHead;
  readonly subscription: SubscriptionDetail;
  readonly orderId: string;
  readonly lineNumber: number;
  readonly market: { readonly code: string; readonly name: string };
  readonly description: string;
  readonly unit: string;
  readonly needsKey: boolean;
  readonly needsDownload: boolean;
  /** False for what was bought before 14 Oct 2021. */
  readonly isOnSubscriptionsPage: boolean;
  readonly purchasedAt: InstantText;
  readonly cancelledAt: InstantText | null;
  readonly expiredAt: InstantText | null;
  readonly window: WindowText;
  readonly term: TermText;
  /** What was scheduled for the next term; null where it will be like the present one. */
  readonly scheduled: {
    readonly termDuration: TermDuration;
    readonly billingPlan: BillingPlan;
    readonly quantity: number;
  } | null;
  /** What the next term will be and cost, or why there will be none; null once the subscription has ended. */
  readonly next:
    | { readonly willRenew: true; readonly preview: RenewalPreview; readonly term: TermText }
    | { readonly willRenew: false; readonly reason: Refusal }
    | null;
  readonly actions: Readonly<Record<SubscriptionAction, ActionText>>;
  readonly refund: RefundText;
  /** Everything credited on the charges shown; null where nothing was. */
  readonly credited: MoneyText | null;
  /** The next charge that will be made; null where there will be none. */
  readonly nextCharge: { readonly on: DayText; readonly amount: MoneyText; readonly isOfNextTerm: boolean } | null;
  readonly timeline: Timeline;
  /** Newest first. */
  readonly charges: readonly ChargeText[];
  /** Newest first, without the charges of cycles; empty for readers who may not see activity. */
  readonly activity: readonly ActivityText[];
  readonly hybridBenefit: HybridBenefitView | null;
};

const termsShown = 12;
const chargesShown = 60;
const activityShown = 12;
/** More are read than shown: charges stand in the timeline, and would leave no room for what people did. */
const activityRead = 60;

/** One subscription with everything a page needs to act on it. A fixed number of queries. */
export async function subscriptionView(
  context: ViewContext,
  params: { readonly subscriptionId: string; readonly hourlyRates?: HourlyRates | null },
): Promise<Result<SubscriptionView>> {
  const scope = decidePartnerScope(context.actor, "see-subscriptions");
  if (!scope.ok) return scope;
  const noted = await findSubscription(context.db, scope.value.partnerId, params.subscriptionId);
  const customer =
    noted === undefined
      ? undefined
      : await findCustomer(context.db, scope.value.partnerId, noted.subscription.customerId);
  if (noted === undefined || customer === undefined) return refused({ code: "not-found", what: "subscription" });
  const format = formatFor(context.reader);
  const read = await readSubscription(context, noted.subscription);
  const { skus, sku, terms, charges, credits, termCharges, activity, names } = read;
  const { subscription } = noted;
  const { at } = context;
  const next = nextOf(noted, read, format);
  const creditOfCharge = new Map(credits.map((credit) => [credit.chargeId, credit]));
  return ok({
    ...headOf(noted, customer, sku, context, format),
    subscription: subscriptionDetailOf(noted, skus, at, format),
    window: windowTextOf(subscription, skus, at, format),
    term: termTextOf(subscription.term, format),
    next: next === null || !next.willRenew ? next : { ...next, term: termTextOf(next.term, format) },
    actions: actionsOf(subscription, sku, context),
    refund: refundTextOf(refundOfTerm(subscription, termCharges, at), termCharges, at, format),
    credited: creditedOf(credits, subscription, format),
    nextCharge: nextChargeOf(subscription, next?.willRenew ? next.term : null, format),
    timeline: timelineOf(subscription, {
      at,
      terms,
      charges,
      credits,
      nextTerm: next?.willRenew ? next.term : null,
      format,
    }),
    charges: charges.map((charge) => chargeTextOf(charge, creditOfCharge.get(charge.id), format)),
    activity: activity.map((entry) => activityTextOf(entry, names, format)),
    hybridBenefit: hybridBenefitOf(sku, subscription.term.currency, params.hourlyRates ?? null, format),
  });
}

async function readSubscription({ db, actor }: ViewContext, subscription: Subscription) {
  const { partnerId, id } = subscription;
  const key = skuKey(subscription.productId, subscription.skuId);
  const skus = await skusByKey(db, [key]);
  const offers = await listOffersForRenewal(db, [subscription]);
  const terms = await listTermsOfSubscription(db, partnerId, id, termsShown);
  const charges = await listChargesOfSubscription(db, partnerId, id, chargesShown);
  const termCharges = await listChargesOfTerm(db, partnerId, id, subscription.term.number);
  const ids = new Set([...charges, ...termCharges].map((charge) => charge.id));
  const credits = await listCreditsOfCharges(db, partnerId, [...ids]);
  const logged = mayDo(actor, "see-activity") ? await listActivityOfSubscription(db, subscription, activityRead) : [];
  const activity = logged
    .filter(({ action, outcome }) => action !== "cycle-charged" || outcome === "refused")
    .filter(({ action }) => mayReadActivityOf(actor, action))
    .slice(0, activityShown);
  const names = await displayNamesById(
    db,
    partnerId,
    activity.flatMap(({ userId }) => userId ?? []),
  );
  return { skus, sku: skus.get(key), offers, terms, charges, termCharges, credits, activity, names };
}

type ReadSubscription = Awaited<ReturnType<typeof readSubscription>>;

function headOf(
  { subscription }: NotedSubscription,
  customer: Customer,
  sku: SkuDetail | undefined,
  context: ViewContext,
  format: Format,
) {
  return {
    customer: customerHeadOf(customer, context, format),
    orderId: subscription.orderId,
    lineNumber: subscription.lineNumber,
    market: { code: subscription.market, name: format.country(subscription.market) },
    description: sku?.description ?? "",
    unit: sku?.unit ?? "",
    needsKey: sku?.needsKey ?? false,
    needsDownload: sku?.needsDownload ?? false,
    isOnSubscriptionsPage: subscriptionsPageShows(subscription),
    scheduled: subscription.nextTerm,
    purchasedAt: format.instant(subscription.purchasedAt),
    cancelledAt: format.instantOrNull(subscription.cancelledAt),
    expiredAt: format.instantOrNull(subscription.expiredAt),
  };
}

/** Whatever is known of the next term; null for what has ended. */
function nextOf({ subscription }: NotedSubscription, { offers, skus }: ReadSubscription, format: Format) {
  if (subscription.cancelledAt !== null || subscription.expiredAt !== null) return null;
  return renewalOutlookOf(subscription, offers, skus, format);
}

/** The first charge of the present term that is still to come, else the first of the next term. */
function nextChargeOf(
  { term, cancelledAt, expiredAt }: Subscription,
  nextTerm: Term | null,
  format: Format,
): SubscriptionView["nextCharge"] {
  if (cancelledAt !== null || expiredAt !== null) return null;
  const ahead = chargeSchedule(term).find(({ isCharged }) => !isCharged);
  if (ahead !== undefined)
    return {
      on: format.day(ahead.startsOn),
      amount: format.money(ahead.amountMinor, ahead.currency),
      isOfNextTerm: false,
    };
  if (nextTerm === null) return null;
  const amount = format.money(chargeAmount(nextTerm), nextTerm.currency);
  return { on: format.day(utcDayOf(nextTerm.startAt)), amount, isOfNextTerm: true };
}

function creditedOf(credits: readonly Credit[], { term }: Subscription, format: Format): MoneyText | null {
  const creditedMinor = credits.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return creditedMinor === 0 ? null : format.money(creditedMinor, term.currency);
}

/** Every action with its answer, by the same rules by which the services refuse. */
export function actionsOf(
  subscription: Subscription,
  sku: SkuDetail | undefined,
  { actor, at }: ViewContext,
): Record<SubscriptionAction, ActionText> {
  const answers = availableActions(subscription, at, { actor, sku: { isCancellable: sku?.isCancellable ?? false } });
  const entries = Object.entries(answers).map(([action, answer]) => [
    action,
    { action, refusal: answer.ok ? null : answer.refusal },
  ]);
  return Object.fromEntries(entries) as Record<SubscriptionAction, ActionText>;
}
