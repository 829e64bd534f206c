import type { Actor } from "#app/domain/access/roles.ts";
import type { Result } from "#app/domain/result.ts";
import { changeDevices } from "#app/services/migration-plan/change-devices.server.ts";
import { importDeviceList } from "#app/services/migration-plan/import-device-list.server.ts";
import { receiveDeviceList } from "#app/services/migration-plan/receive-device-list.server.ts";
import type { DemoDeps } from "./demo-deps.ts";
import { deviceListOfDemo } from "./plan-migration.ts";
import type { DemoMigrationAction, DemoStep } from "./planner.ts";

/** Does a step of the move from volume licensing, through the portal's own services. */
export async function performMigrationStep(
  { deps, customerId }: { readonly deps: DemoDeps; readonly customerId: string },
  actor: Actor,
  { at, action }: Pick<DemoStep, "at"> & { readonly action: DemoMigrationAction },
): Promise<Result<unknown>> {
  if (action.kind === "mark-devices") {
    const input = { idempotencyKey: deps.ids.next(), customerId, change: "done" } as const;
    return changeDevices(deps, actor, { ...input, devices: { state: null, search: action.search } }, at);
  }
  const content = new TextEncoder().encode(deviceListOfDemo(at));
  const received = await receiveDeviceList(deps, actor, { customerId, fileName: "inventar-kms.csv", content }, at);
  if (!received.ok) return received;
  const { draftId } = received.value;
  return importDeviceList(deps, actor, { customerId, draftId, leaveOutRefused: false }, at);
}
