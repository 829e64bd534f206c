import {
  type Coverage,
  coveringVersion,
  type ImagingRecord,
  type InstallationDevice,
  type InstallationOrder,
  isReleased,
  type ProofKind,
  type SignatureKind,
  verdictOfDevice,
  type VerificationForm,
  type VerificationState,
} from "#app/domain/upgrade-verification/installation-order.ts";
import { baseName } from "#app/domain/upgrade-verification/matrix.ts";
import type { MakerInstalled, Verdict } from "#app/domain/upgrade-verification/verdict.ts";
import { dayOfIsoDay } from "#app/domain/calendar/utc-days.ts";
import type { DayText, Format, InstantText } from "../format.ts";

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
    readonly signedOn: DayText;
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
    /** Of a recorded answer: the day on it, and whether the reader can open it. */
    readonly answeredOn: DayText | null;
    readonly hasFile: boolean;
  } | null;
};

type Desk = {
  readonly order: InstallationOrder;
  readonly coverage: Coverage;
  readonly records: readonly ImagingRecord[];
  readonly format: Format;
};

/** A device as its order says it. */
export function deviceText(device: InstallationDevice, { order, coverage, records, format }: Desk): DeviceText {
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

/** All versions, the first one first. */
export function versionTexts({ verifications, listed }: Coverage, format: Format, mayOpen: boolean): VersionText[] {
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
              signedOn: format.day(dayOfIsoDay(one.signature.signedOn)),
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
              answeredOn:
                one.confirmation.answeredOn === null ? null : format.day(dayOfIsoDay(one.confirmation.answeredOn)),
              hasFile: mayOpen && one.confirmation.file !== null,
            },
    };
  });
}
