import type { Temporal } from "temporal-polyfill";
import type { Charge, ChargeCycle, Credit } from "#app/domain/billing/charge.ts";
import { chargeSchedule, type ScheduledCharge } from "#app/domain/billing/cycles.ts";
import { isBefore, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { cancellationWindow } from "#app/domain/subscription/cancellation.ts";
import type { Subscription, Term } from "#app/domain/subscription/subscription.ts";
import type { RecordedTerm } from "#db/repositories/terms.ts";
import type { DayText, Format, InstantText, MoneyText } from "./format.ts";

/** A stretch on the timeline; positions are shares of its length, from 0 to 1, so that a plot needs no calendar. */
export type TimelineTerm = {
  readonly number: number;
  readonly state: "past" | "present" | "next" | "cancelled";
  readonly from: number;
  readonly to: number;
  readonly startsAt: InstantText;
  readonly startsOn: DayText;
  readonly endsAt: InstantText;
  /** Last day, inclusive. */
  readonly endsOn: DayText;
  readonly unitPrice: MoneyText;
  readonly quantityText: string;
};

export type TimelineMark = {
  /** `charge-ahead`: of the present term; `charge-planned`: of the next term, if it renews as planned. */
  readonly kind: "charge" | "charge-ahead" | "charge-planned" | "credit" | "cancelled" | "expired";
  readonly position: number;
  readonly at: InstantText;
  /** Its UTC day, which is the same for every reader. */
  readonly on: DayText;
  readonly amount: MoneyText | null;
  /** Of a charge that was made, and of its credit: what explains the amount. */
  readonly chargeId: string | null;
  /** The stretch a charge pays for, both days inclusive. */
  readonly cycle: { readonly startsOn: DayText; readonly endsOn: DayText } | null;
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
    startsOn: format.day(utcDayOf(term.startAt)),
    endsAt: format.instant(term.endAt),
    endsOn: format.lastDayBefore(term.endAt),
    unitPrice: format.money(term.unitPriceMinor, term.currency),
    quantityText: format.number(term.quantity),
  };
}

type Mark = Omit<TimelineMark, "position" | "at" | "on"> & { readonly at: Temporal.Instant };

function marksOf(
  subscription: Subscription,
  { charges, credits, nextTerm, format }: TimelineFacts,
  startAt: Temporal.Instant,
  scale: Scale,
): TimelineMark[] {
  const { cancelledAt, expiredAt, term } = subscription;
  const isOver = cancelledAt !== null || expiredAt !== null;
  const cycleOf = (days: ChargeCycle | null) =>
    days === null ? null : { startsOn: format.day(days.startsOn), endsOn: format.day(days.endsOn) };
  const ahead = (kind: TimelineMark["kind"], scheduled: readonly ScheduledCharge[]): Mark[] =>
    scheduled.map((charge) => ({
      kind,
      at: charge.chargedAt,
      amount: format.money(charge.amountMinor, charge.currency),
      chargeId: null,
      cycle: cycleOf(charge),
    }));
  const ends = (kind: TimelineMark["kind"], at: Temporal.Instant | null): Mark[] =>
    at === null ? [] : [{ kind, at, amount: null, chargeId: null, cycle: null }];
  const marks: Mark[] = [
    ...charges.map(({ id, chargedAt: at, amountMinor, currency, cycle }): Mark => ({
      kind: "charge",
      at,
      chargeId: id,
      amount: format.money(amountMinor, currency),
      cycle: cycleOf(cycle),
    })),
    ...credits.map(({ chargeId, creditedAt: at, amountMinor, currency }): Mark => ({
      kind: "credit",
      at,
      chargeId,
      amount: format.money(-amountMinor, currency),
      cycle: null,
    })),
    ...(isOver
      ? []
      : ahead(
          "charge-ahead",
          chargeSchedule(term).filter(({ isCharged }) => !isCharged),
        )),
    ...(nextTerm === null ? [] : ahead("charge-planned", chargeSchedule(nextTerm))),
    ...ends("cancelled", cancelledAt),
    ...ends("expired", expiredAt),
  ];
  return marks
    .filter(({ at }) => !isBefore(at, startAt))
    .sort((a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds)
    .map((mark) => ({
      ...mark,
      position: scale(mark.at),
      at: format.instant(mark.at),
      on: format.day(utcDayOf(mark.at)),
    }));
}
