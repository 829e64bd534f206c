import type { Temporal } from "temporal-polyfill";
import type { PermittedAction } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone, type ActivityAction, type ActivityValue } from "#app/domain/activity/activity.ts";
import type { InstallationNoticeFacts, NoticeDraft } from "#app/domain/notices/notices.ts";
import type { Refusal, RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { presentDevices } from "#app/domain/upgrade-verification/decide-installation.ts";
import {
  type Coverage,
  type ImagingRecord,
  type InstallationDevice,
  type InstallationOrder,
  type Installer,
  verdictOfDevice,
} from "#app/domain/upgrade-verification/installation-order.ts";
import type { Db, Tx } from "#db/client.ts";
import { customerNamesById } from "#db/repositories/customers.ts";
import { findInstaller } from "#db/repositories/installation-orders-installers.ts";
import { listImagingRecords, readCoverage } from "#db/repositories/installation-orders-verifications.ts";
import { findInstallation, listInstallationDevices, updateInstallation } from "#db/repositories/installation-orders.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, queueNotices, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import {
  decideInstallationScope,
  type InstallationSide,
  noSuchInstallation,
} from "#app/domain/upgrade-verification/installation-scope.ts";

type SignedInActor = Exclude<Actor, { kind: "system" }>;

/** An order with everything that decisions about it ask for, locked. */
export type InstallationBook = Coverage & {
  readonly tx: Tx;
  readonly actor: SignedInActor;
  readonly at: Temporal.Instant;
  readonly order: InstallationOrder;
  readonly devices: readonly InstallationDevice[];
  readonly records: readonly ImagingRecord[];
};

export type InstallationChange = {
  readonly action: PermittedAction;
  readonly side: InstallationSide;
  readonly operation: string;
  readonly logAs: ActivityAction;
  readonly orderId: string;
  readonly idempotencyKey: string;
  readonly wish: unknown;
};

/** What every change of an order can be refused with, beside its own. */
export type ChangeRefusal = RefusalOf<
  "role-needed" | "signature-is-the-customers" | "not-found" | "changed-meanwhile" | "idempotency-key-reused"
>;

/** What a line of the log says an order is about. */
export function subjectOfInstallation({ partnerId, customerId }: Pick<InstallationOrder, "partnerId" | "customerId">) {
  return { partnerId, customerId };
}

/** One change of an order, once: asks the permission table, finds and locks the order in the actor's scope, decides and writes. */
export async function changeInstallation<T, R extends Refusal>(
  deps: ServiceDeps,
  actor: Actor,
  change: InstallationChange,
  at: Temporal.Instant,
  work: (book: InstallationBook) => Promise<Result<T, R>>,
): Promise<Result<T, R | ChangeRefusal>> {
  const { action, side, orderId, operation, logAs, idempotencyKey, wish } = change;
  const access = decideInstallationScope(actor, action, side);
  if (!access.ok)
    return await refuseAttempt(deps, actor, {
      at,
      logAs,
      refused: access,
      findSubject: async (tx, partnerId) => {
        const found = await findInstallation(tx, { kind: "partner", partnerId }, orderId);
        return found === undefined ? undefined : subjectOfInstallation(found);
      },
    });
  const { actor: user, scope } = access.value;
  const request = { actor: user, at, operation, idempotencyKey, wish: { orderId, wish }, logAs };
  return changeOnce<T, R | ChangeRefusal>(deps, request, async (tx, attempt) => {
    const order = await findInstallation(tx, scope, orderId, { lock: true });
    if (order === undefined) return noSuchInstallation;
    attempt.subject = subjectOfInstallation(order);
    // Refused attempts are part of an order's evidence.
    attempt.values = { installationId: order.id };
    const devices = await listInstallationDevices(tx, order);
    const coverage = await readCoverage(tx, order);
    const records = await listImagingRecords(tx, order);
    return work({ tx, actor: user, at, order, devices, records, ...coverage });
  });
}

export type InstallationOutcome = {
  readonly order: InstallationOrder;
  /** All devices after the change; left out where none changed. */
  readonly devices?: readonly InstallationDevice[];
  readonly logAs: ActivityAction;
  readonly values?: ActivityValue;
  readonly notices?: readonly NoticeDraft[];
};

/** Writes the order by compare-and-set, the line of the log, and the notices. */
export async function writeInstallation(
  deps: ServiceDeps,
  book: InstallationBook,
  { order, devices = book.devices, logAs, values = {}, notices = [] }: InstallationOutcome,
): Promise<Result<null, RefusalOf<"changed-meanwhile">>> {
  const { tx, actor, at } = book;
  const hasUnknown =
    order.state !== "cancelled" &&
    presentDevices(devices).some((device) => verdictOfDevice(device, order).result === "unknown");
  if (!(await updateInstallation(tx, book.order, order, hasUnknown))) return refused({ code: "changed-meanwhile" });
  const { state: before } = book.order;
  const newValue = { installationId: order.id, state: order.state, ...values };
  await logActivity(tx, deps, actor, [
    activityDone(logAs, at, subjectOfInstallation(order), {
      newValue,
      ...(before === order.state ? {} : { oldValue: { installationId: order.id, state: before } }),
    }),
  ]);
  await queueNotices(tx, deps.ids, at, notices);
  return ok(null);
}

/** The installer of an order; it is never removed. */
export async function installerOf({
  tx,
  order,
}: {
  readonly tx: Db;
  readonly order: InstallationOrder;
}): Promise<Installer> {
  const installer = await findInstaller(tx, order.installerId);
  if (installer === undefined) throw new Error(`An order without its installer: ${order.id}`);
  return installer;
}

type InstallationNoticeKind = Extract<NoticeDraft, { facts: InstallationNoticeFacts }>["kind"];

/** Drafts notices of an order: once per kind and key. Nobody is told where the installer has no access. */
export async function installationNotices(
  { tx, order }: Pick<InstallationBook, "tx" | "order">,
  told: readonly InstallationNoticeKind[],
  about: { readonly key: string; readonly devices: number; readonly number: number; readonly reason: string },
): Promise<NoticeDraft[]> {
  const names = await customerNamesById(tx, order.partnerId, [order.customerId]);
  const installer = await installerOf({ tx, order });
  const { key, devices, number, reason } = about;
  const facts = {
    installationId: order.id,
    customerName: names.get(order.customerId) ?? "–",
    devices,
    number,
    reason,
  };
  return told.flatMap((kind) => {
    const isForInstaller =
      kind === "verification-sent" || kind === "installation-released" || kind === "investigation-opened";
    const isForOperator = kind === "investigation-to-follow";
    if (isForInstaller && installer.partnerId === null) return [];
    return [
      {
        kind,
        dedupeKey: `${order.id}:${kind}:${key}`,
        partnerId: isForOperator ? null : isForInstaller ? installer.partnerId : order.partnerId,
        customerId: isForInstaller || isForOperator ? null : order.customerId,
        subscriptionId: null,
        termNumber: null,
        orderId: null,
        facts,
      },
    ];
  });
}
