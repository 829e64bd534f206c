import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { isBefore } from "#app/domain/calendar/utc-days.ts";
import { type Certificate, createTally } from "#app/domain/jobs/certificate.ts";
import type { AdvancingJob, JobName } from "#app/domain/jobs/job-names.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { countDue } from "#db/repositories/due-work.ts";
import { clearLookAheadFailures, clearSettledFailures } from "#db/repositories/job-failures.ts";
import { addJobRunProgress, finishJobRun, insertJobRun, markInterruptedRuns } from "#db/repositories/job-runs.ts";
import { countPlannedSwitches } from "#db/repositories/planned-switches.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { carryOutBulkRuns, countBulkRuns } from "../bulk/carry-out-bulk-runs.server.ts";
import { refuseAttempt } from "../change-once.server.ts";
import { countPartnersToInvoice, issueInvoices } from "../invoicing/issue-invoices.server.ts";
import { countToDeliver, deliverNotices } from "../notices/deliver-notices.server.ts";
import { countMailsToSend, sendMails } from "../notices/send-mails.server.ts";
import { countVolumeLicensing, runVolumeLicensing } from "../service-activation/run-volume-licensing.server.ts";
import { clearOldEvidence, countOldEvidence } from "../upgrade-verification/clear-old-evidence.server.ts";
import { countDeliveriesDue, deliverWebhooks } from "../webhooks/deliver-webhooks.server.ts";
import { advanceDue, type BatchCounts } from "./advance-due.server.ts";
import { countToLookAt, lookAhead } from "./look-ahead.server.ts";
import { carryOutPlannedSwitches } from "./planned-switches.server.ts";
import { createPriceBook } from "./price-book.server.ts";
import type { AdvanceContext, JobDeps, RunContext, RunProgress } from "./run-context.server.ts";

export type JobRequest = {
  readonly job: JobName;
  /** The instant up to which the run works; the clock's present when it is left out. */
  readonly at?: Temporal.Instant;
  /** Keep a record also of a run that found nothing due. A person's run is always kept, a tick's is not: there is one a minute. */
  readonly recordIdle?: boolean;
  /** Asks the run to stop after the batch at hand, for a process that is told to end. */
  readonly signal?: AbortSignal;
};

export type JobReport = {
  /** Null for an idle run that was not recorded. */
  readonly runId: string | null;
  readonly job: JobName;
  readonly at: Temporal.Instant;
  /** `interrupted`: stopped by its signal; what is left is due for the next run. */
  readonly status: "done" | "failed" | "interrupted";
  readonly due: number;
  readonly done: number;
  readonly failed: number;
  readonly certificate: Certificate;
  /** Why the run as a whole failed; null when it came to its end. */
  readonly error: string | null;
};

export type JobRefusal = RefusalOf<"role-needed" | "instant-in-future">;

/**
 * Runs one job up to an instant: everything that is due then, found in the database. A second run at the same instant
 * finds nothing. An instant ahead of the clock is for the sandbox only.
 *
 * @param onProgress told after every batch, with the counts so far
 */
export async function runJob(
  deps: JobDeps,
  actor: Actor,
  request: JobRequest,
  onProgress: (progress: RunProgress) => void = () => {},
): Promise<Result<JobReport, JobRefusal>> {
  const access = decideAccess(actor, "run-jobs");
  const now = deps.clock.now();
  if (!access.ok) return refuseAttempt(deps, actor, { at: now, logAs: "job-run-by-hand", refused: access });
  const at = request.at ?? now;
  if (deps.mode === "production" && isBefore(now, at))
    return refused({ code: "instant-in-future", at: at.epochMilliseconds });

  const byHand = actor.kind !== "system";
  await markInterruptedRuns(deps.db, now);
  if (byHand) await logRunByHand(deps, actor, request.job, now);
  const due = await countDueOf(deps, request.job, at);
  if (due === 0 && !byHand && request.recordIdle !== true && request.job !== "look-ahead")
    return ok(idleReport(request.job, at));
  return ok(await recordedRun(deps, request, at, due, onProgress));
}

