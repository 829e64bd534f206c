import { mayDo } from "#app/domain/access/permissions.ts";
import type { LicensingProgramme } from "#app/domain/agreements/agreement.ts";
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
import {
  type Coverage,
  coveringVersion,
  type ImagingRecord,
  type InstallationDevice,
  type InstallationOrder,
  type InstallationState,
  isReleased,
  type ProofKind,
  type SignatureKind,
  verdictOfDevice,
  type VerificationForm,
  type VerificationState,
} from "#app/domain/upgrade-verification/installation-order.ts";
import { baseName } from "#app/domain/upgrade-verification/matrix.ts";
import {
  type MakerInstalled,
  type Situation,
  type Target,
  targetNames,
  type Verdict,
} from "#app/domain/upgrade-verification/verdict.ts";
import {
  decideInstallationScope,
  type InstallationSide,
  noSuchInstallation,
} from "#app/domain/upgrade-verification/installation-scope.ts";
import { findInstaller } from "#db/repositories/installation-orders-installers.ts";
import {
  listEvidenceExports,
  listImagingRecords,
  listInvestigations,
  readCoverage,
} from "#db/repositories/installation-orders-verifications.ts";
import { findInstallation, listInstallationDevices } from "#db/repositories/installation-orders.ts";
import { anyUserNamesById } from "#db/repositories/partners.ts";
import { type Format, formatFor, type InstantText } from "../format.ts";
import type { ViewContext } from "../view-context.ts";
import { namesOfCustomers, seeingOf } from "./installations.ts";

/** A device with what is to be said of it. */
export type DeviceText = {
  readonly id: string;
  readonly serialNumber: string;
  readonly makerAndModel: string;
  readonly baseName: string;
  readonly isCoaAffixed: boolean;
  readonly coaSerialNumber: string;
  readonly licenceProof: string;
  readonly hasSa: boolean;
  readonly makerInstalled: MakerInstalled;
  readonly verdict: Verdict;
  readonly decisionReason: string | null;
  /** Number of the accepted version that lists it as it is; null where none does. */
  readonly coveredBy: number | null;
  readonly isReleased: boolean;
  readonly imaging: {
    readonly recordId: string;
    readonly image: string;
    readonly isBaseKept: boolean;
    readonly startedAt: InstantText;
    readonly finishedAt: InstantText | null;
  } | null;
};

/** A version of the form. */
export type VersionText = {
  readonly number: number;
  readonly state: VerificationState;
  readonly isSupplement: boolean;
  readonly proof: ProofKind;
  readonly language: "en" | "de";
  readonly form: VerificationForm;
  readonly devices: number;
  readonly serialNumbers: readonly string[];
  readonly signature: {
    readonly kind: SignatureKind;
    readonly name: string;
    readonly title: string;
    readonly signedOn: string;
    readonly at: InstantText;
    /** Whether the reader can open a form that was signed by hand; the operator finds it in the evidence. */
    readonly hasFile: boolean;
  } | null;
  readonly handedOverTo: string;
  readonly answer: {
    readonly isAccepted: boolean;
    readonly text: string;
    readonly name: string;
    readonly at: InstantText;
  } | null;
};

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
  };
  readonly createdAt: InstantText;
  readonly devices: readonly DeviceText[];
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
    installer: {
      name: installer?.name ?? "–",
      address: installer?.address ?? "",
      returnAddress: installer?.returnAddress ?? "",
      instructions: installer?.returnInstructions ?? "",
    },
    createdAt: format.instant(order.createdAt),
    devices,
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

type Desk = {
  readonly order: InstallationOrder;
  readonly coverage: Coverage;
  readonly records: readonly ImagingRecord[];
  readonly format: Format;
};

function deviceText(device: InstallationDevice, { order, coverage, records, format }: Desk): DeviceText {
  const record = records.find(({ deviceId }) => deviceId === device.id);
  const verdict = verdictOfDevice(device, order);
  return {
    id: device.id,
    serialNumber: device.serialNumber,
    makerAndModel: [device.maker, device.model].filter((text) => text !== "").join(" "),
    baseName: baseName(device.base, device.baseWritten),
    isCoaAffixed: device.isCoaAffixed,
    coaSerialNumber: device.coaSerialNumber,
    licenceProof: device.licenceProof,
    hasSa: device.hasSa,
    makerInstalled: device.makerInstalled,
    verdict,
    decisionReason: verdict.reason === "operator-decided" ? (device.decision?.reason ?? null) : null,
    coveredBy: coveringVersion(device, order, coverage)?.number ?? null,
    isReleased: isReleased(device, order, coverage),
    imaging:
      record === undefined
        ? null
        : {
            recordId: record.id,
            image: record.image,
            isBaseKept: record.isBaseKept,
            startedAt: format.instant(record.startedAt),
            finishedAt: format.instantOrNull(record.finishedAt),
          },
  };
}

function versionTexts({ verifications, listed }: Coverage, format: Format, mayOpen: boolean): VersionText[] {
  return verifications.map((one) => {
    const own = listed.filter(({ verificationId }) => verificationId === one.id);
    return {
      number: one.number,
      state: one.state,
      isSupplement: one.isSupplement,
      proof: one.proof,
      language: one.language,
      form: one.form,
      devices: own.length,
      serialNumbers: own.map(({ serialNumber }) => serialNumber),
      signature:
        one.signature === null
          ? null
          : {
              kind: one.signature.kind,
              name: one.signature.name,
              title: one.signature.title,
              signedOn: one.signature.signedOn,
              at: format.instant(one.signature.at),
              hasFile: mayOpen && one.signature.file !== null,
            },
      handedOverTo: one.handedOverTo,
      answer:
        one.confirmation === null
          ? null
          : {
              isAccepted: one.confirmation.isAccepted,
              text: one.confirmation.text,
              name: one.confirmation.name,
              at: format.instant(one.confirmation.at),
            },
    };
  });
}
