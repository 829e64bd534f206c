import type { Temporal } from "temporal-polyfill";
import { type BaseKey, otherBase } from "./matrix.ts";
import type { LicensingProgramme } from "../agreements/agreement.ts";
import { type MakerInstalled, type Situation, type Target, type Verdict, verdictOf } from "./verdict.ts";

/** Where an order of an upgrade installation stands. `confirmed` and `imaging` are the only states in which images are installed. */
export const installationStates = [
  "draft",
  "verification-open",
  "sent",
  "confirmed",
  "imaging",
  "done",
  "cancelled",
] as const;
export type InstallationState = (typeof installationStates)[number];

/** Devices of one order. Our choice: more is a project of its own. */
export const installationDevicesMax = 1_000;
/** Characters of the texts of a device. */
export const serialLengthMax = 60;
export const deviceTextMax = 120;

/** Rule: evidence is kept seven years after the order is done. Our choice. */
export const evidenceYears = 7;

/** Order of a customer to install a Windows upgrade on devices, and who installs it. */
export type InstallationOrder = {
  /** 15 digits; what people call it by. */
  readonly id: string;
  readonly partnerId: string;
  readonly customerId: string;
  readonly state: InstallationState;
  /** Since when an investigation keeps everything as it is; null while none is open. */
  readonly heldAt: Temporal.Instant | null;
  readonly enrollmentId: string;
  readonly agreementNumber: string;
  readonly enrollmentNumber: string;
  readonly programme: LicensingProgramme;
  readonly situation: Situation;
  readonly target: Target;
  /** Language of the product to install, as the customer calls it. */
  readonly productLanguage: string;
  readonly installerId: string;
  /** When a version went to the installer first: from then on the installer sees the order. */
  readonly handedOverAt: Temporal.Instant | null;
  readonly createdAt: Temporal.Instant;
  readonly createdBy: string;
  readonly changedAt: Temporal.Instant;
  readonly doneAt: Temporal.Instant | null;
  readonly version: number;
};

/** The operator's written word on a base that the matrix does not know. Good for the device as it was then. */
export type QualificationDecision = {
  readonly isQualifying: boolean;
  readonly reason: string;
  readonly by: string;
  readonly at: Temporal.Instant;
  readonly fingerprint: string;
};

/** A device that the image is to go on. */
export type InstallationDevice = {
  readonly id: string;
  readonly orderId: string;
  readonly partnerId: string;
  /** As written; unique in the order whatever its case. */
  readonly serialNumber: string;
  readonly maker: string;
  readonly model: string;
  readonly base: BaseKey;
  /** What was written for the base, for one that no matrix names. */
  readonly baseWritten: string;
  readonly isCoaAffixed: boolean;
  /** Number on the certificate; never the product key. Empty where none was given. */
  readonly coaSerialNumber: string;
  readonly licenceProof: string;
  readonly hasSa: boolean;
  readonly makerInstalled: MakerInstalled;
  readonly decision: QualificationDecision | null;
  readonly addedAt: Temporal.Instant;
  readonly removedAt: Temporal.Instant | null;
};

/** What somebody says of a device, before it has an id. */
export type DeviceEntry = Pick<
  InstallationDevice,
  | "serialNumber"
  | "maker"
  | "model"
  | "base"
  | "baseWritten"
  | "isCoaAffixed"
  | "coaSerialNumber"
  | "licenceProof"
  | "hasSa"
  | "makerInstalled"
>;

/** A serial number as devices of an order are told apart: case and blanks do not matter. */
export function serialKeyOf(serialNumber: string): string {
  return serialNumber.normalize("NFC").replace(/\s+/g, "").toUpperCase();
}

/**
 * What a signature covers of a device: its serial number, its base, and what is installed. Once one of them is another,
 * the signed form speaks of another device.
 */
export function fingerprintOf(
  device: Pick<InstallationDevice, "serialNumber" | "base" | "baseWritten">,
  { target }: Pick<InstallationOrder, "target">,
): string {
  const base = device.base === otherBase ? `${otherBase}:${device.baseWritten.trim().toLowerCase()}` : device.base;
  return [serialKeyOf(device.serialNumber), base, target].join("|");
}

/** Whether a device qualifies, with the operator's word where it is about the device as it is now. */
export function verdictOfDevice(device: InstallationDevice, order: InstallationOrder): Verdict {
  const { decision } = device;
  const isGood = decision !== null && decision.fingerprint === fingerprintOf(device, order);
  return verdictOf({ ...device, decision: isGood ? decision : null }, order);
}

/** Makers and solution providers who install; a partner organisation, or a firm without access that gets files only. */
export const installerKinds = ["oem", "lsp"] as const;
export type InstallerKind = (typeof installerKinds)[number];

export type Installer = {
  readonly id: string;
  readonly kind: InstallerKind;
  readonly name: string;
  readonly address: string;
  /** The organisation whose people work for it here; null for a firm without access. */
  readonly partnerId: string | null;
  /** Mail address that forms go to. */
  readonly returnAddress: string;
  readonly returnInstructions: string;
  readonly version: number;
};

