import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  decideAnswer,
  decideCancel,
  decideHold,
  decideImaging,
  decideLift,
  decideSubmit,
} from "#app/domain/upgrade-verification/decide-installation.ts";
import {
  type Coverage,
  fingerprintOf,
  type ImagingRecord,
  type InstallationDevice,
  type InstallationOrder,
  type Installer,
  type Verification,
} from "#app/domain/upgrade-verification/installation-order.ts";
import { decideInstallationScope } from "#app/domain/upgrade-verification/installation-scope.ts";
import { refusalOfWrittenAnswer, refusalToSpeak } from "#app/domain/upgrade-verification/speak-for-installer.ts";
import { refusalOfSignature } from "#app/domain/upgrade-verification/verification-form.ts";
import { aPartnerUser, instant } from "./records.ts";

/** Every refusal of upgrade installations, as the decision itself answers it. */

const at = instant("2015-06-20T10:00:00Z");
const own = { partnerId: "p", orderId: "1" };
const order: InstallationOrder = {
  id: "1",
  partnerId: "p",
  customerId: "c",
  state: "draft",
  heldAt: null,
  enrollmentId: "e",
  agreementNumber: "A1",
  enrollmentNumber: "E1",
  programme: "enterprise",
  situation: "new",
  target: "windows-8.1-pro",
  productLanguage: "German",
  installerId: "i",
  handedOverAt: null,
  createdAt: at,
  createdBy: "u",
  changedAt: at,
  doneAt: null,
  version: 1,
};
const device: InstallationDevice = {
  id: "d",
  ...own,
  serialNumber: "SN-1",
  maker: "",
  model: "",
  base: "windows-7-professional",
  baseWritten: "Windows 7 Professional",
  isCoaAffixed: true,
  coaSerialNumber: "",
  licenceProof: "Invoice 1",
  hasSa: false,
  makerInstalled: "unknown",
  decision: null,
  addedAt: at,
  removedAt: null,
};
const form = { customerName: "C", customerAddress: "Kai 1", contactName: "F", contactEmail: "f@c.example" };
const sent: Verification = {
  id: "v",
  ...own,
  number: 1,
  isSupplement: false,
  state: "sent",
  proof: "verification-form",
  language: "de",
  form,
  signature: null,
  handedOverTo: "",
  confirmation: null,
  createdAt: at,
};
const confirmation = { isAccepted: true, text: "Yes", name: "I", by: "i", at, answeredOn: null, file: null };
const accepted: Verification = { ...sent, state: "accepted", confirmation };
const listedDevice = {
  verificationId: "v",
  deviceId: "d",
  fingerprint: fingerprintOf(device, order),
  serialNumber: "SN-1",
  baseName: "",
  coaSerialNumber: "",
  licenceProof: "",
};
const none: Coverage = { verifications: [], listed: [] };
const covered: Coverage = { verifications: [accepted], listed: [listedDevice] };
const confirmed: InstallationOrder = { ...order, state: "confirmed" };
const held: InstallationOrder = { ...order, heldAt: at };
const record: ImagingRecord = {
  id: "r",
  ...own,
  deviceId: "d",
  verificationId: "v",
  image: "W81",
  isBaseKept: false,
  startedAt: at,
  finishedAt: null,
  by: "i",
};

const submit = (devices: readonly InstallationDevice[], of = order, coverage = none) =>
  decideSubmit(of, devices, coverage, at);
const image = (more: { coverage?: Coverage; records?: ImagingRecord[]; startedAt?: string; isBaseKept?: boolean }) => {
  const { coverage = covered, records = [], startedAt, isBaseKept = false } = more;
  const wish = { isBaseKept, startedAt: startedAt === undefined ? at : instant(startedAt), finishedAt: null };
  return decideImaging(confirmed, device, { ...coverage, records, devices: [device] }, wish, at);
};
const signature = { name: "F", title: "CEO", signedOn: "2015-06-20", isAcknowledged: true };
const answer = { name: "H. Ott", answeredOn: "2015-06-20", hasFile: true };
const firm: Installer = {
  id: "i",
  kind: "oem",
  name: "Fabrikam",
  address: "Kai 3",
  partnerId: null,
  returnAddress: "forms@fabrikam.example",
  returnInstructions: "",
  version: 1,
};
const asResult = (refusal: Refusal | null): Result<null> => (refusal === null ? ok(null) : refused(refusal));

export const installationRefusals = {
  "installation-wrong-state": decideCancel({ ...order, state: "done" }, at),
  "installation-held": decideHold(held, "Again", at),
  "installation-not-held": decideLift(order, "Over", at),
  "installation-devices-missing": submit([]),
  "device-not-qualified": submit([{ ...device, base: "linux" }]),
  "coa-missing": submit([{ ...device, isCoaAffixed: false }]),
  "licence-proof-missing": submit([{ ...device, licenceProof: " " }]),
  "verification-pending": submit([device], confirmed, { verifications: [sent], listed: [] }),
  "nothing-to-verify": submit([device], confirmed, covered),
  "verification-answered": decideAnswer(confirmed, accepted, { isAccepted: true, text: "Yes" }, at),
  "answer-text-needed": decideAnswer({ ...order, state: "sent" }, sent, { isAccepted: true, text: " " }, at),
  "installer-has-access": asResult(refusalToSpeak({ ...firm, partnerId: "p" })),
  "answer-evidence-needed": asResult(refusalOfWrittenAnswer(sent, { ...answer, hasFile: false }, at)),
  "answer-day-wrong": asResult(refusalOfWrittenAnswer(sent, { ...answer, answeredOn: "2015-06-21" }, at)),
  "device-not-released": image({ coverage: none }),
  "device-imaged-already": image({ records: [record] }),
  "imaging-before-acceptance": image({ startedAt: "2015-06-20T09:59:59Z" }),
  "base-kept-without-sa": image({ isBaseKept: true }),
  "verification-incomplete": asResult(refusalOfSignature(form, { ...signature, signedOn: "" }, at)),
  "signed-in-future": asResult(refusalOfSignature(form, { ...signature, signedOn: "2015-06-21" }, at)),
  "signature-is-the-customers": decideInstallationScope(aPartnerUser("admin-agent"), "sign-verifications", "customer"),
} as const;

export { order as anInstallation, device as anInstalledDevice, sent as aSentVersion };
