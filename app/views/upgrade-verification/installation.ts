import { mayDo } from "#app/domain/access/permissions.ts";
import type { LicensingProgramme } from "#app/domain/agreements/agreement.ts";
import type { MailState } from "#app/domain/notices/mail-attempts.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import {
  decideCancel,
  decideDevicesChange,
  decideSign,
  decideSubmit,
  devicesToVerify,
  pendingVersion,
  presentDevices,
} from "#app/domain/upgrade-verification/decide-installation.ts";
import type {
  Coverage,
  InstallationDevice,
  InstallationOrder,
  InstallationState,
  Installer,
} from "#app/domain/upgrade-verification/installation-order.ts";
import { evidenceKeptUntil } from "#app/domain/upgrade-verification/evidence-retention.ts";
import { type Situation, type Target, targetNames } from "#app/domain/upgrade-verification/verdict.ts";
import { handOverKey } from "#app/domain/upgrade-verification/speak-for-installer.ts";
import {
  decideInstallationScope,
  type InstallationSide,
  noSuchInstallation,
} from "#app/domain/upgrade-verification/installation-scope.ts";
import { findHandOverMail } from "#db/repositories/installation-orders-letters.ts";
import { findInstaller } from "#db/repositories/installation-orders-installers.ts";
import {
  listEvidenceExports,
  listImagingRecords,
  listInvestigations,
  readCoverage,
} from "#db/repositories/installation-orders-verifications.ts";
import { findInstallation, listInstallationDevices } from "#db/repositories/installation-orders.ts";
import { anyUserNamesById } from "#db/repositories/partners.ts";
import { formatFor, type InstantText } from "../format.ts";
import type { ViewContext } from "../view-context.ts";
import { type DeviceText, deviceText, type VersionText, versionTexts } from "./installation-texts.ts";
import { namesOfCustomers, seeingOf } from "./installations.ts";

export type InstallationView = {
  readonly id: string;
  readonly customerName: string;
  readonly state: InstallationState;
  readonly heldAt: InstantText | null;
  readonly agreementNumber: string;
  readonly enrollmentNumber: string;
  readonly programme: LicensingProgramme;
  readonly situation: Situation;
  readonly target: Target;
  readonly targetName: string;
  readonly productLanguage: string;
  readonly installer: {
    readonly name: string;
    readonly address: string;
    readonly returnAddress: string;
    readonly instructions: string;
    /** Whether its people work here; one without access gets files by mail, and its answers are recorded. */
    readonly hasAccess: boolean;
  };
  /** What became of the mail that the last form went out with; null for an installer with access. */
  readonly handOver: { readonly state: MailState; readonly at: InstantText; readonly reply: string } | null;
  readonly createdAt: InstantText;
  /** Until when the order is kept with its evidence; null while it is not over. */
  readonly keptUntil: InstantText | null;
  readonly devices: readonly DeviceText[];
  readonly deviceCount: number;
  readonly versions: readonly VersionText[];
  /** The version that waits for a signature or an answer. */
  readonly pending: VersionText | null;
  /** Devices that the next form lists. */
  readonly toVerify: number;
  readonly released: number;
  readonly imaged: number;
  readonly investigations: readonly {
    readonly id: string;
    readonly reason: string;
    readonly openedAt: InstantText;
    readonly openedBy: string;
    readonly liftedAt: InstantText | null;
    readonly liftReason: string;
  }[];
  readonly exports: readonly {
    readonly id: string;
    readonly reason: string;
    readonly sha256: string;
    readonly at: InstantText;
    readonly by: string;
  }[];
  /** What the reader can do; null where it can be done, the refusal where not, undefined where it is not the reader's. */
  readonly actions: {
    readonly change?: Refusal | null;
    readonly submit?: Refusal | null;
    readonly sign?: Refusal | null;
    readonly cancel?: Refusal | null;
  };
  readonly mayAnswer: boolean;
  /** Whether the reader records what an installer without access answers and installs. */
  readonly maySpeak: boolean;
  readonly mayInvestigate: boolean;
};

