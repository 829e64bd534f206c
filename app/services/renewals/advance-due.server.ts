import { setTimeout as sleep } from "node:timers/promises";
import type { Outcome } from "#app/domain/jobs/certificate.ts";
import type { Db } from "#db/client.ts";
import { failureKind } from "#db/dialects/failure-kind.ts";
import { type DecidedAdvance, writeAdvances } from "#db/repositories/advance-rows.ts";
import { claimDue, cursorAfter, type DueCursor } from "#db/repositories/due-work.ts";
import { addJobRunProgress } from "#db/repositories/job-runs.ts";
import type { SubscriptionRow } from "#db/repositories/subscription-row.ts";
import { advanceOne, type FailedAdvance, recordFailure } from "./advance-one.server.ts";
import { decideAdvance, outcomeOf, readAdvanceFacts } from "./decide-advance.server.ts";
import { withRetries } from "./retry.server.ts";
import type { AdvanceContext } from "./run-context.server.ts";

/**
 * Subscriptions per transaction. With 200 a page in another process waits a few milliseconds for its turn to write;
 * with 1,000 it would wait up to 60.
 */
export const batchSize = 200;

/** Rest between two batches, in which the pages of other processes write what they have waited with. */
const breathMs = 2;

export type BatchCounts = { readonly done: number; readonly failed: number };

/**
 * Brings forward everything that is due for a job, batch by batch, oldest first, in one pass by key: a row that fails
 * or is held by another process is passed over, and found again by the next run if it is still due then.
 */
export async function advanceDue(
  context: AdvanceContext,
  onBatch: (counts: BatchCounts) => void = () => {},
): Promise<void> {
  let after: DueCursor | null = null;
  for (;;) {
    const batch: Batch | null = await runBatch(context, after);
    if (batch === null) return;
    onBatch(await settleBatch(context, batch));
    after = batch.cursor;
    await sleep(breathMs);
  }
}

type Batch = {
  readonly cursor: DueCursor;
  readonly outcomes: readonly Outcome[];
  readonly failed: readonly FailedAdvance[];
  readonly leftToOthers: number;
  /** Rows of a batch that failed as a whole; each gets a transaction of its own. */
  readonly toRetryAlone: readonly SubscriptionRow[];
};

/** One batch in one transaction; where the database refuses a row of it, nothing is written and its rows are tried alone. */
async function runBatch(context: AdvanceContext, after: DueCursor | null): Promise<Batch | null> {
  let claimed: readonly SubscriptionRow[] = [];
  try {
    return await withRetries(() =>
      context.deps.db.transaction().execute(async (tx) => {
        claimed = [];
        claimed = await claimDue(tx, { job: context.job, at: context.at, after, limit: batchSize });
        return advanceClaimed(tx, context, claimed);
      }),
    );
  } catch (error) {
    const last = claimed.at(-1);
    if (last === undefined || failureKind(error) === "transient") throw error;
    const cursor = cursorAfter(context.job, last);
    return { cursor, outcomes: [], failed: [], leftToOthers: 0, toRetryAlone: claimed };
  }
}

async function advanceClaimed(
  tx: Db,
  context: AdvanceContext,
  rows: readonly SubscriptionRow[],
): Promise<Batch | null> {
  const last = rows.at(-1);
  if (last === undefined) return null;
  const { actor, at, runId, deps } = context;
  const facts = await readAdvanceFacts(tx, context, rows);
  const advances: DecidedAdvance[] = [];
  const failed: FailedAdvance[] = [];
  for (const row of rows) {
    const decided = tryDecide(() => decideAdvance(context, row, facts));
    if ("advance" in decided) advances.push(decided.advance);
    else failed.push(await recordFailure(tx, context, row, decided.error));
  }
  const won = await writeAdvances(tx, advances, { actor, at, nextId: () => deps.ids.next() });
  const outcomes = advances.flatMap((advance, index) => (won[index] === true ? outcomeOf(context, advance) : []));
  await addJobRunProgress(tx, runId, { done: outcomes.length, failed: failed.length, at: deps.clock.now() });
  return {
    cursor: cursorAfter(context.job, last),
    outcomes,
    failed,
    leftToOthers: advances.length - outcomes.length,
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
