import { Temporal } from "temporal-polyfill";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { perpetualWindow } from "#app/domain/billing/perpetual.ts";
import { amountOfTerm, chargeAmount, cycleOf } from "#app/domain/billing/cycles.ts";
import { daysInclusive, startOfUtcDay, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { chargesPerTerm, type TermDuration } from "#app/domain/catalog/terms.ts";
import { type HelpRule, helpRules } from "#app/domain/help-rules.ts";
import { autoRenewSince, cancellationWindowHours, perpetualWindowDays } from "#app/domain/policies.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { cancellationWindow } from "#app/domain/subscription/cancellation.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import { firstTerm, nextTermOf } from "#app/domain/subscription/terms.ts";
import { type Format, formatFor } from "./format.ts";
import { refundFromRecord } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

/** A rule with an example whose dates and amounts are worked out by the rule itself, counted from today. */
export type HelpView = {
  readonly rule: HelpRule;
  /** What the words of the page name, by the names of their gaps. */
  readonly facts: Readonly<Record<string, string>>;
  readonly others: readonly HelpRule[];
};

/** The page of a rule. */
export function helpView({ actor, at, reader }: ViewContext, params: { readonly rule: string }): Result<HelpView> {
  const scope = decidePartnerScope(actor, "see-subscriptions");
  if (!scope.ok) return scope;
  const rule = helpRules.find((one) => one === params.rule);
  if (rule === undefined) return refused({ code: "not-found", what: "page" });
  const facts = examples[rule](at, formatFor(reader));
  return ok({ rule, facts, others: helpRules.filter((one) => one !== rule) });
}

type Example = (at: Temporal.Instant, format: Format) => Record<string, string>;

const examples: Record<HelpRule, Example> = {
  "cancellation-window": (at, format) => {
    const bought = startOfUtcDay(utcDayOf(at))
      .subtract({ hours: 2 * 24 })
      .add({ hours: 9, minutes: 30 });
    const subscription = exampleOf(bought, "P1Y");
    const { term } = subscription;
    const cancelled = startOfUtcDay(utcDayOf(bought).add({ days: 2 })).add({ hours: 12 });
    const cycle = cycleOf(term, 1);
    return {
      hours: format.number(cancellationWindowHours),
      bought: format.exactInstant(bought).exact,
      closes: format.exactInstant(cancellationWindow(term).closesAt).exact,
      paid: format.money(amountOfTerm(term), term.currency).text,
      cancelledOn: format.day(utcDayOf(cancelled)).text,
      daysLeft: format.number(daysInclusive(utcDayOf(cancelled), cycle.endsOn)),
      days: format.number(daysInclusive(cycle.startsOn, cycle.endsOn)),
      refund: format.money(refundFromRecord(subscription, cancelled), term.currency).text,
    };
  },
  "perpetual-cancellation": (at, format) => {
    const bought = startOfUtcDay(utcDayOf(at)).add({ hours: 9, minutes: 30 });
    const { lastOn } = perpetualWindow(bought);
    return {
      days: format.number(perpetualWindowDays),
      bought: format.day(utcDayOf(bought)).text,
      lastOn: format.day(lastOn).text,
    };
  },
  "auto-renew": (at, format) => {
    const { term } = exampleOf(at, "P1Y");
    return {
      since: format.day(utcDayOf(autoRenewSince)).text,
      bought: format.day(utcDayOf(at)).text,
      endsOn: format.lastDayBefore(term.endAt).text,
      renewsOn: format.day(utcDayOf(term.endAt)).text,
      price: format.money(amountOfTerm(term), term.currency).text,
    };
  },
  "next-term": (at, format) => {
    const subscription = exampleOf(at, "P1Y");
    const { term } = subscription;
    const monthly = { termDuration: "P1Y", billingPlan: "monthly", quantity: term.quantity } as const;
    const price = { id: null, unitPriceMinor: 10_500, currency: term.currency };
    const next = nextTermOf({ ...subscription, nextTerm: monthly }, price, term.endAt);
    return {
      endsOn: format.lastDayBefore(term.endAt).text,
      renewsOn: format.day(utcDayOf(next.startAt)).text,
      before: format.money(chargeAmount(term), term.currency).text,
      after: format.money(chargeAmount(next), next.currency).text,
      charges: format.number(chargesPerTerm(next.duration, next.billingPlan)),
      total: format.money(amountOfTerm(next), next.currency).text,
    };
  },
  "term-dates": (at, format) => {
    const january = Temporal.PlainDate.from({ year: utcDayOf(at).year + 1, month: 1, day: 31 });
    const bought = startOfUtcDay(january).add({ hours: 14 });
    const first = exampleOf(bought, "P1M");
    const ends = [first.term];
    for (const _ of [1, 2]) {
      const last = ends.at(-1) ?? first.term;
      ends.push(nextTermOf({ ...first, term: last }, { ...last, id: null }, last.endAt));
    }
    const [one = "", two = "", three = ""] = ends.map(({ endAt }) => format.lastDayBefore(endAt).text);
    return { bought: format.day(january).text, one, two, three };
  },
};

/** Five of something at 1,000 each, bought at an instant and paid once a term, or by the month where the term is one. */
function exampleOf(at: Temporal.Instant, duration: TermDuration): Subscription {
  return {
    id: "example",
    partnerId: "example",
    customerId: "example",
    market: "DE",
    productId: "example",
    skuId: "example",
    kind: "software-subscription",
    orderId: "example",
    lineNumber: 0,
    purchasedAt: at,
    isAutoRenewOn: true,
    autoRenewOffAt: null,
    nextTerm: null,
    term: firstTerm({
      purchasedAt: at,
      duration,
      billingPlan: duration === "P1M" ? "monthly" : "annual",
      quantity: 5,
      unitPriceMinor: 100_000,
      currency: "EUR",
      availabilityId: null,
    }),
    cancelledAt: null,
    expiredAt: null,
    hold: null,
    version: 1,
  };
}
