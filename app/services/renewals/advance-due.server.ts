import { setTimeout as sleep } from "node:timers/promises";
import type { Outcome } from "#app/domain/jobs/certificate.ts";
import type { Db } from "#db/client.ts";
import { failureKind } from "#db/dialects/failure-kind.ts";
import { activityOf, type DecidedAdvance, writeAdvances } from "#db/repositories/advance-rows.ts";
import { claimDue, type DueCursor, type DueKey, listDueKeys } from "#db/repositories/due-work.ts";
import { addJobRunProgress } from "#db/repositories/job-runs.ts";
import type { SubscriptionRow } from "#db/repositories/subscription-row.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { advanceOne, type FailedAdvance, recordFailure } from "./advance-one.server.ts";
import { decideAdvance, outcomeOf, readAdvanceFacts } from "./decide-advance.server.ts";
import { withRetries } from "./retry.server.ts";
import type { AdvanceContext } from "./run-context.server.ts";

/**
 * Subscriptions per transaction. Each commit writes the pages of the indexes that its batch changed, most of them anew,
 * so that few large ones cost less than many small ones; but on SQLite whoever writes meanwhile waits for one of them
 * to end. With 500 that was a tenth of a second, and 0.2 at most, on two cores with all of them in use.
 */
export const batchSize = 500;

/** Rest between two batches, in which the pages of other processes write what they have waited with. */
const breathMs = 2;

export type BatchCounts = { readonly done: number; readonly failed: number };

/** Due rows whose keys are read at once and put into an order that is kind to the database. */
const keysPerRead = 25 * batchSize;

/**
 * Brings forward everything that is due for a job, in one pass by key, oldest first: a row that fails or is held by
 * another process is passed over, and found again by the next run if it is still due then.
 *
 * Within each stretch of keys the customers are done one after the other. Indexes are sorted by customer, so that a
 * batch of neighbours changes a few pages of them where a batch of strangers changes hundreds.
 */
export async function advanceDue(
  context: AdvanceContext,
  onBatch: (counts: BatchCounts) => void = () => {},
): Promise<void> {
  const { deps, job, at, signal } = context;
  let after: DueCursor | null = null;
  for (;;) {
    const keys: DueKey[] = await withRetries(() => listDueKeys(deps.db, { job, at, after, limit: keysPerRead }));
    const last = keys.at(-1);
    if (last === undefined) return;
    const ids = keys.sort(byCustomer).map(({ id }) => id);
    for (let from = 0; from < ids.length; from += batchSize) {
      if (signal?.aborted === true) return;
      const batch = await runBatch(context, ids.slice(from, from + batchSize));
      onBatch(await settleBatch(context, batch));
      if (from + batchSize >= ids.length && ids.length < keysPerRead) return;
      await sleep(breathMs);
    }
    after = last;
  }
}

function byCustomer(a: DueKey, b: DueKey): number {
  if (a.partnerId !== b.partnerId) return a.partnerId < b.partnerId ? -1 : 1;
  if (a.customerId !== b.customerId) return a.customerId < b.customerId ? -1 : 1;
  if (a.dueAtMs !== b.dueAtMs) return a.dueAtMs - b.dueAtMs;
  return a.id < b.id ? -1 : 1;
}

type Batch = {
  readonly outcomes: readonly Outcome[];
  readonly failed: readonly FailedAdvance[];
  readonly leftToOthers: number;
  /** Rows of a batch that failed as a whole; each gets a transaction of its own. */
  readonly toRetryAlone: readonly SubscriptionRow[];
};

/** One batch in one transaction; where the database refuses a row of it, nothing is written and its rows are tried alone. */
async function runBatch(context: AdvanceContext, ids: readonly string[]): Promise<Batch> {
  let claimed: readonly SubscriptionRow[] = [];
  try {
    return await withRetries(() =>
      context.deps.db.transaction().execute(async (tx) => {
        claimed = [];
        claimed = await claimDue(tx, { job: context.job, at: context.at, ids });
        return advanceClaimed(tx, context, claimed, ids.length - claimed.length);
      }),
    );
  } catch (error) {
    if (claimed.length === 0 || failureKind(error) === "transient") throw error;
    return { outcomes: [], failed: [], leftToOthers: ids.length - claimed.length, toRetryAlone: claimed };
  }
}

async function advanceClaimed(
  tx: Db,
  context: AdvanceContext,
  rows: readonly SubscriptionRow[],
  notClaimed: number,
): Promise<Batch> {
  const { actor, at, runId, deps } = context;
  const facts = await readAdvanceFacts(tx, context, rows);
  const advances: DecidedAdvance[] = [];
  const failures: Awaited<ReturnType<typeof recordFailure>>[] = [];
  for (const row of rows) {
    const decided = tryDecide(() => decideAdvance(context, row, facts));
    if ("advance" in decided) advances.push(decided.advance);
    else failures.push(await recordFailure(tx, context, row, decided.error));
  }
  const won = await writeAdvances(tx, advances, { at, nextId: () => deps.ids.next() });
  const outcomes = advances.flatMap((advance, index) => (won[index] === true ? outcomeOf(context, advance) : []));
  await addJobRunProgress(tx, runId, { done: outcomes.length, failed: failures.length, at: deps.clock.now() });
  await logActivity(tx, deps, actor, [...activityOf(advances, won), ...failures.flatMap(({ activity }) => activity)]);
  return {
    outcomes,
    failed: failures.map(({ failed }) => failed),
    leftToOthers: notClaimed + advances.length - outcomes.length,
    toRetryAlone: [],
  };
}

function tryDecide(decide: () => DecidedAdvance): { advance: DecidedAdvance } | { error: unknown } {
  try {
    return { advance: decide() };
  } catch (error) {
    return { error };
  }
}

/** Counts a batch into the run's tally once it is committed, and does alone what failed together. */
async function settleBatch(context: AdvanceContext, batch: Batch): Promise<BatchCounts> {
  const { tally } = context;
  for (const outcome of batch.outcomes) tally.add(outcome);
  for (const { dueAt, isHeld } of batch.failed) tally.addFailed(dueAt, isHeld);
  tally.addLeftToOthers(batch.leftToOthers);
  let done = batch.outcomes.length;
  let failed = batch.failed.length;
  for (const row of batch.toRetryAlone) {
    const result = await advanceOne(context, row);
    if (result.kind === "advanced") {
      tally.add(result.outcome);
      done += 1;
    } else if (result.kind === "failed") {
      tally.addFailed(result.failed.dueAt, result.failed.isHeld);
      if (result.isDuplicate) tally.addDuplicate();
      failed += 1;
    } else tally.addLeftToOthers(1);
  }
  return { done, failed };
}
