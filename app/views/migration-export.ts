import {
  deviceStateAt,
  type KmsActivation,
  runsOutAt,
  wholeDaysLeft,
} from "#app/domain/migration-plan/kms-activation.ts";
import type { DeviceState } from "#app/domain/migration-plan/device-states.ts";
import { isoDayOf } from "#app/domain/calendar/utc-days.ts";
import type { Temporal } from "temporal-polyfill";
import { ok, type Result } from "#app/domain/result.ts";
import { listMigrationDevices, type MigrationDevice, migrationDeviceKey } from "#db/repositories/migration-devices.ts";
import type { Cursor } from "#db/keyset.ts";
import { findCustomerInScope } from "./customer-head.ts";
import type { ViewContext } from "./view-context.ts";

/** A device as an export has it: plain values, the same in every language. */
export type ExportedDevice = {
  readonly name: string;
  /** `YYYY-MM-DD`, or an ISO instant where the time is known. Can be read in again. */
  readonly lastActivation: string;
  /** The same for the end. */
  readonly runsOut: string;
  readonly daysLeft: number;
  readonly state: DeviceState;
  readonly group: string | null;
  readonly product: string | null;
  readonly note: string | null;
  readonly doneAt: string | null;
};

const rowsPerPiece = 1_000;

export type MigrationExport = { readonly customerName: string; readonly devices: AsyncIterable<ExportedDevice> };

/** All devices that a filter finds, read while they are taken. No key is among them. */
export async function migrationExport(
  context: ViewContext,
  params: { readonly customerId: string; readonly state: DeviceState | null; readonly search: string },
): Promise<Result<MigrationExport>> {
  const found = await findCustomerInScope(context, "see-software", params.customerId);
  if (!found.ok) return found;
  const { id: customerId, partnerId, name } = found.value;
  return ok({ customerName: name, devices: devicesOf(context, { partnerId, customerId }, params) });
}

async function* devicesOf(
  { db, at }: ViewContext,
  scope: { readonly partnerId: string; readonly customerId: string },
  { state, search }: { readonly state: DeviceState | null; readonly search: string },
): AsyncGenerator<ExportedDevice> {
  let cursor: Cursor | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof listMigrationDevices>> = await listMigrationDevices(
      db,
      scope,
      { state, search, at },
      { limit: rowsPerPiece, cursor },
    );
    for (const device of page.rows) yield exportedOf(device, at);
    const last = page.rows.at(-1);
    if (!page.hasNext || last === undefined) return;
    cursor = { direction: "after", key: migrationDeviceKey(last) };
  }
}

function exportedOf(device: MigrationDevice, at: Temporal.Instant): ExportedDevice {
  const { activation, name, groupName, product, note, doneAt } = device;
  return {
    name,
    lastActivation: isoText(activation.at, activation),
    runsOut: isoText(runsOutAt(activation), activation),
    daysLeft: wholeDaysLeft(activation, at),
    state: deviceStateAt(device, at),
    group: groupName,
    product,
    note,
    doneAt: doneAt?.toString() ?? null,
  };
}

function isoText(instant: Temporal.Instant, { isTimeKnown }: KmsActivation): string {
  return isTimeKnown ? instant.toString() : isoDayOf(instant);
}
