import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { type ActivityAction, activityDone, type ActivityValue } from "#app/domain/activity/activity.ts";
import type { DeviceState } from "#app/domain/migration-plan/device-states.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import {
  deleteDevices,
  type DeviceChoice,
  lockPlan,
  markDevicesDone,
  reopenDevices,
  touchPlan,
} from "#db/repositories/migration-devices.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { type Planner, requirePlanner } from "./plan-access.server.ts";

export const deviceChanges = ["done", "reopen", "remove"] as const;
export type DeviceChange = (typeof deviceChanges)[number];

export type ChangeDevicesInput = {
  readonly idempotencyKey: string;
  readonly customerId: string;
  readonly change: DeviceChange;
  /** Devices by their keys, or all that a filter finds when this is done. */
  readonly devices:
    | { readonly nameKeys: readonly string[] }
    | { readonly state: DeviceState | null; readonly search: string };
};

export type DevicesChanged = {
  readonly change: DeviceChange;
  /** Devices that were changed: those that were not done before, or were. */
  readonly devices: number;
  /** The name, where it was one. */
  readonly name: string | null;
};

const logAs: Record<DeviceChange, ActivityAction> = {
  done: "devices-done",
  reopen: "devices-reopened",
  remove: "devices-removed",
};

/** Names that a line of the log holds; more are counted. */
const namesLogged = 20;

/**
 * Marks devices of a plan as done, takes the mark back, or takes devices out of the plan: one, several, or all that a
 * filter finds. Devices that are in that state already are passed over.
 */
export async function changeDevices(
  deps: ServiceDeps,
  actor: Actor,
  input: ChangeDevicesInput,
  at: Temporal.Instant,
): Promise<
  Result<DevicesChanged, RefusalOf<"role-needed" | "not-found" | "devices-not-chosen" | "idempotency-key-reused">>
> {
  const { idempotencyKey, customerId, change, devices } = input;
  const access = await requirePlanner(deps, actor, { customerId, logAs: logAs[change], at });
  if (!access.ok) return access;
  const planner = access.value;
  const request = {
    actor: planner.actor,
    at,
    operation: "change-devices",
    idempotencyKey,
    wish: { customerId, change, devices },
    logAs: logAs[change],
  } as const;
  return changeOnce<DevicesChanged, RefusalOf<"devices-not-chosen">>(deps, request, async (tx, attempt) => {
    attempt.subject = planner.scope;
    if ("nameKeys" in devices && devices.nameKeys.length === 0) return refused({ code: "devices-not-chosen" });
    await lockPlan(tx, planner.scope, at);
    const choice = "nameKeys" in devices ? devices : { ...devices, at };
    const names = await apply(tx, planner, change, choice, at);
    if (names.length > 0) {
      await touchPlan(tx, planner.scope, at);
      const activity = activityDone(logAs[change], at, planner.scope, { newValue: valueOf(names, devices) });
      await logActivity(tx, deps, planner.actor, [activity]);
    }
    return ok({ change, devices: names.length, name: names.length === 1 ? (names[0] ?? null) : null });
  });
}

async function apply(
  tx: Tx,
  { actor, scope }: Planner,
  change: DeviceChange,
  choice: DeviceChoice,
  at: Temporal.Instant,
): Promise<string[]> {
  switch (change) {
    case "done":
      return markDevicesDone(tx, scope, choice, { at, by: actor.userId });
    case "reopen":
      return reopenDevices(tx, scope, choice);
    case "remove":
      return deleteDevices(tx, scope, choice);
  }
}

function valueOf(names: readonly string[], devices: ChangeDevicesInput["devices"]): ActivityValue {
  const named = names.toSorted().slice(0, namesLogged).join(", ");
  const value = { devices: names.length, names: names.length > namesLogged ? `${named}, …` : named };
  return "nameKeys" in devices ? value : { ...value, state: devices.state ?? "all", search: devices.search };
}
