import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  decideDevicesChange,
  decideRemoval,
  presentDevices,
} from "#app/domain/upgrade-verification/decide-installation.ts";
import {
  type DeviceEntry,
  fingerprintOf,
  type InstallationDevice,
  installationDevicesMax,
  serialKeyOf,
} from "#app/domain/upgrade-verification/installation-order.ts";
import { insertInstallationDevices, updateInstallationDevice } from "#db/repositories/installation-orders.ts";
import type { ServiceDeps } from "../ports.ts";
import { changeInstallation, type ChangeRefusal, writeInstallation } from "./change-installation.server.ts";

export type PutDevicesInput = {
  readonly idempotencyKey: string;
  readonly orderId: string;
  /** Each serial number once. */
  readonly devices: readonly DeviceEntry[];
};

export type DevicesPut = { readonly orderId: string; readonly added: number; readonly changed: number };

export type PutDevicesRefusal =
  | ChangeRefusal
  | RefusalOf<
      "installation-wrong-state" | "installation-held" | "installation-devices-too-many" | "device-imaged-already"
    >;

/**
 * Adds devices, and changes those whose serial number stands on the order already: all of them, or none. What is signed
 * stays signed for the devices as they were; one that came or changed waits for a supplement.
 */
export async function putDevices(
  deps: ServiceDeps,
  actor: Actor,
  { idempotencyKey, orderId, devices: entries }: PutDevicesInput,
  at: Temporal.Instant,
): Promise<Result<DevicesPut, PutDevicesRefusal>> {
  const logAs = "installation-devices-changed";
  const change = {
    action: "prepare-installations",
    side: "customer",
    operation: "put-installation-devices",
    logAs,
    orderId,
    idempotencyKey,
    wish: entries,
  } as const;
  return changeInstallation<DevicesPut, PutDevicesRefusal>(deps, actor, change, at, async (book) => {
    const decision = decideDevicesChange(book.order, at);
    if (!decision.ok) return decision;
    const { tx, order } = book;
    const present = new Map(presentDevices(book.devices).map((device) => [serialKeyOf(device.serialNumber), device]));
    const imaged = new Set(book.records.map(({ deviceId }) => deviceId));
    const added: InstallationDevice[] = [];
    let changed = 0;
    for (const entry of entries) {
      const key = serialKeyOf(entry.serialNumber);
      const known = present.get(key);
      const device = known === undefined ? newDevice(entry, order, deps.ids.next(), at) : { ...known, ...entry };
      if (known === undefined) added.push(device);
      else {
        if (imaged.has(known.id) && fingerprintOf(known, order) !== fingerprintOf(device, order))
          return refused({ code: "device-imaged-already", serialNumber: known.serialNumber });
        changed += 1;
        await updateInstallationDevice(tx, order, device);
      }
      present.set(key, device);
    }
    if (present.size > installationDevicesMax)
      return refused({ code: "installation-devices-too-many", devicesMax: installationDevicesMax });
    await insertInstallationDevices(tx, order, added);
    const values = { added: added.length, changed, devices: present.size };
    const after = { order: decision.value, devices: [...present.values()], logAs, values } as const;
    const written = await writeInstallation(deps, book, after);
    return written.ok ? ok({ orderId, added: added.length, changed }) : written;
  });
}

function newDevice(
  entry: DeviceEntry,
  { id: orderId, partnerId }: { readonly id: string; readonly partnerId: string },
  id: string,
  at: Temporal.Instant,
): InstallationDevice {
  return { id, orderId, partnerId, ...entry, decision: null, addedAt: at, removedAt: null };
}

/** Takes a device off the order. It stays in the record as removed. */
export async function removeDevice(
  deps: ServiceDeps,
  actor: Actor,
  input: { readonly idempotencyKey: string; readonly orderId: string; readonly deviceId: string },
  at: Temporal.Instant,
): Promise<Result<{ readonly orderId: string; readonly serialNumber: string }, PutDevicesRefusal>> {
  const { idempotencyKey, orderId, deviceId } = input;
  const logAs = "installation-devices-changed";
  const change = {
    action: "prepare-installations",
    side: "customer",
    operation: "remove-installation-device",
    logAs,
    orderId,
    idempotencyKey,
    wish: deviceId,
  } as const;
  return changeInstallation<{ orderId: string; serialNumber: string }, PutDevicesRefusal>(
    deps,
    actor,
    change,
    at,
    async (book) => {
      const device = presentDevices(book.devices).find(({ id }) => id === deviceId);
      if (device === undefined) return refused({ code: "not-found", what: "installation" });
      const decision = decideRemoval(book.order, device, book, at);
      if (!decision.ok) return decision;
      await updateInstallationDevice(book.tx, book.order, { ...device, removedAt: at });
      const { serialNumber } = device;
      const devices = book.devices.map((one) => (one.id === deviceId ? { ...one, removedAt: at } : one));
      const after = { order: decision.value, devices, logAs, values: { removed: serialNumber } } as const;
      const written = await writeInstallation(deps, book, after);
      return written.ok ? ok({ orderId, serialNumber }) : written;
    },
  );
}
