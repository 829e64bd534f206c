import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findMail, reviveMail } from "#db/repositories/mails.ts";
import { findUserById } from "#db/repositories/users.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import type { ServiceDeps } from "../ports.ts";
import type { MailMessage, MailServices } from "./mail-ports.ts";
import { messageOf } from "./mail-message.server.ts";

type MailRefusal = RefusalOf<"role-needed" | "not-found">;

/** A mail as it was, is or would be sent, in the words of today; for the operator. */
export async function previewMail(
  deps: Pick<ServiceDeps, "db"> & { readonly mail: MailServices },
  actor: Actor,
  { mailId }: { readonly mailId: string },
): Promise<Result<MailMessage, MailRefusal>> {
  const access = decideAccess(actor, "operate-mail");
  if (!access.ok) return access;
  const found = await findMail(deps.db, mailId);
  const account = found === undefined ? undefined : await findUserById(deps.db, found.mail.userId);
  if (found === undefined || account === undefined) return refused({ code: "not-found", what: "mail" });
  const { displayName, preferences } = account;
  const reader = { displayName, language: preferences.language, timeZone: preferences.timeZone };
  const letter = { id: mailId, notice: found.notice, recipient: found.mail.recipient, reader };
  return ok(await messageOf(deps.db, deps.mail, letter));
}

/** Puts a mail that was given up back among those that are due. One that is due already, or was sent, stays as it is. */
export async function sendAgain(
  deps: Pick<ServiceDeps, "db" | "ids" | "activityKeys">,
  actor: Actor,
  { mailId }: { readonly mailId: string },
  at: Temporal.Instant,
): Promise<Result<null, MailRefusal>> {
  const access = decideAccess(actor, "operate-mail");
  if (!access.ok) return access;
  return deps.db.transaction().execute(async (tx) => {
    const found = await findMail(tx, mailId);
    if (found === undefined) return refused({ code: "not-found", what: "mail" });
    if (await reviveMail(tx, mailId, at)) {
      const { kind, recipient } = found.mail;
      const newValue = { mailId, kind, email: recipient.email };
      const draft = activityDone("mail-sent-again", at, { partnerId: null }, { newValue });
      await logActivity(tx, deps, actor, [draft]);
    }
    return ok(null);
  });
}
