import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { type AnswerRefusal, decideAnswer } from "#app/domain/upgrade-verification/decide-installation.ts";
import type { Confirmation } from "#app/domain/upgrade-verification/installation-order.ts";
import { refusalOfWrittenAnswer, refusalToSpeak } from "#app/domain/upgrade-verification/speak-for-installer.ts";
import { insertVerification, updateVerification } from "#db/repositories/installation-orders-verifications.ts";
import { displayNamesById } from "#db/repositories/user-names.ts";
import type { ServiceDeps, SupportDeps } from "../ports.ts";
import {
  discardAttachments,
  keepAttachments,
  type StagedAttachment,
  wishOfAttachments,
} from "../support/attachments.server.ts";
import {
  changeInstallation,
  type ChangeRefusal,
  type InstallationBook,
  installationNotices,
  installerOf,
  writeInstallation,
} from "./change-installation.server.ts";
import { formFileOf } from "./sign-verification.server.ts";
import { tellInstallerByLetter } from "./tell-installer.server.ts";

export type AnswerInput = {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly number: number;
  readonly isAccepted: boolean;
  readonly text: string;
};

type Answered = { orderId: string; number: number };

/** The installer's answer to a version, in writing; a rejected one has its successor open at once, with its fields. */
export async function answerVerification(
  deps: ServiceDeps,
  actor: Actor,
  { idempotencyKey, orderId, ...wish }: AnswerInput,
  at: Temporal.Instant,
): Promise<Result<Answered, AnswerRefusal | ChangeRefusal>> {
  const change = {
    action: "answer-verifications",
    side: "installer",
    operation: "answer-verification",
    logAs: wish.isAccepted ? "verification-accepted" : "verification-rejected",
    orderId,
    idempotencyKey,
    wish,
  } as const;
  return changeInstallation<Answered, AnswerRefusal | ChangeRefusal>(deps, actor, change, at, async (book) => {
    const { userId } = book.actor;
    const names =
      book.actor.kind === "partner"
        ? await displayNamesById(book.tx, book.actor.partnerId, [userId])
        : new Map<string, string>();
    const confirmation = { name: names.get(userId) ?? "", by: userId, at, answeredOn: null, file: null };
    return writeAnswer(deps, book, wish, confirmation);
  });
}

export type RecordAnswerInput = AnswerInput & {
  /** Who answered at the installer. */
  readonly name: string;
  /** `YYYY-MM-DD`, as it stands on the answer. */
  readonly answeredOn: string;
  /** The answer as it came. Kept, or thrown away, by this call. */
  readonly file: StagedAttachment | null;
};

export type RecordAnswerRefusal =
  | AnswerRefusal
  | ChangeRefusal
  | RefusalOf<
      | "installer-has-access"
      | "answer-evidence-needed"
      | "answer-day-wrong"
      | "signed-file-refused"
      | "download-store-full"
    >;

/**
 * Records what an installer without access answered on paper, by the partner whose order it is: who answered, when, and
 * the answer itself as a file. The states are those of an answer that was given here.
 */
export async function recordInstallerAnswer(
  deps: SupportDeps,
  actor: Actor,
  { idempotencyKey, orderId, file, ...wish }: RecordAnswerInput,
  at: Temporal.Instant,
): Promise<Result<Answered, RecordAnswerRefusal>> {
  const files = file === null ? [] : [file];
  try {
    const change = {
      action: "speak-for-installers",
      side: "customer",
      operation: "record-installer-answer",
      logAs: wish.isAccepted ? "verification-accepted" : "verification-rejected",
      orderId,
      idempotencyKey,
      wish: { ...wish, files: wishOfAttachments(files) },
    } as const;
    return await changeInstallation<Answered, RecordAnswerRefusal>(deps, actor, change, at, async (book) => {
      const silent = refusalToSpeak(await installerOf(book));
      if (silent !== null) return refused(silent);
      const verification = book.verifications.find(({ number }) => number === wish.number);
      if (verification === undefined) return refused({ code: "not-found", what: "installation" });
      const { name, answeredOn } = wish;
      const lacking = refusalOfWrittenAnswer(verification, { name, answeredOn, hasFile: file !== null }, at);
      if (lacking !== null) return refused(lacking);
      const kept = formFileOf(file);
      if (kept === undefined) return refused({ code: "signed-file-refused", fileName: file?.fileName ?? "" });
      const confirmation = { name: name.trim(), by: book.actor.userId, at, answeredOn, file: kept };
      const answered = await writeAnswer(deps, book, wish, confirmation);
      if (!answered.ok) return answered;
      const stored = await keepAttachments(files);
      return stored.ok ? answered : stored;
    });
  } finally {
    await discardAttachments(files);
  }
}

/** Decides and writes an answer, whoever recorded it. */
async function writeAnswer(
  deps: ServiceDeps,
  book: InstallationBook,
  { number, isAccepted, text: written }: Pick<AnswerInput, "number" | "isAccepted" | "text">,
  confirmation: Omit<Confirmation, "isAccepted" | "text">,
): Promise<Result<Answered, AnswerRefusal | RefusalOf<"not-found" | "changed-meanwhile">>> {
  const { tx, at } = book;
  const verification = book.verifications.find((one) => one.number === number);
  if (verification === undefined || verification.signature === null)
    return refused({ code: "not-found", what: "installation" });
  const decision = decideAnswer(book.order, verification, { isAccepted, text: written }, at);
  if (!decision.ok) return decision;
  const text = written.trim();
  await updateVerification(tx, {
    ...verification,
    state: isAccepted ? "accepted" : "rejected",
    confirmation: { ...confirmation, isAccepted, text },
  });
  if (!isAccepted)
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
  const told = isAccepted
    ? (["verification-accepted", "installation-released"] as const)
    : (["verification-rejected"] as const);
  const notices = await installationNotices(book, told, { key: String(number), devices, number, reason: text });
  const { order } = decision.value;
  const { name, answeredOn, file } = confirmation;
  const values = { number, devices, reason: text };
  const result = await writeInstallation(deps, book, {
    order,
    logAs: isAccepted ? "verification-accepted" : "verification-rejected",
    values: answeredOn === null ? values : { ...values, name, answeredOn, sha256: file?.sha256 ?? null },
    notices,
  });
  if (!result.ok) return result;
  if (isAccepted)
    await tellInstallerByLetter(tx, deps, book, { kind: "devices-released", key: String(number), number, devices }, at);
  return ok({ orderId: order.id, number });
}
