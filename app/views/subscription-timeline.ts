import type { Temporal } from "temporal-polyfill";
import type { Charge, Credit } from "#app/domain/billing/charge.ts";
import { chargeSchedule } from "#app/domain/billing/cycles.ts";
import { isBefore } from "#app/domain/calendar/utc-days.ts";
import { cancellationWindow } from "#app/domain/subscription/cancellation.ts";
import type { Subscription, Term } from "#app/domain/subscription/subscription.ts";
import type { RecordedTerm } from "#db/repositories/terms.ts";
import type { Format, InstantText, MoneyText } from "./format.ts";

/** A stretch on the timeline; positions are shares of its length, from 0 to 1, so that a plot needs no calendar. */
export type TimelineTerm = {
  readonly number: number;
  readonly state: "past" | "present" | "next" | "cancelled";
  readonly from: number;
  readonly to: number;
  readonly startsAt: InstantText;
  readonly endsAt: InstantText;
  readonly unitPrice: MoneyText;
  readonly quantityText: string;
};

export type TimelineMark = {
  readonly kind: "charge" | "charge-ahead" | "credit" | "cancelled" | "expired";
  readonly position: number;
  readonly at: InstantText;
  readonly amount: MoneyText | null;
};

/** The life of a subscription as it can be drawn, and read out in a table beside it. */
export type Timeline = {
  readonly startsAt: InstantText;
  readonly endsAt: InstantText;
  /** Where the reader's instant lies; null beside the drawn stretch. */
  readonly now: number | null;
  readonly terms: readonly TimelineTerm[];
  readonly window: { readonly from: number; readonly to: number } | null;
  readonly marks: readonly TimelineMark[];
  /** Earlier terms that are not drawn. */
  readonly earlierTerms: number;
};

export type TimelineFacts = {
  readonly at: Temporal.Instant;
  /** The latest terms, newest first. */
  readonly terms: readonly RecordedTerm[];
  readonly charges: readonly Charge[];
  readonly credits: readonly Credit[];
  /** The term that a renewal would make; null where there will be none. */
  readonly nextTerm: Term | null;
  readonly format: Format;
};

export function timelineOf(subscription: Subscription, facts: TimelineFacts): Timeline {
  const { at, format, nextTerm } = facts;
  const terms = [...facts.terms].reverse();
  const startAt = terms[0]?.startAt ?? subscription.term.startAt;
  const endAt = nextTerm?.endAt ?? subscription.term.endAt;
  const scale = scaleOf(startAt, endAt);
  const window = cancellationWindow(subscription.term);
  const isOver = subscription.cancelledAt !== null || subscription.expiredAt !== null;
  const drawn = terms.map((term) => timelineTerm(term, stateOf(term, subscription), scale, format));
  return {
    startsAt: format.instant(startAt),
    endsAt: format.instant(endAt),
    now: isBefore(at, startAt) || isBefore(endAt, at) ? null : scale(at),
    terms: nextTerm === null ? drawn : [...drawn, timelineTerm(nextTerm, "next", scale, format)],
    window: isOver ? null : { from: scale(window.opensAt), to: scale(window.closesAt) },
    marks: marksOf(subscription, facts, startAt, scale),
    earlierTerms: Math.max(0, (terms[0]?.number ?? 1) - 1),
  };
}

type Scale = (instant: Temporal.Instant) => number;

function scaleOf(startAt: Temporal.Instant, endAt: Temporal.Instant): Scale {
  const start = startAt.epochMilliseconds;
  const length = endAt.epochMilliseconds - start;
  return (instant) => Math.min(1, Math.max(0, (instant.epochMilliseconds - start) / length));
}

function stateOf(term: RecordedTerm, subscription: Subscription): TimelineTerm["state"] {
  if (term.number !== subscription.term.number) return "past";
  if (subscription.cancelledAt !== null) return "cancelled";
  return subscription.expiredAt === null ? "present" : "past";
}

function timelineTerm(
  term: RecordedTerm | Term,
  state: TimelineTerm["state"],
  scale: Scale,
  format: Format,
): TimelineTerm {
  return {
    number: term.number,
    state,
    from: scale(term.startAt),
    to: scale(term.endAt),
    startsAt: format.instant(term.startAt),
    endsAt: format.instant(term.endAt),
    unitPrice: format.money(term.unitPriceMinor, term.currency),
    quantityText: format.number(term.quantity),
  };
}

function marksOf(
  subscription: Subscription,
  { charges, credits, format }: TimelineFacts,
  startAt: Temporal.Instant,
  scale: Scale,
): TimelineMark[] {
  const marks: (Omit<TimelineMark, "position" | "at"> & { at: Temporal.Instant })[] = [];
  for (const { chargedAt: at, amountMinor, currency } of charges)
    if (!isBefore(at, startAt)) marks.push({ kind: "charge", at, amount: format.money(amountMinor, currency) });
  for (const { creditedAt: at, amountMinor, currency } of credits)
    if (!isBefore(at, startAt)) marks.push({ kind: "credit", at, amount: format.money(-amountMinor, currency) });
  const { cancelledAt, expiredAt } = subscription;
  if (cancelledAt !== null) marks.push({ kind: "cancelled", at: cancelledAt, amount: null });
  if (expiredAt !== null) marks.push({ kind: "expired", at: expiredAt, amount: null });
  if (cancelledAt === null && expiredAt === null)
    for (const { isCharged, chargedAt, amountMinor, currency } of chargeSchedule(subscription.term))
      if (!isCharged) marks.push({ kind: "charge-ahead", at: chargedAt, amount: format.money(amountMinor, currency) });
  return marks
    .sort((a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds)
    .map(({ kind, at, amount }) => ({ kind, position: scale(at), at: format.instant(at), amount }));
}
