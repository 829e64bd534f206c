import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone, activityRefused } from "#app/domain/activity/activity.ts";
import { devicesMax } from "#app/domain/migration-plan/device-list.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import {
  deleteDraftDevices,
  type DeviceListDraft,
  effectOfDraft,
  findDeviceListDraft,
  importDraftDevices,
  markDraftImported,
} from "#db/repositories/device-list-drafts.ts";
import { lockPlan, touchPlan } from "#db/repositories/migration-devices.ts";
import { logActivity, loggedTransaction } from "../activity/log-activity.server.ts";
import type { ServiceDeps } from "../ports.ts";
import type { DraftInput } from "./discard-device-list.server.ts";
import { type Planner, requirePlanner } from "./plan-access.server.ts";

export type DeviceListImported = {
  readonly draftId: string;
  readonly addedDevices: number;
  /** Devices whose activation became a later one. */
  readonly changedDevices: number;
};

export type ImportDeviceListRefusal = RefusalOf<
  "role-needed" | "not-found" | "device-list-refused" | "device-list-too-long"
>;

/**
 * Takes a list that was read into the customer's plan: all of its devices or none, in one transaction. What is marked
 * as done stays so, an activation is replaced by a later one alone. The draft is the key of the request: asked twice,
 * the second answer is that of the first.
 *
 * @param input.leaveOutRefused take over the good lines of a list that has refused ones too
 */
export async function importDeviceList(
  deps: ServiceDeps,
  actor: Actor,
  input: DraftInput & { readonly leaveOutRefused: boolean },
  at: Temporal.Instant,
): Promise<Result<DeviceListImported, ImportDeviceListRefusal>> {
  const { customerId, draftId } = input;
  const access = await requirePlanner(deps, actor, { customerId, logAs: "device-list-imported", at });
  if (!access.ok) return access;
  const imported = await loggedTransaction(deps, (tx) => importDraft(deps, tx, access.value, input, at));
  // Nobody needs them any more, and nobody waits for this.
  if (imported.ok) await deleteDraftDevices(deps.db, draftId);
  return imported;
}

async function importDraft(
  deps: ServiceDeps,
  tx: Tx,
  { actor, scope }: Planner,
  { draftId, leaveOutRefused }: { readonly draftId: string; readonly leaveOutRefused: boolean },
  at: Temporal.Instant,
): Promise<Result<DeviceListImported, ImportDeviceListRefusal>> {
  const draft = await findDeviceListDraft(tx, scope, draftId, { lock: true });
  if (draft === undefined) return refused({ code: "not-found", what: "device-list" });
  if (draft.status === "imported") return ok(resultOf(draft));
  await lockPlan(tx, scope, at);
  const { added, moved, total } = await effectOfDraft(tx, scope, draftId);
  const refusal = refusalOf(draft, leaveOutRefused, total);
  if (refusal !== null) {
    await logActivity(tx, deps, actor, [activityRefused("device-list-imported", at, scope, refusal.code)]);
    return refused(refusal);
  }
  await importDraftDevices(tx, scope, draftId, at);
  await markDraftImported(tx, draftId, { at, added, changed: moved });
  await touchPlan(tx, scope, at);
  const { fileName, refusedLines, mergedLines } = draft;
  const newValue = { fileName, addedDevices: added, changedDevices: moved, refusedLines, mergedLines };
  await logActivity(tx, deps, actor, [activityDone("device-list-imported", at, scope, { newValue })]);
  return ok({ draftId, addedDevices: added, changedDevices: moved });
}

function refusalOf(
  { refusedLines, devices }: DeviceListDraft,
  leaveOutRefused: boolean,
  total: number,
): RefusalOf<"device-list-refused" | "device-list-too-long"> | null {
  if (refusedLines > 0 && (!leaveOutRefused || devices === 0)) return { code: "device-list-refused", refusedLines };
  return total > devicesMax ? { code: "device-list-too-long", devicesMax } : null;
}

function resultOf({ id, addedDevices, changedDevices }: DeviceListDraft): DeviceListImported {
  return { draftId: id, addedDevices: addedDevices ?? 0, changedDevices: changedDevices ?? 0 };
}
