import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { Result } from "#app/domain/result.ts";
import type { DeviceEntry, VerificationForm } from "#app/domain/upgrade-verification/installation-order.ts";
import { baseOf } from "#app/domain/upgrade-verification/matrix.ts";
import { addAgreement, addEnrollment } from "#app/services/service-activation/agreements.server.ts";
import { putDevices } from "#app/services/upgrade-verification/change-installation-devices.server.ts";
import { openInvestigation } from "#app/services/upgrade-verification/investigate-installation.server.ts";
import { keepInstaller } from "#app/services/upgrade-verification/keep-installers.server.ts";
import {
  prepareInstallation,
  submitInstallation,
} from "#app/services/upgrade-verification/prepare-installation.server.ts";
import { recordImaging } from "#app/services/upgrade-verification/record-imaging.server.ts";
import { stageAttachment } from "#app/services/support/attachments.server.ts";
import {
  answerVerification,
  recordInstallerAnswer,
} from "#app/services/upgrade-verification/answer-verification.server.ts";
import { signVerification } from "#app/services/upgrade-verification/sign-verification.server.ts";
import type { DemoDeps } from "./demo-deps.ts";
import { actorNamed, customerIdOf, type DemoPeople, partnerIdOf } from "./load-people.ts";
import { staffAddress } from "./planner.ts";

const customer = "brandt";
const form: VerificationForm = {
  customerName: "Brandt Hafenlogistik GmbH",
  customerAddress: "Am Sandtorkai 12, 20457 Hamburg",
  contactName: "Frauke Brandt",
  contactEmail: "global.admin@brandt-hafenlogistik.example",
};

/** How far an order of the demo has come. */
const stages = [
  "draft",
  "unknown",
  "to-sign",
  "sent",
  "rejected",
  "confirmed",
  "imaging",
  "done",
  "held",
  "firm-asked",
  "firm-answered",
] as const;
type Stage = (typeof stages)[number];

type Desk = {
  readonly deps: DemoDeps;
  readonly at: Temporal.Instant;
  readonly partner: Actor;
  readonly signatory: Actor;
  readonly installer: Actor;
  readonly customerId: string;
};

/** Upgrade installations of one customer, one in each state that looks different; the other reseller installs. */
export async function loadInstallations(deps: DemoDeps, people: DemoPeople, at: Temporal.Instant): Promise<void> {
  const desk: Desk = {
    deps,
    at,
    partner: actorNamed(people, staffAddress(customer, "global.admin")),
    signatory: actorNamed(people, form.contactEmail),
    installer: actorNamed(people, "admin.agent@harbourpine.example"),
    customerId: customerIdOf(people, customer),
  };
  const operator = actorNamed(people, "operator@turnus.example");
  const { firmId, partnerInstallerId } = await installers(desk, operator, partnerIdOf(people, "harbour"));
  const enrollmentId = await enrollment(desk);
  for (const [index, stage] of stages.entries())
    await loadOrder(desk, {
      stage,
      index,
      installerId: isOfFirm(stage) ? firmId : partnerInstallerId,
      enrollmentId,
    });
}

/** Orders of which a firm without access installs. */
function isOfFirm(stage: Stage): boolean {
  return stage === "firm-asked" || stage === "firm-answered";
}

type Installers = { readonly firmId: string; readonly partnerInstallerId: string };

async function installers({ deps, at }: Desk, operator: Actor, partnerId: string): Promise<Installers> {
  const keep = async (rest: Omit<Parameters<typeof keepInstaller>[2], "idempotencyKey" | "installerId">) =>
    made(await keepInstaller(deps, operator, { idempotencyKey: deps.ids.next(), installerId: null, ...rest }, at));
  const firm = await keep({
    kind: "oem",
    name: "Fabrikam Computer AG",
    address: "Industriestraße 4, 33602 Bielefeld",
    partnerId: null,
    returnAddress: "upgrade-forms@fabrikam.example",
    returnInstructions: "Formular mit der Bestellnummer im Betreff senden.",
  });
  const { installerId } = await keep({
    kind: "lsp",
    name: "Harbour & Pine Cloud Services Ltd",
    address: "3 Quay Street, Bristol",
    partnerId,
    returnAddress: "imaging@harbourpine.example",
    returnInstructions: "Answered within two working days.",
  });
  return { firmId: firm.installerId, partnerInstallerId: installerId };
}

