import type { Temporal } from "temporal-polyfill";
import { addDays, addHours, startOfUtcDay, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { findAvailability } from "#app/domain/catalog/offers.ts";
import { outlookOf } from "#app/domain/forecast/outlook.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { plannedOffDays } from "#app/domain/subscription/planned-auto-renew.ts";
import type { NextTerm, Subscription } from "#app/domain/subscription/subscription.ts";
import { autoRenewSubject } from "./auto-renew-subject.ts";
import type { CustomerHead } from "./customer-head.ts";
import type { DayText, Format } from "./format.ts";
import type { SubscriptionSummary } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

/** Days that lead to the same last day. */
export type DayChoice = {
  readonly from: DayText;
  readonly to: DayText;
  readonly endsOn: DayText;
  readonly renewals: number;
};

export type AutoRenewDayView = {
  readonly customer: CustomerHead;
  readonly subscription: SubscriptionSummary;
  /** Why no day can be chosen; null where one can. */
  readonly refusal: Refusal | null;
  /** The day that is chosen, and the last day of the subscription with it; null where none is. */
  readonly planned: { readonly day: DayText; readonly endsOn: DayText } | null;
  readonly first: DayText;
  readonly last: DayText;
  /** The nearest first, no more than a few. */
  readonly choices: readonly DayChoice[];
  readonly scheduled: NextTerm | null;
};

const choicesShown = 6;

/** The page on which the day is chosen: where each day leads, by the same outlook as the forecast. */
export async function autoRenewDayView(
  context: ViewContext,
  { subscriptionId }: { readonly subscriptionId: string },
): Promise<Result<AutoRenewDayView>> {
  const found = await autoRenewSubject(context, subscriptionId);
  if (!found.ok) return found;
  const { head, subscription, sku, offers, actions, format } = found.value;
  const { at } = context;
  const { first, last } = plannedOffDays(at);
  const renewals = renewalsOf(
    { ...subscription, autoRenewOffAt: null },
    {
      at,
      // Far enough to see the end of the term that the last day lies in.
      until: addHours(startOfUtcDay(last), 24 * 366 * 3),
      segment: sku.segment,
      findOffer: (query) => findAvailability(offers, query),
    },
  );
  const choices = choicesOf(renewals, { first, last }, format);
  const day = subscription.autoRenewOffAt === null ? null : utcDayOf(subscription.autoRenewOffAt);
  const ofPlan = day === null ? undefined : choices.find(({ to }) => day.toString() <= to.iso);
  return ok({
    ...head,
    refusal: actions["switch-auto-renew-off"].refusal,
    planned: day === null || ofPlan === undefined ? null : { day: format.day(day), endsOn: ofPlan.endsOn },
    first: format.day(first),
    last: format.day(last),
    choices: choices.slice(0, choicesShown),
  });
}

/** When the terms that would follow each other end, the present one first. */
function renewalsOf(subscription: Subscription, facts: Parameters<typeof outlookOf>[1]): Temporal.PlainDate[] {
  const ends = [utcDayOf(subscription.term.endAt)];
  for (const event of outlookOf(subscription, facts)) {
    const day = utcDayOf(event.at);
    const last = ends.at(-1);
    if ((event.kind === "renew" || event.kind === "end") && last?.toString() !== day.toString()) ends.push(day);
  }
  return ends;
}

function choicesOf(
  ends: readonly Temporal.PlainDate[],
  { first, last }: { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate },
  format: Format,
): DayChoice[] {
  const choices: DayChoice[] = [];
  let from = first;
  for (const [renewals, end] of ends.entries()) {
    const lastDay = addDays(end, -1);
    const to = lastDay.toString() < last.toString() ? lastDay : last;
    if (to.toString() < from.toString()) continue;
    choices.push({ from: format.day(from), to: format.day(to), endsOn: format.day(lastDay), renewals });
    from = end;
    if (to === last) break;
  }
  return choices;
}
