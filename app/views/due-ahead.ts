import type { Temporal } from "temporal-polyfill";
import { addHours, instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import { type AdvancingJob, advancingJobs } from "#app/domain/jobs/job-names.ts";
import type { Db } from "#db/client.ts";
import { listChargeInstants, listTermEnds } from "#db/repositories/due-ahead.ts";
import { countDue } from "#db/repositories/due-work.ts";
import type { Format, InstantText, TimeLeftText } from "./format.ts";

/** How many subscriptions fall due for each job. */
export type DueCounts = Readonly<Record<AdvancingJob, number>>;

/** An instant at which something falls due. */
export type DueInstant = { readonly at: InstantText; readonly left: TimeLeftText; readonly due: DueCounts };

const instantsShown = 10;

/** The next instants at which subscriptions renew, are charged or end, the first first. */
export async function nextDueInstants(db: Db, at: Temporal.Instant, format: Format): Promise<DueInstant[]> {
  const byInstant = new Map<number, Record<AdvancingJob, number>>();
  const dueAt = (atMs: number) => {
    const due = byInstant.get(atMs) ?? noneDue();
    byInstant.set(atMs, due);
    return due;
  };
  for (const { atMs, renewing, ending } of await listTermEnds(db, at, instantsShown)) {
    dueAt(atMs)["renew-due-subscriptions"] = renewing;
    dueAt(atMs)["expire-ended-subscriptions"] = ending;
  }
  for (const { atMs, count } of await listChargeInstants(db, at, instantsShown))
    dueAt(atMs)["charge-due-cycles"] = count;
  return [...byInstant]
    .sort(([a], [b]) => a - b)
    .slice(0, instantsShown)
    .map(([atMs, due]) => {
      const instant = instantOfEpochMs(atMs);
      return { at: format.instant(instant), left: format.timeLeft(at, instant), due };
    });
}

/** How many subscriptions are due for each job up to an instant. What renews on the way may fall due again before it. */
export async function dueUpTo(db: Db, until: Temporal.Instant): Promise<DueCounts> {
  const due = noneDue();
  for (const job of advancingJobs) due[job] = await countDue(db, job, until);
  return due;
}

function noneDue(): Record<AdvancingJob, number> {
  return { "renew-due-subscriptions": 0, "charge-due-cycles": 0, "expire-ended-subscriptions": 0 };
}

/** How far the clock can be moved with one click. */
export const clockSteps = ["day", "week", "month", "year"] as const;
export type ClockStep = (typeof clockSteps)[number];

/** The same time of day, so much later, in UTC; the last day of a month that is shorter. */
export function afterStep(at: Temporal.Instant, step: ClockStep): Temporal.Instant {
  if (step === "day") return addHours(at, 24);
  if (step === "week") return addHours(at, 7 * 24);
  return at
    .toZonedDateTimeISO("UTC")
    .add(step === "month" ? { months: 1 } : { years: 1 })
    .toInstant();
}