/** What shows that the customer holds the licences. Rule: re-imaging takes the signature form of the agreement as well. */
export const proofKinds = ["verification-form", "signature-form"] as const;
export type ProofKind = (typeof proofKinds)[number];

export const verificationStates = ["open", "sent", "accepted", "rejected", "superseded"] as const;
export type VerificationState = (typeof verificationStates)[number];

/** How it was signed: by name and title in the portal, or on paper. */
const signatureKinds = ["typed", "uploaded"] as const;
export type SignatureKind = (typeof signatureKinds)[number];

/** The fields of the form that are filled in by hand; the others follow from the order. */
export type VerificationForm = {
  readonly customerName: string;
  readonly customerAddress: string;
  readonly contactName: string;
  readonly contactEmail: string;
};

/** A file that was signed by hand and sent in. */
export type SignedFile = {
  readonly fileName: string;
  readonly kind: "pdf" | "png" | "jpeg";
  readonly sha256: string;
  readonly sizeBytes: number;
};

export type Signature = {
  readonly kind: SignatureKind;
  readonly name: string;
  readonly title: string;
  /** `YYYY-MM-DD`, as it stands on the form. */
  readonly signedOn: string;
  readonly file: SignedFile | null;
  readonly by: string;
  readonly at: Temporal.Instant;
};

/** The installer's answer in writing. That of one without access is recorded by the partner, with what it came as. */
export type Confirmation = {
  readonly isAccepted: boolean;
  readonly text: string;
  /** Who answered, by name. */
  readonly name: string;
  /** Who recorded it here: the same person, or the partner's for an installer without access. */
  readonly by: string;
  readonly at: Temporal.Instant;
  /** `YYYY-MM-DD`, as it stands on a recorded answer; null where the installer answered here itself. */
  readonly answeredOn: string | null;
  /** The recorded answer as it came; null where the installer answered here itself. */
  readonly file: SignedFile | null;
};

/** One version of the customer's verification. A supplement covers devices that came or changed after a signature. */
export type Verification = {
  readonly id: string;
  readonly orderId: string;
  readonly partnerId: string;
  /** From 1 in its order. */
  readonly number: number;
  readonly isSupplement: boolean;
  readonly state: VerificationState;
  readonly proof: ProofKind;
  readonly language: "en" | "de";
  readonly form: VerificationForm;
  readonly signature: Signature | null;
  /** Where it went when it was handed over. */
  readonly handedOverTo: string;
  readonly confirmation: Confirmation | null;
  readonly createdAt: Temporal.Instant;
};

/** A device as a signed version lists it. */
export type ListedOnForm = {
  readonly verificationId: string;
  readonly deviceId: string;
  readonly fingerprint: string;
  readonly serialNumber: string;
  readonly baseName: string;
  readonly coaSerialNumber: string;
  readonly licenceProof: string;
};

/** That the image went on a device. */
export type ImagingRecord = {
  readonly id: string;
  readonly orderId: string;
  readonly partnerId: string;
  readonly deviceId: string;
  readonly verificationId: string;
  readonly image: string;
  /** Rule: the base is removed, unless the device has active Windows SA. */
  readonly isBaseKept: boolean;
  readonly startedAt: Temporal.Instant;
  readonly finishedAt: Temporal.Instant | null;
  readonly by: string;
};

/** An investigation of piracy or mis-licensing. While it is open, nothing more is imaged. */
export type Investigation = {
  readonly id: string;
  readonly orderId: string;
  readonly partnerId: string;
  /** The device it is about; null for the whole order. */
  readonly deviceId: string | null;
  readonly reason: string;
  readonly openedAt: Temporal.Instant;
  readonly openedBy: string;
  readonly liftedAt: Temporal.Instant | null;
  readonly liftedBy: string | null;
  readonly liftReason: string;
};

/** What the coverage of devices follows from. */
export type Coverage = {
  readonly verifications: readonly Verification[];
  readonly listed: readonly ListedOnForm[];
};

/** The accepted version that lists a device as it is now; undefined where none does. */
export function coveringVersion(
  device: InstallationDevice,
  order: InstallationOrder,
  { verifications, listed }: Coverage,
): Verification | undefined {
  const fingerprint = fingerprintOf(device, order);
  return verifications.find(
    ({ id, state }) =>
      state === "accepted" &&
      listed.some((one) => one.verificationId === id && one.deviceId === device.id && one.fingerprint === fingerprint),
  );
}

/** Whether an image may go on a device now. */
export function isReleased(device: InstallationDevice, order: InstallationOrder, coverage: Coverage): boolean {
  return (
    device.removedAt === null &&
    order.heldAt === null &&
    (order.state === "confirmed" || order.state === "imaging") &&
    coveringVersion(device, order, coverage) !== undefined
  );
}
