import { Temporal } from "temporal-polyfill";
import { instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import { advancingJobs, type JobName, jobNames } from "#app/domain/jobs/job-names.ts";
import { runJob } from "#app/services/renewals/run-job.server.ts";
import { findNextInvoicingAt } from "#db/repositories/invoicing.ts";
import { nextRetryAtMs } from "#db/repositories/job-failures.ts";
import type { DemoDeps } from "./demo-deps.ts";
import { instantOn } from "./planner.ts";

/** A look ahead of the demo's last weeks. Older announcements are read by nobody, and would take long to make. */
type LookAhead = { readonly at: Temporal.Instant; readonly fails: boolean };

const lookAheadDays = 45;
/** One run of the last days failed as a whole; the next one did its work. */
const failedDaysAgo = 2;

/** Brings the demo's time forward: everything that falls due up to an instant is run through the real jobs. */
export type DueWork = { readonly runUntil: (until: Temporal.Instant) => Promise<void> };

/**
 * In order, each at the instant at which it falls due, as the scheduler would have: what renews at midnight has its
 * window from midnight on, and the charge of a month is made in that month.
 */
export function createDueWork(deps: DemoDeps, now: Temporal.Instant): DueWork {
  const lookAheads = plannedLookAheads(now);
  let doneUntilMs = 0;

  const runNext = async (untilMs: number): Promise<boolean> => {
    const due = await findNextDue(deps, doneUntilMs);
    const lookAhead = lookAheads[0];
    if (due !== null && due.ms <= untilMs && (lookAhead === undefined || due.ms <= lookAhead.at.epochMilliseconds)) {
      doneUntilMs = due.ms;
      await runJobs(deps, due.jobs, instantOfEpochMs(due.ms));
      return true;
    }
    if (lookAhead === undefined || lookAhead.at.epochMilliseconds > untilMs) return false;
    lookAheads.shift();
    await runJobs(lookAhead.fails ? onFullDisk(deps) : deps, ["look-ahead"], lookAhead.at);
    return true;
  };

  return {
    runUntil: async (until) => {
      while (await runNext(until.epochMilliseconds)) continue;
    },
  };
}

/** Once a day, in the last two days once an hour as the schedule has it, and now. */
function plannedLookAheads(now: Temporal.Instant): LookAhead[] {
  const today = now.toZonedDateTimeISO("UTC").toPlainDate();
  const planned: LookAhead[] = [];
  for (let days = lookAheadDays; days >= 0; days -= 1) {
    const first = instantOn(today.subtract({ days }), "05:07");
    const hours = days <= failedDaysAgo ? 24 : 1;
    for (let hour = 0; hour < hours; hour += 1)
      planned.push({ at: first.add({ hours: hour }), fails: days === failedDaysAgo && hour === 0 });
  }
  return [...planned.filter(({ at }) => Temporal.Instant.compare(at, now) < 0), { at: now, fails: false }];
}

async function runJobs(deps: DemoDeps, jobs: readonly JobName[], at: Temporal.Instant): Promise<void> {
  deps.clock.moveTo(at);
  for (const job of jobs) {
    const run = await runJob(deps, { kind: "system", job }, { job, at });
    if (!run.ok) throw new Error(`The job ${job} was refused: ${run.refusal.code}`);
  }
}

/** After the id of the run itself nothing can be written any more. */
function onFullDisk(deps: DemoDeps): DemoDeps {
  let taken = 0;
  const next = () => {
    taken += 1;
    if (taken > 1) throw new Error("database or disk is full");
    return deps.ids.next();
  };
  return { ...deps, ids: { next } };
}

/** What falls due next, and the jobs that it is due for; the others would find nothing and leave no record. */
type Due = { readonly ms: number; readonly jobs: readonly JobName[] };

/** The first instant after another at which a term ends, a cycle is to be charged, a failure is tried again, or invoices are issued. */
async function findNextDue({ db }: DemoDeps, afterMs: number): Promise<Due | null> {
  const end = await db
    .selectFrom("subscription")
    .select((is) => is.fn.min("term_end_at").as("first"))
    .where("cancelled_at", "is", null)
    .where("expired_at", "is", null)
    .where("held_at", "is", null)
    .where("term_end_at", ">", afterMs)
    .executeTakeFirst();
  const charge = await db
    .selectFrom("subscription")
    .select((is) => is.fn.min("next_charge_at").as("first"))
    .where("next_charge_at", "is not", null)
    .where("held_at", "is", null)
    .where("next_charge_at", ">", afterMs)
    .executeTakeFirst();
  const invoicing = await findNextInvoicingAt(db, instantOfEpochMs(afterMs));
  const candidates: readonly { ms: number | null | undefined; jobs: readonly JobName[] }[] = [
    { ms: end?.first, jobs: ["renew-due-subscriptions", "expire-ended-subscriptions"] },
    { ms: charge?.first, jobs: ["charge-due-cycles"] },
    { ms: await nextRetryAtMs(db, instantOfEpochMs(afterMs)), jobs: advancingJobs },
    { ms: invoicing?.epochMilliseconds, jobs: ["issue-invoices"] },
  ];
  const ms = Math.min(...candidates.map((candidate) => candidate.ms ?? Number.POSITIVE_INFINITY));
  if (ms === Number.POSITIVE_INFINITY) return null;
  const due = new Set(candidates.flatMap((candidate) => (candidate.ms === ms ? candidate.jobs : [])));
  return { ms, jobs: jobNames.filter((job) => due.has(job)) };
}