async function enrollment({ deps, partner, customerId, at }: Desk): Promise<string> {
  const key = () => deps.ids.next();
  const programme = "enterprise";
  const agreement = { idempotencyKey: key(), customer: customerId, number: "V7712043", programme } as const;
  const { agreementId } = made(await addAgreement(deps, partner, agreement, at));
  const day = at.toZonedDateTimeISO("UTC").toPlainDate();
  const wish = {
    idempotencyKey: key(),
    agreementId,
    number: "7712043-01",
    organizationName: form.customerName,
    programme,
    startsOn: day.subtract({ months: 4 }).toString(),
    endsOn: day.add({ months: 32 }).toString(),
    predecessorId: null,
  } as const;
  return made(await addEnrollment(deps, partner, wish, at)).enrollmentId;
}

type OrderPlan = {
  readonly stage: Stage;
  readonly index: number;
  readonly installerId: string;
  readonly enrollmentId: string;
};

async function loadOrder(desk: Desk, { stage, index, installerId, enrollmentId }: OrderPlan): Promise<void> {
  const { deps, at, partner, signatory, installer, customerId } = desk;
  const once = () => ({ idempotencyKey: deps.ids.next() });
  const order = { customerId, enrollmentId, installerId, situation: "new", target: "windows-8.1-enterprise" } as const;
  const wish = { ...once(), ...order, productLanguage: "Deutsch" };
  const { orderId } = made(await prepareInstallation(deps, partner, wish, at));
  const devices = devicesOf(stage, index);
  made(await putDevices(deps, partner, { ...once(), orderId, devices }, at));
  if (stage === "draft" || stage === "unknown") return;
  const filled = { ...once(), orderId, form, language: "de", proof: "verification-form" } as const;
  made(await submitInstallation(deps, partner, filled, at));
  if (stage === "to-sign") return;
  const signedOn = at.toZonedDateTimeISO("UTC").toPlainDate().toString();
  const signature = { name: "Frauke Brandt", title: "Geschäftsführerin", signedOn, isAcknowledged: true };
  made(await signVerification(deps, signatory, { ...once(), orderId, form, signature, file: null }, at));
  if (stage === "sent" || stage === "firm-asked") return;
  if (stage === "firm-answered") return answerOnPaper(desk, orderId, signedOn);
  const isAccepted = stage !== "rejected";
  const text = isAccepted
    ? "Checked against the delivery note. Accepted."
    : "Two serial numbers are not on the delivery note. Please correct them.";
  made(await answerVerification(deps, installer, { ...once(), orderId, number: 1, isAccepted, text }, at));
  if (stage === "rejected" || stage === "confirmed") return;
  const images = stage === "imaging" ? devices.slice(0, 2) : stage === "done" ? devices : [];
  for (const { serialNumber } of images) {
    const record = { ...once(), orderId, serialNumber, image: "W81-ENT-DE-07", isBaseKept: false, isFinished: true };
    made(await recordImaging(deps, installer, record, at));
  }
  if (stage !== "held") return;
  const reason = "Zwei Geräte tragen dasselbe Echtheitszertifikat.";
  made(await openInvestigation(deps, installer, { ...once(), orderId, reason, serialNumber: "" }, at));
}

/** What a firm without access wrote, as the smallest PDF there is. */
const letterOfFirm = Buffer.from(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);

async function answerOnPaper({ deps, at, partner }: Desk, orderId: string, answeredOn: string): Promise<void> {
  async function* content() {
    yield letterOfFirm;
  }
  const file = made(await stageAttachment(deps, { fileName: "antwort-fabrikam.pdf", content: content() }));
  const answer = { orderId, number: 1, isAccepted: true, name: "Herta Ott", answeredOn, file };
  const wish = { idempotencyKey: deps.ids.next(), ...answer, text: "Geprüft und angenommen." };
  made(await recordInstallerAnswer(deps, partner, wish, at));
}

function devicesOf(stage: Stage, index: number): DeviceEntry[] {
  const bases = ["Windows 7 Professional", "Windows 8.1 Pro", "Windows Vista Business", "Windows 7 Ultimate"];
  const own = stage === "unknown" ? ["Windows 10 Pro", "Apple Macintosh", ...bases.slice(0, 1)] : bases;
  return own.map((written, n) => ({
    serialNumber: `HL-${index + 1}${String(n + 1).padStart(3, "0")}`,
    maker: written.startsWith("Apple") ? "Apple" : "Fabrikam",
    model: written.startsWith("Apple") ? "Mac mini" : "Workline 440",
    base: baseOf(written),
    baseWritten: written,
    isCoaAffixed: !(stage === "draft" && n === 1),
    coaSerialNumber: `00196-${index}${n}-774`,
    licenceProof: stage === "draft" && n === 2 ? "" : `Rechnung 2024-${String(310 + index)}`,
    hasSa: n === 3,
    makerInstalled: "unknown",
  }));
}

/** @throws where a step of the demo is refused: then the demo and the rules do not agree */
function made<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`An upgrade installation of the demo was refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}
