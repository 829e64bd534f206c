import type { Temporal } from "temporal-polyfill";
import type { LetterDraft } from "#app/domain/agreements/letters.ts";
import type { InstallationOrder, Verification } from "#app/domain/upgrade-verification/installation-order.ts";
import { handOverKey } from "#app/domain/upgrade-verification/speak-for-installer.ts";
import { targetNames } from "#app/domain/upgrade-verification/verdict.ts";
import type { Tx } from "#db/client.ts";
import { customerNamesById } from "#db/repositories/customers.ts";
import { insertLetters } from "#db/repositories/letters.ts";
import type { ServiceDeps } from "../ports.ts";
import { installerOf } from "./change-installation.server.ts";

export type InstallerLetter = {
  readonly kind: "form-handed-over" | "devices-released" | "installation-stopped";
  /** Tells letters of a kind about one order apart. */
  readonly key: string;
  /** Of the form that it is about; 0 where it is about none. */
  readonly number: number;
  readonly devices: number;
  readonly because?: "held" | "cancelled";
};

/**
 * Writes to an installer without access, in the transaction of what it tells of; one with access reads notices. Rule: to
 * its stored return address alone, and files with it: the form, or what may be imaged. In the language of the form.
 */
export async function tellInstallerByLetter(
  tx: Tx,
  { ids }: Pick<ServiceDeps, "ids">,
  { order, verifications }: { readonly order: InstallationOrder; readonly verifications: readonly Verification[] },
  { kind, key, number, devices, because }: InstallerLetter,
  at: Temporal.Instant,
): Promise<void> {
  const installer = await installerOf({ tx, order });
  if (installer.partnerId !== null || order.handedOverAt === null) return;
  const names = await customerNamesById(tx, order.partnerId, [order.customerId]);
  const facts = {
    enrollment: order.enrollmentNumber,
    organization: names.get(order.customerId) ?? "–",
    installationId: order.id,
    number,
    product: targetNames[order.target],
    devices,
    instructions: installer.returnInstructions,
  };
  const envelope = {
    dedupeKey: kind === "form-handed-over" ? handOverKey(order.id, number) : `installation:${order.id}:${kind}:${key}`,
    partnerId: order.partnerId,
    customerId: order.customerId,
    enrollmentId: null,
    serviceId: null,
    contactId: null,
    recipient: {
      name: installer.name,
      email: installer.returnAddress,
      language: verifications.at(-1)?.language ?? "de",
    },
  };
  const draft: LetterDraft =
    kind === "installation-stopped"
      ? { ...envelope, kind, facts: { ...facts, because: because ?? "held" } }
      : { ...envelope, kind, facts };
  await insertLetters(tx, at, [{ id: ids.next(), draft }]);
}
