import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import type { Temporal } from "temporal-polyfill";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityRefused } from "#app/domain/activity/activity.ts";
import { instantOfEpochMs, laterOf } from "#app/domain/calendar/utc-days.ts";
import { permissionForBulk } from "#app/domain/bulk/bulk-change.ts";
import type { Db } from "#db/client.ts";
import {
  type BulkRow,
  type BulkRun,
  countOpenBulkRuns,
  finishBulkRun,
  isBulkRowWaiting,
  leaseBulkRun,
  listFreeBulkRuns,
  listWaitingBulkRows,
  releaseBulkRun,
  settleBulkRow,
} from "#db/repositories/bulk-runs.ts";
import { findUserById, rolesOfUser } from "#db/repositories/users.ts";
import { logActivity, loggedTransaction } from "../activity/log-activity.server.ts";
import type { ChangeDeps } from "../ports.ts";
import { withRetries } from "../renewals/retry.server.ts";
import { carryOutRow, logAsOf, RowTakenError } from "./carry-out-row.server.ts";

/** Rows between two renewals of the lease. */
const lot = 20;
const runsRead = 20;
/** A worker that has not renewed its lease for this long is taken to be gone, in milliseconds. */
const leaseMs = 60_000;
const countedMax = 1000;
/** How long a request waits for a run before it answers that it is under way, in milliseconds. */
const waitMs = 1000;

type OnRow = (counts: { readonly done: number; readonly failed: number }) => Promise<void>;

/** Confirmed runs that are not at their end. */
export function countBulkRuns(db: Db): Promise<number> {
  return countOpenBulkRuns(db, countedMax);
}

type Work = {
  readonly deps: ChangeDeps;
  /** The instant it was started at; every row is carried out at the clock's own, which is never before it. */
  readonly at: Temporal.Instant;
  readonly worker: string;
  readonly signal: AbortSignal | undefined;
  readonly onRow: OnRow;
};

/**
 * Carries out every confirmed run that nobody else works on, to its end. A row is one transaction: the change, its log
 * lines and the note that it is done are there together or not at all, so that whoever comes after a process that died
 * goes on where it stood.
 */
export async function carryOutBulkRuns(work: Work): Promise<void> {
  const { deps, at, worker, signal } = work;
  const tried = new Set<string>();
  for (;;) {
    const now = laterOf(at, deps.clock.now());
    const free = await listFreeBulkRuns(deps.db, now, runsRead);
    const run = free.find(({ id }) => !tried.has(id));
    if (run === undefined || signal?.aborted === true) return;
    tried.add(run.id);
    if (!(await lease(work, run.id))) continue;
    try {
      await carryOutRun(work, run);
    } finally {
      await releaseBulkRun(deps.db, run.id, worker);
    }
  }
}

function lease({ deps, at, worker }: Work, runId: string): Promise<boolean> {
  const now = laterOf(at, deps.clock.now());
  const until = instantOfEpochMs(now.epochMilliseconds + leaseMs);
  return withRetries(() => leaseBulkRun(deps.db, runId, { worker, at: now, until }));
}

async function carryOutRun(work: Work, run: BulkRun): Promise<void> {
  const { deps, at, signal } = work;
  for (;;) {
    const actor = await presentActor(deps.db, run);
    const rows = await listWaitingBulkRows(deps.db, run.id, lot);
    if (rows.length === 0) {
      await withRetries(() => finishBulkRun(deps.db, run.id, laterOf(at, deps.clock.now())));
      return;
    }
    for (const row of rows) {
      if (signal?.aborted === true) return;
      await work.onRow(await settled(deps, run, row, actor, laterOf(at, deps.clock.now())));
      // SQLite answers within this process; whoever else waits in it gets a turn.
      await nextTurn();
    }
    if (!(await lease(work, run.id))) return;
  }
}

/** Whoever confirmed the run, with the roles of now: who may not do it any more does not do it through a run either. */
async function presentActor(db: Db, run: BulkRun): Promise<Extract<Actor, { kind: "partner" }>> {
  const { confirmed, partnerId, id: bulkRunId } = run;
  if (confirmed === null) throw new Error(`Run ${bulkRunId} was never confirmed`);
  const account = await findUserById(db, confirmed.by);
  const isIn = account !== undefined && account.disabledAt === null;
  const roles = isIn ? await rolesOfUser(db, confirmed.by) : [];
  return { kind: "partner", userId: confirmed.by, partnerId, roles, address: confirmed.address, bulkRunId };
}

async function settled(
  deps: ChangeDeps,
  run: BulkRun,
  row: BulkRow,
  actor: Extract<Actor, { kind: "partner" }>,
  at: Temporal.Instant,
): Promise<{ done: number; failed: number }> {
  try {
    const access = decidePartnerScope(actor, permissionForBulk(run.action.kind));
    const result = access.ok
      ? await withRetries(() => carryOutRow(deps, actor, run, row, at))
      : await withRetries(() => refuseRow(deps, actor, run, row, access.refusal, at));
    return result.ok ? { done: 1, failed: 0 } : { done: 0, failed: 1 };
  } catch (error) {
    if (error instanceof RowTakenError) return { done: 0, failed: 0 };
    // What nobody foresaw must not keep the other rows back, and the row says that it was not done.
    await withRetries(() => refuseRow(deps, actor, run, row, { code: "bulk-row-failed" }, at));
    return { done: 0, failed: 1 };
  }
}

/** Notes a row as refused before its change was tried, with its line in the log. */
async function refuseRow(
  deps: ChangeDeps,
  actor: Actor,
  run: BulkRun,
  row: BulkRow,
  refusal: NonNullable<BulkRow["refusal"]>,
  at: Temporal.Instant,
): Promise<{ ok: false }> {
  const { partnerId, customerId, subscriptionId } = row;
  await loggedTransaction(deps, async (tx) => {
    if (!(await isBulkRowWaiting(tx, row))) return;
    await settleBulkRow(tx, row, { refusal, at });
    const subject = { partnerId, customerId, subscriptionId };
    await logActivity(tx, deps, actor, [activityRefused(logAsOf(run.action), at, subject, refusal.code)]);
  });
  return { ok: false };
}

/**
 * Starts what was just confirmed, and lets it go on behind the answer where it takes longer. Where this process ends
 * before, the jobs go on.
 */
export async function startBulkRuns(deps: ChangeDeps, at: Temporal.Instant): Promise<void> {
  const work = carryOutBulkRuns({ deps, at, worker: deps.ids.next(), signal: undefined, onRow: async () => undefined });
  await Promise.race([work.catch(() => undefined), sleep(waitMs, null, { ref: false })]);
}
