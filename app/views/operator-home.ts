import { mayDo } from "#app/domain/access/permissions.ts";
import { addHours } from "#app/domain/calendar/utc-days.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import { schedulerSilentAfterMs } from "#app/domain/jobs/job-names.ts";
import { skusByKey } from "#db/repositories/catalog.ts";
import { countPools } from "#db/repositories/key-pool-lists.ts";
import { listJobFailures } from "#db/repositories/job-failures.ts";
import { findLastTick } from "#db/repositories/scheduler.ts";
import { listOnHold } from "#db/repositories/subscription-lists.ts";
import { countSupportRequests } from "#db/repositories/support-lists.ts";
import { listTroubledRuns } from "#db/repositories/troubled-runs.ts";
import { type FailingSubscription, failingSubscriptionOf } from "./failing-subscriptions.ts";
import type { CountText, Format, InstantText } from "./format.ts";
import { homeLines } from "./partner-home.ts";
import { countProductsWithoutFiles } from "./shelf/download-files.ts";
import type { Count } from "./shelf/key-pools.ts";
import { waitingForKeys } from "./shelf/waiting-for-keys.ts";
import { type SubscriptionSummary, subscriptionSummaryOf } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

export type OperatorHome = {
  /** Runs of the last seven days that failed, were interrupted, or left subscriptions undone. */
  readonly troubledRuns: readonly {
    readonly id: string;
    readonly job: string;
    readonly status: string;
    readonly startedAt: InstantText;
    readonly dueCount: number;
    readonly failedCount: number;
    readonly error: string | null;
  }[];
  readonly failing: readonly FailingSubscription[];
  readonly onHold: readonly SubscriptionSummary[];
  /** Null where no scheduler ever ticked. */
  readonly lastTickAt: InstantText | null;
  readonly isSchedulerSilent: boolean;
  /** Support requests that wait for the operator's answer; null where the reader answers none. */
  readonly supportWaiting: CountText | null;
  /** What runs out, or is not there, of keys and files. */
  readonly shelf: {
    readonly low: Count;
    readonly empty: Count;
    /** Purchases whose key was asked for in vain. */
    readonly waiting: Count;
    /** Products with downloads and no file at all. */
    readonly withoutFiles: Count;
  };
};

const troubleHours = 7 * 24;
const supportCountMax = 100;

/** What the operator is shown first: whether the jobs do their work, and whether keys and files are there. */
export async function operatorHome(context: ViewContext, format: Format): Promise<OperatorHome> {
  const { db, at } = context;
  const runs = await listTroubledRuns(db, addHours(at, -troubleHours), homeLines);
  const failures = await listJobFailures(db, { partnerId: null, limit: homeLines });
  const held = await listOnHold(db, null, { limit: homeLines });
  const skus = await skusByKey(
    db,
    held.map(({ subscription }) => skuKey(subscription.productId, subscription.skuId)),
  );
  const lastTick = await findLastTick(db);
  return {
    troubledRuns: runs.map((run) => ({ ...run, startedAt: format.instant(run.startedAt) })),
    failing: failures.map((failure) => failingSubscriptionOf(failure, format)),
    onHold: held.map((item) => subscriptionSummaryOf(item, skus, at, format)),
    lastTickAt: lastTick === undefined ? null : format.instant(lastTick),
    isSchedulerSilent:
      lastTick === undefined || at.epochMilliseconds - lastTick.epochMilliseconds > schedulerSilentAfterMs,
    supportWaiting: mayDo(context.actor, "answer-support-requests")
      ? format.count(await countSupportRequests(db, null, "open", supportCountMax), supportCountMax)
      : null,
    shelf: await shelfOf(context, format),
  };
}

async function shelfOf(context: ViewContext, format: Format): Promise<OperatorHome["shelf"]> {
  const count = (value: number): Count => ({ value, text: format.number(value) });
  const { low, empty } = await countPools(context.db, "");
  const waiting = await waitingForKeys(context);
  return {
    low: count(low - empty),
    empty: count(empty),
    waiting: count(waiting.length),
    withoutFiles: count(await countProductsWithoutFiles(context.db)),
  };
}
