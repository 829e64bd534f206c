import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Certificate } from "#app/domain/jobs/certificate.ts";
import { instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import {
  advancingJobs,
  isJobName,
  type JobName,
  jobNames,
  type JobRunStatus,
  schedulerSilentAfterMs,
} from "#app/domain/jobs/job-names.ts";
import { isCurrency } from "#app/domain/money/currencies.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { listJobFailures } from "#db/repositories/job-failures.ts";
import { findOldestDueAt } from "#db/repositories/due-work.ts";
import { findJobRun, type JobRun, listJobRuns } from "#db/repositories/job-runs.ts";
import { findLastTick } from "#db/repositories/scheduler.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { type DueCounts, dueUpTo } from "./due-ahead.ts";
import { type FailingSubscription, failingSubscriptionOf } from "./failing-subscriptions.ts";
import { type Format, formatFor, type InstantText, type TimeLeftText } from "./format.ts";
import type { ViewContext } from "./view-context.ts";

export type JobRunText = {
  readonly id: string;
  readonly job: JobName;
  readonly status: JobRunStatus;
  /** The instant up to which it works. */
  readonly at: InstantText;
  readonly startedAt: InstantText;
  readonly finishedAt: InstantText | null;
  readonly lastProgressAt: InstantText;
  readonly dueCount: number;
  readonly doneCount: number;
  readonly failedCount: number;
  readonly counts: { readonly due: string; readonly done: string; readonly failed: string };
  /** Whole percent of what was due; 100 where nothing was. */
  readonly percent: number;
  /** How long it took, or takes until now. */
  readonly duration: TimeLeftText;
  /** Of a run that goes on: when it will be through at its present speed; null where that cannot be said. */
  readonly remaining: TimeLeftText | null;
  readonly error: string | null;
};

export type JobRunsView = {
  readonly job: JobName | null;
  readonly jobs: readonly JobName[];
  readonly runs: readonly JobRunText[];
  readonly links: PageLinks;
  /** Subscriptions that fail now, newest first. */
  readonly failing: readonly FailingSubscription[];
  readonly scheduler: {
    /** Null where none ever woke. */
    readonly lastTickAt: InstantText | null;
    readonly isSilent: boolean;
    /** What is due now and waits. */
    readonly due: DueCounts;
    readonly oldestDueAge: TimeLeftText | null;
  };
};

const failingShown = 20;

/** The runs of all jobs or of one, newest first; for the operator. */
export async function jobRunsView(
  context: ViewContext,
  params: PageParams & { readonly job: string | null },
): Promise<Result<JobRunsView>> {
  const access = decideAccess(context.actor, "see-job-runs");
  if (!access.ok) return access;
  if (params.job !== null && !isJobName(params.job)) return refused({ code: "job-unknown", job: params.job });
  const page = await listJobRuns(context.db, { job: params.job, page: pageRequestOf(params, ["number", "string"]) });
  const failures = await listJobFailures(context.db, { partnerId: null, limit: failingShown });
  const format = formatFor(context.reader);
  return ok({
    job: params.job,
    jobs: jobNames,
    runs: page.rows.map((run) => jobRunTextOf(run, context, format)),
    links: pageLinksOf(page, (run) => [run.startedAt.epochMilliseconds, run.id]),
    failing: failures.map((failure) => failingSubscriptionOf(failure, format)),
    scheduler: await schedulerOf(context, format),
  });
}

async function schedulerOf({ db, at }: ViewContext, format: Format): Promise<JobRunsView["scheduler"]> {
  const lastTick = await findLastTick(db);
  const due = await dueUpTo(db, at);
  let oldestMs: number | null = null;
  for (const job of advancingJobs) {
    const oldest = due[job] === 0 ? null : await findOldestDueAt(db, job, at);
    if (oldest !== null) oldestMs = Math.min(oldestMs ?? oldest.epochMilliseconds, oldest.epochMilliseconds);
  }
  return {
    lastTickAt: lastTick === undefined ? null : format.instant(lastTick),
    isSilent: lastTick === undefined || at.epochMilliseconds - lastTick.epochMilliseconds > schedulerSilentAfterMs,
    due,
    oldestDueAge: oldestMs === null ? null : format.timeLeft(instantOfEpochMs(oldestMs), at),
  };
}

export type JobRunView = {
  readonly run: JobRunText;
  /** What the run proves about itself; null before its end, and for one that failed. */
  readonly certificate:
    | (Certificate & {
        /** `charged`, as text. */
        readonly chargedTexts: readonly string[];
        /** `invoiced`, as text; empty for runs that issue no invoices. */
        readonly invoicedTexts: readonly string[];
        readonly oldestDueAge: TimeLeftText | null;
      })
    | null;
  readonly failing: readonly FailingSubscription[];
};

/** One run with its certificate. */
export async function jobRunView(
  context: ViewContext,
  { runId }: { readonly runId: string },
): Promise<Result<JobRunView>> {
  const access = decideAccess(context.actor, "see-job-runs");
  if (!access.ok) return access;
  const run = await findJobRun(context.db, runId);
  if (run === undefined) return refused({ code: "not-found", what: "job-run" });
  const failures = await listJobFailures(context.db, { partnerId: null, limit: failingShown });
  const format = formatFor(context.reader);
  return ok({
    run: jobRunTextOf(run, context, format),
    certificate: run.certificate === null ? null : certificateOf(run.certificate, run, format),
    failing: failures
      .filter((failure) => failure.runId === runId)
      .map((failure) => failingSubscriptionOf(failure, format)),
  });
}

/** A run as pages show it. */
export function jobRunTextOf(run: JobRun, { at: now }: ViewContext, format: Format): JobRunText {
  const handled = run.doneCount + run.failedCount;
  const endAt = run.finishedAt ?? (run.status === "running" ? now : run.lastProgressAt);
  return {
    id: run.id,
    job: run.job,
    status: run.status,
    at: format.instant(run.at),
    startedAt: format.instant(run.startedAt),
    finishedAt: format.instantOrNull(run.finishedAt),
    lastProgressAt: format.instant(run.lastProgressAt),
    dueCount: run.dueCount,
    doneCount: run.doneCount,
    failedCount: run.failedCount,
    counts: {
      due: format.number(run.dueCount),
      done: format.number(run.doneCount),
      failed: format.number(run.failedCount),
    },
    percent: run.dueCount === 0 ? 100 : Math.min(100, Math.floor((handled * 100) / run.dueCount)),
    duration: format.timeLeft(run.startedAt, endAt),
    remaining: remainingOf(run, handled, format),
    error: run.error,
  };
}

/** At the speed so far, measured from the start to the last sign of progress. */
function remainingOf(run: JobRun, handled: number, format: Format): TimeLeftText | null {
  if (run.status !== "running" || handled === 0 || run.dueCount <= handled) return null;
  const elapsedMs = run.lastProgressAt.epochMilliseconds - run.startedAt.epochMilliseconds;
  const remainingMs = Math.round((elapsedMs / handled) * (run.dueCount - handled));
  return format.timeLeft(run.startedAt, run.startedAt.add({ milliseconds: remainingMs }));
}

function certificateOf(certificate: Certificate, run: JobRun, format: Format): JobRunView["certificate"] {
  const { oldestDueAgeMs } = certificate;
  return {
    ...certificate,
    chargedTexts: amountTextsOf(certificate.charged, format),
    invoicedTexts: amountTextsOf(certificate.invoiced ?? {}, format),
    oldestDueAge:
      oldestDueAgeMs === null ? null : format.timeLeft(run.at, run.at.add({ milliseconds: oldestDueAgeMs })),
  };
}

function amountTextsOf(byCurrency: Readonly<Record<string, number>>, format: Format): string[] {
  return Object.entries(byCurrency).map(([currency, amountMinor]) =>
    isCurrency(currency) ? format.money(amountMinor, currency).text : `${amountMinor} ${currency}`,
  );
}
