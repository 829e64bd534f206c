import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  decideAnswer,
  decideSign,
  pendingVersion,
  type AnswerRefusal,
  type SignRefusal,
} from "#app/domain/upgrade-verification/decide-installation.ts";
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
import {
  insertListedDevices,
  insertVerification,
  updateVerification,
} from "#db/repositories/installation-orders-verifications.ts";
import { displayNamesById } from "#db/repositories/user-names.ts";
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
      const signedFile = fileOf(file);
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
      return written.ok ? ok({ orderId, number, devices }) : written;
    });
  } finally {
    await discardAttachments(files);
  }
}

/** The file as it is kept with the signature; undefined for a kind that no form is signed on. */
function fileOf(file: StagedAttachment | null): SignedFile | null | undefined {
  if (file === null) return null;
  const { kind, fileName, content } = file;
  if (kind === "text") return undefined;
  return { kind, fileName, sha256: content.sha256, sizeBytes: content.sizeBytes };
}

export type AnswerInput = {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly number: number;
  readonly isAccepted: boolean;
  readonly text: string;
};

/** The installer's answer to a version, in writing; a rejected one has its successor open at once, with its fields. */
export async function answerVerification(
  deps: SupportDeps,
  actor: Actor,
  { idempotencyKey, orderId, ...wish }: AnswerInput,
  at: Temporal.Instant,
): Promise<Result<{ readonly orderId: string; readonly number: number }, AnswerRefusal | ChangeRefusal>> {
  const logAs = wish.isAccepted ? "verification-accepted" : "verification-rejected";
  const change = {
    action: "answer-verifications",
    side: "installer",
    operation: "answer-verification",
    logAs,
    orderId,
    idempotencyKey,
    wish,
  } as const;
  return changeInstallation<{ orderId: string; number: number }, AnswerRefusal | ChangeRefusal>(
    deps,
    actor,
    change,
    at,
    async (book) => {
      const verification = book.verifications.find(({ number }) => number === wish.number);
      if (verification === undefined || verification.signature === null)
        return refused({ code: "not-found", what: "installation" });
      const decision = decideAnswer(book.order, verification, wish, at);
      if (!decision.ok) return decision;
      const { tx } = book;
      const { userId } = book.actor;
      const names =
        book.actor.kind === "partner"
          ? await displayNamesById(tx, book.actor.partnerId, [userId])
          : new Map<string, string>();
      const text = wish.text.trim();
      await updateVerification(tx, {
        ...verification,
        state: wish.isAccepted ? "accepted" : "rejected",
        confirmation: { isAccepted: wish.isAccepted, text, name: names.get(userId) ?? "", by: userId, at },
      });
      if (!wish.isAccepted)
        await insertVerification(tx, {
          ...verification,
          id: deps.ids.next(),
          number: book.verifications.length + 1,
          state: "open",
          signature: null,
          handedOverTo: "",
          confirmation: null,
          createdAt: at,
        });
      const devices = book.listed.filter(({ verificationId }) => verificationId === verification.id).length;
      const { number } = verification;
      const told = wish.isAccepted
        ? (["verification-accepted", "installation-released"] as const)
        : (["verification-rejected"] as const);
      const notices = await installationNotices(book, told, { key: String(number), devices, number, reason: text });
      const written = await writeInstallation(deps, book, {
        order: decision.value.order,
        logAs,
        values: { number, devices, reason: text },
        notices,
      });
      return written.ok ? ok({ orderId, number }) : written;
    },
  );
}
