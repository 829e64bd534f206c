import type { Actor } from "#app/domain/access/roles.ts";
import type { Result } from "#app/domain/result.ts";
import type { SupportDeps } from "#app/services/ports.ts";
import { putDevices } from "#app/services/upgrade-verification/change-installation-devices.server.ts";
import {
  prepareInstallation,
  submitInstallation,
} from "#app/services/upgrade-verification/prepare-installation.server.ts";
import { signVerification } from "#app/services/upgrade-verification/sign-verification.server.ts";
import { addAgreement, addEnrollment } from "#app/services/service-activation/agreements.server.ts";
import { findInstallerOfPartner, insertInstaller } from "#db/repositories/installation-orders-installers.ts";
import { aDevice, aForm } from "#test/support/installations.ts";
import { pdfBytes, staged } from "#test/support/support-requests.ts";
import type { Temporal } from "temporal-polyfill";

export type InstallationBook = {
  /** An order of an upgrade installation that was handed over with a file; the own organisation is its installer. */
  readonly installation: string;
  /** Another such order, whose version can be answered whatever becomes of the first one. */
  readonly installationToAnswer: string;
  /** Another such order, which the operator can hold. */
  readonly installationToHold: string;
  /** Another one, which waits for its signature. */
  readonly installationToSign: string;
  /** Another one, which was handed over to a firm without access. */
  readonly installationOfFirm: string;
  /** A draft. */
  readonly installationDraft: string;
  /** The number of the version that was handed over. */
  readonly installationVersion: string;
};

/** Orders of upgrade installations of one partner, which installs them itself. */
export async function settleInstallations(
  deps: SupportDeps,
  start: { readonly partner: string; readonly customer: string },
  actor: Extract<Actor, { kind: "partner" }>,
  at: Temporal.Instant,
): Promise<InstallationBook> {
  const once = () => ({ idempotencyKey: deps.ids.next() });
  const tail = deps.ids.next().slice(-12).toUpperCase();
  const agreement = { ...once(), customer: start.customer, number: `V${tail}`, programme: "enterprise" } as const;
  const { agreementId } = valueOf(await addAgreement(deps, actor, agreement, at));
  const enrollment = {
    ...once(),
    agreementId,
    number: `U${tail}`,
    organizationName: `Upgrades ${tail}`,
    programme: "enterprise",
    startsOn: "2026-01-01",
    endsOn: "2028-12-31",
    predecessorId: null,
  } as const;
  const { enrollmentId } = valueOf(await addEnrollment(deps, actor, enrollment, at));
  const known = await findInstallerOfPartner(deps.db, start.partner);
  const installer = known ?? {
    id: deps.ids.next(),
    kind: "lsp",
    name: `Installer ${tail}`,
    address: "Kai 3",
    partnerId: start.partner,
    returnAddress: "forms@installer.example",
    returnInstructions: "",
    version: 1,
  };
  if (known === undefined) await insertInstaller(deps.db, installer);
  const firm = { ...installer, id: deps.ids.next(), name: `Firm ${tail}`, partnerId: null };
  await insertInstaller(deps.db, firm);
  const prepare = async (name: string, installerId = installer.id) => {
    const order = { customerId: start.customer, enrollmentId, installerId } as const;
    const what = { situation: "new", target: "windows-8.1-enterprise", productLanguage: "English" } as const;
    const { orderId } = valueOf(await prepareInstallation(deps, actor, { ...once(), ...order, ...what }, at));
    const devices = [aDevice(`${name}-1-${tail}`), aDevice(`${name}-2-${tail}`)];
    valueOf(await putDevices(deps, actor, { ...once(), orderId, devices }, at));
    return orderId;
  };
  const submit = async (orderId: string) =>
    valueOf(
      await submitInstallation(
        deps,
        actor,
        { ...once(), orderId, form: aForm, language: "en", proof: "verification-form" },
        at,
      ),
    );
  const installationDraft = await prepare("DR");
  const installationToSign = await prepare("SG");
  await submit(installationToSign);
  const signatory: Actor = {
    kind: "customer",
    partnerId: start.partner,
    customerId: start.customer,
    userId: actor.userId,
    roles: ["customer-global-admin"],
    address: null,
  };
  const signature = { name: "A. Brandt", title: "Director", signedOn: "2026-11-20", isAcknowledged: true };
  const handOver = async (name: string, installerId = installer.id) => {
    const orderId = await prepare(name, installerId);
    await submit(orderId);
    const file = await staged(deps, "signed.pdf", Buffer.concat([pdfBytes, Buffer.from(`${name}${tail}`)]));
    valueOf(await signVerification(deps, signatory, { ...once(), orderId, form: aForm, signature, file }, at));
    return orderId;
  };
  return {
    installation: await handOver("HO"),
    installationToAnswer: await handOver("AN"),
    installationToHold: await handOver("HL"),
    installationToSign,
    installationOfFirm: await handOver("FI", firm.id),
    installationDraft,
    installationVersion: "1",
  };
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}
