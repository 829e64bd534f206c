import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { decideSign, pendingVersion, type SignRefusal } from "#app/domain/upgrade-verification/decide-installation.ts";
import {
  fingerprintOf,
  type SignedFile,
  type Verification,
  type VerificationForm,
} from "#app/domain/upgrade-verification/installation-order.ts";
import { baseName } from "#app/domain/upgrade-verification/matrix.ts";
import {
  isMicrosoftAddress,
  refusalOfSignature,
  type SignatureDraft,
} from "#app/domain/upgrade-verification/verification-form.ts";
import { insertListedDevices, updateVerification } from "#db/repositories/installation-orders-verifications.ts";
import type { SupportDeps } from "../ports.ts";
import {
  discardAttachments,
  keepAttachments,
  type StagedAttachment,
  wishOfAttachments,
} from "../support/attachments.server.ts";
import {
  changeInstallation,
  type ChangeRefusal,
  installationNotices,
  installerOf,
  writeInstallation,
} from "./change-installation.server.ts";
import { trimmed } from "./prepare-installation.server.ts";
import { tellInstallerByLetter } from "./tell-installer.server.ts";

export type SignInput = {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly form: VerificationForm;
  readonly signature: SignatureDraft;
  /** The form that was signed by hand; null where it is signed by name in the portal. Kept, or thrown away, by this call. */
  readonly file: StagedAttachment | null;
};

export type SignServiceRefusal =
  | SignRefusal
  | ChangeRefusal
  | RefusalOf<
      | "verification-incomplete"
      | "signed-in-future"
      | "return-address-microsoft"
      | "signed-file-refused"
      | "download-store-full"
    >;

/**
 * The customer signs the open version, by name or with a file that was signed by hand, and it goes to the installer's
 * stored return address. Never a partner. Complete, signed and dated, or nothing at all.
 */
export async function signVerification(
  deps: SupportDeps,
  actor: Actor,
  { idempotencyKey, orderId, form, signature, file }: SignInput,
  at: Temporal.Instant,
): Promise<
  Result<{ readonly orderId: string; readonly number: number; readonly devices: number }, SignServiceRefusal>
> {
  const files = file === null ? [] : [file];
  try {
    const logAs = "verification-signed";
    const change = {
      action: "sign-verifications",
      side: "customer",
      operation: "sign-verification",
      logAs,
      orderId,
      idempotencyKey,
      wish: { form, signature, files: wishOfAttachments(files) },
    } as const;
    type Signed = { orderId: string; number: number; devices: number };
    return await changeInstallation<Signed, SignServiceRefusal>(deps, actor, change, at, async (book) => {
      const open = pendingVersion(book.verifications);
      const decision = decideSign(book.order, open, book.devices, book, at);
      if (!decision.ok) return decision;
      if (open === undefined) throw new Error("A signature without a version");
      const filled = trimmed(form);
      const incomplete = refusalOfSignature(filled, signature, at);
      if (incomplete !== null) return refused(incomplete);
      const signedFile = formFileOf(file);
      if (signedFile === undefined) return refused({ code: "signed-file-refused", fileName: file?.fileName ?? "" });
      const installer = await installerOf(book);
      if (isMicrosoftAddress(installer.returnAddress)) return refused({ code: "return-address-microsoft" });
      const kept = await keepAttachments(files);
      if (!kept.ok) return kept;
      const { order, listed } = decision.value;
      const signed: Verification = {
        ...open,
        state: "sent",
        form: filled,
        handedOverTo: installer.returnAddress,
        signature: {
          kind: signedFile === null ? "typed" : "uploaded",
          name: signature.name.trim(),
          title: signature.title.trim(),
          signedOn: signature.signedOn,
          file: signedFile,
          by: book.actor.userId,
          at,
        },
      };
      await updateVerification(book.tx, signed);
      const rows = listed.map((device) => ({
        verificationId: open.id,
        deviceId: device.id,
        fingerprint: fingerprintOf(device, order),
        serialNumber: device.serialNumber,
        baseName: baseName(device.base, device.baseWritten),
        coaSerialNumber: device.coaSerialNumber,
        licenceProof: device.licenceProof,
      }));
      await insertListedDevices(book.tx, order, rows);
      const { number } = open;
      const devices = listed.length;
      const notices = await installationNotices(book, ["verification-sent"], {
        key: String(number),
        devices,
        number,
        reason: "",
      });
      const values = { number, devices, signatory: signature.name.trim(), sha256: signedFile?.sha256 ?? null };
      const written = await writeInstallation(deps, book, { order, logAs, values, notices });
      if (!written.ok) return written;
      const letter = { kind: "form-handed-over", key: String(number), number, devices } as const;
      await tellInstallerByLetter(book.tx, deps, { order, verifications: [signed] }, letter, at);
      return ok({ orderId, number, devices });
    });
  } finally {
    await discardAttachments(files);
  }
}

/** The file as it is kept with the signature; undefined for a kind that no form is signed on. */
export function formFileOf(file: StagedAttachment | null): SignedFile | null | undefined {
  if (file === null) return null;
  const { kind, fileName, content } = file;
  if (kind === "text") return undefined;
  return { kind, fileName, sha256: content.sha256, sizeBytes: content.sizeBytes };
}