/** An order with everything about it, for one of its sides. An installer sees the devices that were listed to it, as they are. */
export async function installationView(
  context: ViewContext,
  side: InstallationSide,
  { orderId }: { readonly orderId: string },
): Promise<Result<InstallationView>> {
  const { db, actor } = context;
  const access = decideInstallationScope(actor, seeingOf[side], side);
  if (!access.ok) return access;
  const order = await findInstallation(db, access.value.scope, orderId);
  if (order === undefined) return noSuchInstallation;
  const all = await listInstallationDevices(db, order);
  const coverage = await readCoverage(db, order);
  const records = await listImagingRecords(db, order);
  const installer = await findInstaller(db, order.installerId);
  const investigations = await listInvestigations(db, order);
  const exports = side === "customer" ? [] : await listEvidenceExports(db, order);
  const names = await anyUserNamesById(db, [
    ...investigations.map(({ openedBy }) => openedBy),
    ...exports.map(({ by }) => by),
  ]);
  const customers = await namesOfCustomers(context, side, [order]);
  const format = formatFor(context.reader);
  const listed = new Set(coverage.listed.map(({ deviceId }) => deviceId));
  const shown = presentDevices(all).filter(({ id }) => side !== "installer" || listed.has(id));
  const devices = shown.map((device) => deviceText(device, { order, coverage, records, format }));
  const versions = versionTexts(coverage, format, side !== "operator").filter(
    ({ signature }) => side !== "installer" || signature !== null,
  );
  const pending = pendingVersion(coverage.verifications);
  const lastSigned = coverage.verifications.findLast(({ signature }) => signature !== null);
  const key = handOverKey(order.id, lastSigned?.number ?? 0);
  const letter = side === "customer" ? await findHandOverMail(db, order.partnerId, key) : undefined;
  return ok({
    id: order.id,
    customerName: customers.get(order.customerId) ?? "–",
    state: order.state,
    heldAt: format.instantOrNull(order.heldAt),
    agreementNumber: order.agreementNumber,
    enrollmentNumber: order.enrollmentNumber,
    programme: order.programme,
    situation: order.situation,
    target: order.target,
    targetName: targetNames[order.target],
    productLanguage: order.productLanguage,
    installer: installerText(installer),
    handOver:
      letter === undefined ? null : { state: letter.state, at: format.instant(letter.at), reply: letter.reply ?? "" },
    createdAt: format.instant(order.createdAt),
    keptUntil: format.instantOrNull(evidenceKeptUntil(order)),
    devices,
    deviceCount: devices.length,
    versions,
    pending: versions.find(({ number }) => number === pending?.number) ?? null,
    toVerify: devicesToVerify(order, all, coverage).length,
    released: devices.filter((device) => device.isReleased && device.imaging === null).length,
    imaged: devices.filter(({ imaging }) => imaging?.finishedAt).length,
    investigations: investigations.map((one) => ({
      id: one.id,
      reason: one.reason,
      openedAt: format.instant(one.openedAt),
      openedBy: side === "customer" ? "" : (names.get(one.openedBy) ?? "–"),
      liftedAt: format.instantOrNull(one.liftedAt),
      liftReason: one.liftReason,
    })),
    exports: exports.map(({ id, reason, sha256, at, by }) => {
      return { id, reason, sha256, at: format.instant(at), by: names.get(by) ?? "–" };
    }),
    actions: side === "customer" ? actionsOf(context, order, all, coverage) : {},
    mayAnswer: side === "installer" && mayDo(actor, "answer-verifications"),
    maySpeak: side === "customer" && installer?.partnerId === null && mayDo(actor, "speak-for-installers"),
    mayInvestigate: side !== "customer" && mayDo(actor, "investigate-installations"),
  });
}

function actionsOf(
  { actor, at }: ViewContext,
  order: InstallationOrder,
  devices: readonly InstallationDevice[],
  coverage: Coverage,
): InstallationView["actions"] {
  const refusalOf = (result: Result<unknown>) => (result.ok ? null : result.refusal);
  const prepares = decideInstallationScope(actor, "prepare-installations", "customer");
  const signs = decideInstallationScope(actor, "sign-verifications", "customer");
  const pending = pendingVersion(coverage.verifications);
  const ofPreparing = (result: Result<unknown>) => (prepares.ok ? refusalOf(result) : prepares.refusal);
  return {
    change: ofPreparing(decideDevicesChange(order, at)),
    submit: ofPreparing(decideSubmit(order, devices, coverage, at)),
    cancel: ofPreparing(decideCancel(order, at)),
    sign: signs.ok ? refusalOf(decideSign(order, pending, devices, coverage, at)) : signs.refusal,
  };
}

/** An installer as its forms and pages name it. */
export function installerText(installer: Installer | undefined): InstallationView["installer"] {
  return {
    name: installer?.name ?? "–",
    address: installer?.address ?? "",
    returnAddress: installer?.returnAddress ?? "",
    instructions: installer?.returnInstructions ?? "",
    hasAccess: installer === undefined || installer.partnerId !== null,
  };
}
