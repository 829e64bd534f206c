import { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { LicensingProgramme } from "#app/domain/agreements/agreement.ts";
import type { Result } from "#app/domain/result.ts";
import type { DeviceEntry, VerificationForm } from "#app/domain/upgrade-verification/installation-order.ts";
import type { Situation, Target } from "#app/domain/upgrade-verification/verdict.ts";
import { putDevices } from "#app/services/upgrade-verification/change-installation-devices.server.ts";
import {
  prepareInstallation,
  submitInstallation,
} from "#app/services/upgrade-verification/prepare-installation.server.ts";
import { answerVerification } from "#app/services/upgrade-verification/answer-verification.server.ts";
import { signVerification } from "#app/services/upgrade-verification/sign-verification.server.ts";
import type { SupportDeps } from "#app/services/ports.ts";
import type { Db } from "#db/client.ts";
import { insertAgreement, insertEnrollment } from "#db/repositories/agreements.ts";
import { insertInstaller } from "#db/repositories/installation-orders-installers.ts";
import { buildPartner, buildPartnerActor, buildTenant, buildUser, instant, testIds } from "./builders.ts";

/** A device that qualifies everywhere. */
export function aDevice(serialNumber: string, over: Partial<DeviceEntry> = {}): DeviceEntry {
  return {
    serialNumber,
    maker: "Fabrikam",
    model: "T440",
    base: "windows-7-professional",
    baseWritten: "Windows 7 Professional",
    isCoaAffixed: true,
    coaSerialNumber: "00196-123",
    licenceProof: "Invoice 4711",
    hasSa: false,
    makerInstalled: "unknown",
    ...over,
  };
}

export const aForm: VerificationForm = {
  customerName: "Contoso GmbH",
  customerAddress: "Hafenstraße 1, 20457 Hamburg",
  contactName: "Wiebke Onnen",
  contactEmail: "frauke@contoso.example",
};

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

/** A partner with a customer under an enrollment, its global admin, and an installer with people of its own. */
export async function buildInstallationTenant(db: Db, programme: LicensingProgramme = "enterprise") {
  const tenant = await buildTenant(db);
  const { partner, customer, actor } = tenant;
  const own = { partnerId: partner.id, customerId: customer.id };
  const createdAt = instant("2015-01-05T08:00:00Z");
  const agreementId = testIds.next();
  const enrollmentId = testIds.next();
  await insertAgreement(db, {
    id: agreementId,
    ...own,
    number: `A${testIds.next().slice(-12).toUpperCase()}`,
    programme,
    createdAt,
    createdBy: actor.userId,
  });
  await insertEnrollment(db, {
    id: enrollmentId,
    agreementId,
    ...own,
    number: `E${testIds.next().slice(-12).toUpperCase()}`,
    organizationName: "Contoso GmbH",
    programme,
    startsOn: Temporal.PlainDate.from("2015-01-01"),
    endsOn: Temporal.PlainDate.from("2017-12-31"),
    predecessorId: null,
    createdAt,
    createdBy: actor.userId,
  });
  const admin = await buildUser(db, { ...own, roles: ["customer-global-admin"] });
  const signatory: Actor = {
    kind: "customer",
    ...own,
    userId: admin.id,
    roles: ["customer-global-admin"],
    address: null,
  };
  const installerPartner = await buildPartner(db);
  const installerActor = await buildPartnerActor(db, installerPartner.id, ["admin-agent"]);
  const installerId = testIds.next();
  await insertInstaller(db, {
    id: installerId,
    kind: "lsp",
    name: "Imaging Works",
    address: "Kai 3, Bremen",
    partnerId: installerPartner.id,
    returnAddress: "forms@imaging-works.example",
    returnInstructions: "Answered within two working days.",
    version: 1,
  });
  return { ...tenant, agreementId, enrollmentId, signatory, installerActor, installerId };
}

export type InstallationTenant = Awaited<ReturnType<typeof buildInstallationTenant>>;

/** The steps of an order, each by whoever takes it; refused steps throw. */
export function installationSteps(deps: SupportDeps, tenant: InstallationTenant) {
  const { actor, customer, enrollmentId, installerId, signatory, installerActor } = tenant;
  const key = () => testIds.next();
  return {
    async prepare(at: string, over: { situation?: Situation; target?: Target } = {}) {
      const { situation = "new", target = "windows-8.1-enterprise" } = over;
      const wish = { customerId: customer.id, enrollmentId, installerId, situation, target, productLanguage: "German" };
      return valueOf(await prepareInstallation(deps, actor, { idempotencyKey: key(), ...wish }, instant(at))).orderId;
    },
    put: (orderId: string, devices: readonly DeviceEntry[], at: string) =>
      putDevices(deps, actor, { idempotencyKey: key(), orderId, devices }, instant(at)),
    submit: (orderId: string, at: string, by: Actor = actor) =>
      submitInstallation(
        deps,
        by,
        { idempotencyKey: key(), orderId, form: aForm, language: "de", proof: "verification-form" },
        instant(at),
      ),
    sign: (orderId: string, at: string, over: { signedOn?: string; by?: Actor } = {}) =>
      signVerification(
        deps,
        over.by ?? signatory,
        {
          idempotencyKey: key(),
          orderId,
          form: aForm,
          signature: {
            name: "Frauke Brandt",
            title: "Managing Director",
            signedOn: over.signedOn ?? at.slice(0, 10),
            isAcknowledged: true,
          },
          file: null,
        },
        instant(at),
      ),
    answer: (orderId: string, at: string, isAccepted: boolean, number = 1) =>
      answerVerification(
        deps,
        installerActor,
        {
          idempotencyKey: key(),
          orderId,
          number,
          isAccepted,
          text: isAccepted ? "Checked and accepted." : "COA 3 is missing.",
        },
        instant(at),
      ),
  };
}

/** Devices with serial numbers of their own. */
export function someDevices(count: number, over: Partial<DeviceEntry> = {}): DeviceEntry[] {
  return Array.from({ length: count }, (_, n) => aDevice(`SN-${String(n + 1).padStart(3, "0")}`, over));
}
