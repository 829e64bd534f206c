import { Temporal } from "temporal-polyfill";

/** Days of a range as the reader's calendar has them, and the instants between which they lie. */
export type ActivityRange = {
  /** `YYYY-MM-DD`, both inclusive, in the reader's zone. */
  readonly fromOn: string;
  readonly toOn: string;
  readonly from: Temporal.Instant;
  /** Exclusive. */
  readonly until: Temporal.Instant;
};

/**
 * The days that a reader asks for, in the reader's own zone: the last month where nothing is asked for, or nothing that
 * is a day. A range that ends before it begins is one day long.
 */
export function rangeOfDays(
  asked: { readonly from: string | null; readonly to: string | null },
  at: Temporal.Instant,
  timeZone: string,
): ActivityRange {
  const today = at.toZonedDateTimeISO(timeZone).toPlainDate();
  const to = dayOf(asked.to) ?? today;
  const from = earlierOf(dayOf(asked.from) ?? earlierOf(to, today).subtract({ months: 1 }), to);
  return {
    fromOn: from.toString(),
    toOn: to.toString(),
    from: startOf(from, timeZone),
    until: startOf(to.add({ days: 1 }), timeZone),
  };
}

function startOf(day: Temporal.PlainDate, timeZone: string): Temporal.Instant {
  return day.toZonedDateTime(timeZone).toInstant();
}

function earlierOf(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) <= 0 ? a : b;
}

/** Years that a log of this portal can have, so that no calendar is asked for days it does not know. */
const yearMin = 2000;
const yearMax = 2200;

function dayOf(text: string | null): Temporal.PlainDate | undefined {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    const day = Temporal.PlainDate.from(text, { overflow: "reject" });
    return day.year >= yearMin && day.year <= yearMax ? day : undefined;
  } catch {
    return undefined;
  }
}
