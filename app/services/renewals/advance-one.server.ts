import type { Temporal } from "temporal-polyfill";
import { activityDone, type ActivityDraft } from "#app/domain/activity/activity.ts";
import { instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import type { Outcome } from "#app/domain/jobs/certificate.ts";
import { attemptsMax } from "#app/domain/jobs/retries.ts";
import type { Db } from "#db/client.ts";
import { failureKind } from "#db/dialects/failure-kind.ts";
import { activityOf, writeAdvances } from "#db/repositories/advance-rows.ts";
import { claimOneDue, dueAtMsOf, holdSubscription } from "#db/repositories/due-work.ts";
import { recordJobFailure } from "#db/repositories/job-failures.ts";
import { addJobRunProgress } from "#db/repositories/job-runs.ts";
import type { SubscriptionRow } from "#db/repositories/subscription-row.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { decideAdvance, outcomeOf, readAdvanceFacts } from "./decide-advance.server.ts";
import { withRetries } from "./retry.server.ts";
import type { AdvanceContext } from "./run-context.server.ts";

/** A subscription that could not be brought forward. */
export type FailedAdvance = { readonly dueAt: Temporal.Instant; readonly isHeld: boolean };

export type OneResult =
  | { readonly kind: "advanced"; readonly outcome: Outcome }
  /** Someone else has done it, or is doing it. */
  | { readonly kind: "left" }
  | { readonly kind: "failed"; readonly failed: FailedAdvance; readonly isDuplicate: boolean };

/**
 * Brings one subscription forward in a transaction of its own. The way of batches that failed as a whole: whatever
 * broke them stays with the one subscription that did, and the others go on.
 */
export async function advanceOne(context: AdvanceContext, row: SubscriptionRow): Promise<OneResult> {
  try {
    return await withRetries(() => context.deps.db.transaction().execute((tx) => tryOne(tx, context, row.id)));
  } catch (error) {
    if (failureKind(error) === "transient") throw error;
    return noteFailure(context, row, error);
  }
}

async function tryOne(tx: Db, context: AdvanceContext, subscriptionId: string): Promise<OneResult> {
  const { job, at, runId, actor, deps } = context;
  const row = await claimOneDue(tx, { job, at, subscriptionId });
  if (row === undefined) return { kind: "left" };
  const advance = decideAdvance(context, row, await readAdvanceFacts(tx, context, [row]));
  const won = await writeAdvances(tx, [advance], { at, nextId: () => deps.ids.next() });
  if (won[0] !== true) return { kind: "left" };
  await addJobRunProgress(tx, runId, { done: 1, failed: 0, at: deps.clock.now() });
  await logActivity(tx, deps, actor, activityOf([advance], won));
  return { kind: "advanced", outcome: outcomeOf(context, advance) };
}

async function noteFailure(context: AdvanceContext, row: SubscriptionRow, error: unknown): Promise<OneResult> {
  const { deps, runId } = context;
  return withRetries(() =>
    deps.db.transaction().execute(async (tx) => {
      // A duplicate says that someone was quicker; where that is so, the subscription is no longer due.
      const isDuplicate = failureKind(error) === "duplicate";
      const present = await claimOneDue(tx, { job: context.job, at: context.at, subscriptionId: row.id });
      if (present === undefined) return { kind: "left" };
      const { failed, activity } = await recordFailure(tx, context, present, error);
      await addJobRunProgress(tx, runId, { done: 0, failed: 1, at: deps.clock.now() });
      await logActivity(tx, deps, context.actor, activity);
      return { kind: "failed", failed, isDuplicate };
    }),
  );
}

/**
 * Notes a failed attempt, and parks the subscription when there were too many. The row is claimed by the transaction;
 * the log lines are the caller's to append, as the last thing it does.
 */
export async function recordFailure(
  tx: Db,
  context: AdvanceContext,
  row: SubscriptionRow,
  error: unknown,
): Promise<{ readonly failed: FailedAdvance; readonly activity: readonly ActivityDraft[] }> {
  const { job, at, runId } = context;
  const attempts = await recordJobFailure(tx, {
    subscriptionId: row.id,
    partnerId: row.partner_id,
    job,
    runId,
    ...reasonOf(error),
    at,
  });
  const isHeld = attempts >= attemptsMax && (await holdSubscription(tx, row, "failing", at));
  const activity: ActivityDraft[] = [];
  if (isHeld) {
    // The record may be beyond reading, so that the line is made from the row.
    const subject = {
      partnerId: row.partner_id,
      customerId: row.customer_id,
      orderId: row.order_id,
      productId: row.product_id,
      subscriptionId: row.id,
    };
    activity.push(activityDone("subscription-held", at, subject, { newValue: { reason: "failing" } }));
  }
  return { failed: { dueAt: instantOfEpochMs(dueAtMsOf(job, row)), isHeld }, activity };
}

const messageLengthMax = 500;

/** What is kept of an error: its kind, and its words without a stack, for people who look at the run. */
function reasonOf(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: "error", message: String(error).slice(0, messageLengthMax) };
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return { code, message: error.message.slice(0, messageLengthMax) };
}
