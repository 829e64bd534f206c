import { setTimeout as sleep } from "node:timers/promises";
import { decidePlannedSwitch } from "#app/domain/subscription/planned-auto-renew.ts";
import type { Db } from "#db/client.ts";
import { addJobRunProgress } from "#db/repositories/job-runs.ts";
import { type DueCursor, lockRows } from "#db/repositories/due-work.ts";
import { listPlannedSwitches } from "#db/repositories/planned-switches.ts";
import { type SubscriptionRow, subscriptionOfRow } from "#db/repositories/subscription-row.ts";
import { updateSubscription } from "#db/repositories/subscriptions.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import type { BatchCounts } from "./advance-due.server.ts";
import { withRetries } from "./retry.server.ts";
import type { RunContext } from "./run-context.server.ts";

const batchSize = 100;
const breathMs = 2;

/**
 * Switches auto-renew off where its chosen day has come, each once: the record is locked, decided again and written by
 * compare-and-set, and the chosen day leaves it in the same transaction. Terms that are over are left to their renewal
 * or end, which look at the chosen day themselves.
 */
export async function carryOutPlannedSwitches(
  context: RunContext<"switch-auto-renew-off">,
  onBatch: (counts: BatchCounts) => void,
): Promise<void> {
  const { at, deps, signal } = context;
  let after: DueCursor | null = null;
  for (;;) {
    const rows: SubscriptionRow[] = await withRetries(() =>
      listPlannedSwitches(deps.db, { at, after, limit: batchSize }),
    );
    const last = rows.at(-1);
    if (last === undefined || signal?.aborted === true) return;
    onBatch(
      await withRetries(() =>
        deps.db.transaction().execute((tx) =>
          switchBatch(
            tx,
            context,
            rows.map(({ id }) => id),
          ),
        ),
      ),
    );
    if (rows.length < batchSize) return;
    after = { dueAtMs: last.auto_renew_off_at ?? 0, id: last.id };
    await sleep(breathMs);
  }
}

async function switchBatch(
  tx: Db,
  { at, deps, actor, runId }: RunContext,
  ids: readonly string[],
): Promise<BatchCounts> {
  const activity = [];
  let done = 0;
  for (const row of await lockRows(tx, ids)) {
    const before = subscriptionOfRow(row);
    const decision = decidePlannedSwitch(before, { at });
    if (decision === null) continue;
    if (!(await updateSubscription(tx, before, decision.subscription, { code: "auto-renew-off" }))) continue;
    activity.push(...decision.activity);
    done += 1;
  }
  await addJobRunProgress(tx, runId, { done, failed: 0, at: deps.clock.now() });
  await logActivity(tx, deps, actor, activity);
  return { done, failed: 0 };
}
