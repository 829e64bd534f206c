import type { Temporal } from "temporal-polyfill";
import { activityDone } from "#app/domain/activity/activity.ts";
import { presentDevices } from "#app/domain/upgrade-verification/decide-installation.ts";
import { evidenceKeptUntil, isEvidenceOver } from "#app/domain/upgrade-verification/evidence-retention.ts";
import { evidenceYears } from "#app/domain/upgrade-verification/installation-order.ts";
import type { Db, Tx } from "#db/client.ts";
import {
  clearInstallation,
  type EndedInstallation,
  listEndedInstallations,
} from "#db/repositories/installation-orders-cleared.ts";
import { findInstallation, listInstallationDevices } from "#db/repositories/installation-orders.ts";
import { addJobRunProgress } from "#db/repositories/job-runs.ts";
import { logActivity, loggedTransaction } from "../activity/log-activity.server.ts";
import type { BatchCounts } from "../renewals/advance-due.server.ts";
import { withRetries } from "../renewals/retry.server.ts";
import type { RunContext } from "../renewals/run-context.server.ts";
import { subjectOfInstallation } from "./change-installation.server.ts";

/** Orders that one run looks at; the next one takes the rest. */
const ordersAtOnce = 500;

/** Orders that may go at an instant. They are found by about seven years, a day more; the calendar decides each. */
async function ordersToClear(db: Db, at: Temporal.Instant): Promise<EndedInstallation[]> {
  const before = at.toZonedDateTimeISO("UTC").subtract({ years: evidenceYears }).add({ days: 1 }).toInstant();
  const ended = await listEndedInstallations(db, before, ordersAtOnce);
  return ended.filter((order) => isEvidenceOver(order, at));
}

/** How many orders would go at an instant; changes nothing. */
export async function countOldEvidence(db: Db, at: Temporal.Instant): Promise<number> {
  return (await ordersToClear(db, at)).length;
}

/**
 * Deletes orders of upgrade installations with their evidence once they have been kept for seven years. Each is a
 * transaction of its own: it is locked and looked at again, noted, deleted, and told in the log, whose lines stay. Files
 * that no row names any more are put aside by the sweep of attachments.
 */
export async function clearOldEvidence(
  context: RunContext<"clear-old-evidence">,
  onBatch: (counts: BatchCounts) => void,
): Promise<void> {
  const { deps, at, signal } = context;
  for (const { id } of await ordersToClear(deps.db, at)) {
    if (signal?.aborted === true) return;
    const done = await withRetries(() => loggedTransaction(deps, (tx) => clearOne(tx, context, id)));
    if (done > 0) onBatch({ done, failed: 0 });
  }
}

async function clearOne(
  tx: Tx,
  { deps, actor, at, runId }: RunContext<"clear-old-evidence">,
  orderId: string,
): Promise<number> {
  const order = await findInstallation(tx, { kind: "operator" }, orderId, { lock: true });
  // Another process was quicker, or an investigation was opened meanwhile.
  const keptUntil = order === undefined ? null : evidenceKeptUntil(order);
  if (order === undefined || keptUntil === null || !isEvidenceOver(order, at)) return 0;
  const devices = presentDevices(await listInstallationDevices(tx, order)).length;
  const { id, partnerId, customerId } = order;
  const endedAt = order.doneAt ?? order.changedAt;
  await clearInstallation(tx, { id, partnerId, customerId, endedAt, keptUntil, devices, at });
  const newValue = { installationId: id, state: order.state, devices };
  await logActivity(tx, deps, actor, [
    activityDone("installation-cleared", at, subjectOfInstallation(order), { newValue }),
  ]);
  await addJobRunProgress(tx, runId, { done: 1, failed: 0, at: deps.clock.now() });
  return 1;
}