function countDueOf(deps: JobDeps, job: JobName, at: Temporal.Instant): Promise<number> {
  if (job === "switch-auto-renew-off") return countPlannedSwitches(deps.db, at);
  if (job === "issue-invoices") return countPartnersToInvoice(deps.db, at);
  if (job === "deliver-notices") return countToDeliver(deps.db);
  if (job === "send-mail") return countMailsToSend(deps, at);
  if (job === "volume-licensing") return countVolumeLicensing(deps.db, at);
  if (job === "clear-old-evidence") return countOldEvidence(deps.db, at);
  if (job === "deliver-webhooks") return countDeliveriesDue(deps, at);
  if (job === "carry-out-bulk-changes") return countBulkRuns(deps.db);
  return job === "look-ahead" ? countToLookAt(deps.db, at) : countDue(deps.db, job, at);
}

async function recordedRun(
  deps: JobDeps,
  { job, signal }: JobRequest,
  at: Temporal.Instant,
  due: number,
  onProgress: (progress: RunProgress) => void,
): Promise<JobReport> {
  const { db, clock, ids } = deps;
  const runId = ids.next();
  const tally = createTally();
  const context: RunContext = {
    deps,
    job,
    actor: { kind: "system", job },
    at,
    runId,
    tally,
    prices: createPriceBook(),
    signal,
  };
  await insertJobRun(db, { id: runId, job, at, startedAt: clock.now(), dueCount: due });
  const counts = { done: 0, failed: 0 };
  const onBatch = (batch: BatchCounts) => {
    counts.done += batch.done;
    counts.failed += batch.failed;
    onProgress({ job, runId, due, ...counts });
  };
  let error: string | null = null;
  try {
    await workOf(context, onBatch);
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown);
  }
  const status = error !== null ? "failed" : signal?.aborted === true ? "interrupted" : "done";
  const certificate = tally.certificate(at);
  await finishJobRun(db, runId, { status, at: clock.now(), certificate, error });
  return { runId, job, at, status, due, ...counts, certificate, error };
}

async function workOf(context: RunContext, onBatch: (counts: BatchCounts) => void): Promise<void> {
  const { deps, at } = context;
  if (isOf(context, "look-ahead")) {
    await lookAhead(context, onBatch);
    if (context.signal?.aborted !== true) await clearLookAheadFailures(deps.db, at);
  } else if (isOf(context, "switch-auto-renew-off")) {
    await carryOutPlannedSwitches(context, onBatch);
  } else if (isOf(context, "issue-invoices")) {
    await issueInvoices(context, onBatch);
  } else if (isOf(context, "deliver-notices")) {
    await deliverNotices(context, onBatch);
  } else if (isOf(context, "send-mail")) {
    await sendMails(context, onBatch);
  } else if (isOf(context, "volume-licensing")) {
    await runVolumeLicensing(context, onBatch);
  } else if (isOf(context, "clear-old-evidence")) {
    await clearOldEvidence(context, onBatch);
  } else if (isOf(context, "deliver-webhooks")) {
    await deliverWebhooks(context, onBatch);
  } else if (isOf(context, "carry-out-bulk-changes")) {
    const { runId: worker, signal } = context;
    const onRow = async (counts: BatchCounts) => {
      await addJobRunProgress(deps.db, worker, { ...counts, at: deps.clock.now() });
      onBatch(counts);
    };
    await carryOutBulkRuns({ deps, at, worker, signal, onRow });
  } else {
    await advanceDue(context as AdvanceContext, onBatch);
    await clearSettledFailures(deps.db, at);
  }
}

function isOf<J extends JobName>(context: RunContext, job: J): context is RunContext<J> {
  return context.job === job;
}

function idleReport(job: AdvancingJob | JobName, at: Temporal.Instant): JobReport {
  const certificate = createTally().certificate(at);
  return { runId: null, job, at, status: "done", due: 0, done: 0, failed: 0, certificate, error: null };
}

async function logRunByHand(deps: JobDeps, actor: Actor, job: JobName, now: Temporal.Instant): Promise<void> {
  const draft = activityDone("job-run-by-hand", now, { partnerId: null }, { newValue: { job } });
  await deps.db.transaction().execute((tx) => logActivity(tx, deps, actor, [draft]));
}
