import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { importDeviceList } from "#app/services/migration-plan/import-device-list.server.ts";
import { receiveDeviceList } from "#app/services/migration-plan/receive-device-list.server.ts";
import type { ServiceDeps } from "#app/services/ports.ts";

/** Plans of the move from volume licensing, for tests. */

export function listBytes(lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(["name;activation;group", ...lines].join("\n"));
}

/** A list that was read and waits. */
export async function receiveList(
  deps: ServiceDeps,
  actor: Actor,
  customerId: string,
  lines: readonly string[],
  at: Temporal.Instant,
): Promise<string> {
  const input = { customerId, fileName: "devices.csv", content: listBytes(lines) };
  const received = await receiveDeviceList(deps, actor, input, at);
  if (!received.ok) throw new Error(received.refusal.code);
  return received.value.draftId;
}

/** A list that was read and taken over. */
export async function importList(
  deps: ServiceDeps,
  actor: Actor,
  customerId: string,
  lines: readonly string[],
  at: Temporal.Instant,
): Promise<void> {
  const draftId = await receiveList(deps, actor, customerId, lines, at);
  const imported = await importDeviceList(deps, actor, { customerId, draftId, leaveOutRefused: true }, at);
  if (!imported.ok) throw new Error(imported.refusal.code);
}
