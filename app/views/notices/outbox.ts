import { decideAccess } from "#app/domain/access/permissions.ts";
import { type MailState, mailStates } from "#app/domain/notices/mail-attempts.ts";
import type { NoticeKind } from "#app/domain/notices/notices.ts";
import { instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { countMails, findMail, type ListedMail, listMails, mailKey } from "#db/repositories/mails.ts";
import { listNoticesWithoutReader } from "#db/repositories/notice-delivery.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "../cursor.ts";
import { type Format, formatFor, type InstantText } from "../format.ts";
import type { ViewContext } from "../view-context.ts";
import { countStates, type DeliveryText, deliveryTextOf, type StateCounts } from "./delivery-text.ts";

export type MailText = DeliveryText & {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly recipient: string;
  readonly email: string;
  /** Null for the operator's own people. */
  readonly partnerName: string | null;
};

export type MailsView = {
  readonly mails: readonly MailText[];
  readonly links: PageLinks;
  readonly state: MailState | null;
  readonly counts: StateCounts;
  /** Notices that nobody's role reads. */
  readonly unheard: readonly {
    readonly id: string;
    readonly kind: NoticeKind;
    readonly partnerName: string | null;
    readonly foundAt: InstantText;
  }[];
};

const unheardShown = 20;

/** The outbox, newest first; for the operator. */
export async function mailsView(
  context: ViewContext,
  params: PageParams & { readonly state: string },
): Promise<Result<MailsView>> {
  const access = decideAccess(context.actor, "operate-mail");
  if (!access.ok) return access;
  const { db } = context;
  const format = formatFor(context.reader);
  const state = mailStates.find((one) => one === params.state) ?? null;
  const page = await listMails(db, { ...pageRequestOf(params, ["number", "string"]), state });
  const counts = await countStates((one, upTo) => countMails(db, one, upTo), format);
  const unheard = await listNoticesWithoutReader(db, unheardShown);
  return ok({
    mails: page.rows.map((mail) => mailTextOf(mail, format)),
    links: pageLinksOf(page, mailKey),
    state,
    counts,
    unheard: unheard.map(({ noticeId, kind, partnerName, foundAtMs }) => ({
      id: noticeId,
      kind,
      partnerName,
      foundAt: format.instant(instantOfEpochMs(foundAtMs)),
    })),
  });
}

/** One mail, without its words. */
export async function mailView(
  context: ViewContext,
  { mailId }: { readonly mailId: string },
): Promise<Result<MailText>> {
  const access = decideAccess(context.actor, "operate-mail");
  if (!access.ok) return access;
  const found = await findMail(context.db, mailId);
  if (found === undefined) return refused({ code: "not-found", what: "mail" });
  return ok(mailTextOf(found.mail, formatFor(context.reader)));
}

function mailTextOf(mail: ListedMail, format: Format): MailText {
  const { id, kind, recipient } = mail;
  return {
    id,
    kind,
    recipient: recipient.displayName,
    email: recipient.email,
    partnerName: recipient.partnerName,
    ...deliveryTextOf(mail, format),
  };
}
