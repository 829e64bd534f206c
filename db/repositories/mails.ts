import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { MailState, MailVerdict } from "#app/domain/notices/mail-attempts.ts";
import type { Notice } from "#app/domain/notices/notices.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstant, readInstantOrNull } from "../columns.ts";
import { countUpTo } from "../count-up-to.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import { claimDueEntry, countDueEntries, finishEntryAttempt } from "../outbox.ts";
import type { MailTable } from "../schema.ts";
import { noticeOfRow } from "./notices.ts";

/** A mail in the outbox. */
export type Mail = {
  readonly id: string;
  readonly noticeId: string;
  readonly userId: string;
  readonly partnerId: string | null;
  readonly kind: MailTable["kind"];
  readonly state: MailState;
  readonly attempts: number;
  readonly queuedAt: Temporal.Instant;
  readonly nextAttemptAt: Temporal.Instant | null;
  readonly finishedAt: Temporal.Instant | null;
  readonly lastVerdict: MailVerdict | null;
  readonly lastSmtpCode: number | null;
  readonly lastReply: string | null;
};

function mailOfRow(row: Selectable<MailTable>): Mail {
  return {
    id: row.id,
    noticeId: row.notice_id,
    userId: row.user_id,
    partnerId: row.partner_id,
    kind: row.kind,
    state: row.state,
    attempts: row.attempts,
    queuedAt: readInstant(row.queued_at),
    nextAttemptAt: readInstantOrNull(row.next_attempt_at),
    finishedAt: readInstantOrNull(row.finished_at),
    lastVerdict: row.last_verdict,
    lastSmtpCode: row.last_smtp_code,
    lastReply: row.last_reply,
  };
}

/** How many mails are due at an instant, counted up to a number; those that a process died over among them. */
export async function countDueMails(db: Db, at: Temporal.Instant, upTo: number): Promise<number> {
  return countDueEntries(db, "mail", at, upTo);
}

/**
 * Takes the mail that has been due for longest, for as long as a lease: its attempt is counted before it is made.
 * Undefined where none is due. In a transaction of its own.
 */
export async function claimDueMail(
  db: Db,
  at: Temporal.Instant,
  leasedUntil: Temporal.Instant,
): Promise<Mail | undefined> {
  const row = await claimDueEntry(db, "mail", { at, leasedUntil });
  return row === undefined ? undefined : mailOfRow(row);
}

export type MailOutcome = {
  readonly state: Exclude<MailState, "queued" | "sending">;
  readonly verdict: MailVerdict | null;
  readonly smtpCode: number | null;
  readonly reply: string | null;
  readonly nextAttemptAt: Temporal.Instant | null;
};

/** Notes what became of an attempt, if it is still this one's mail; false where another process has taken it meanwhile. */
export async function finishMailAttempt(
  db: Db,
  mail: Pick<Mail, "id" | "partnerId" | "attempts">,
  outcome: MailOutcome,
  at: Temporal.Instant,
): Promise<boolean> {
  return finishEntryAttempt(db, "mail", mail, outcome, at, outcomeColumns(outcome));
}

/** What the other server said, in the columns of a mail or a letter. */
export function outcomeColumns({ verdict, smtpCode, reply }: MailOutcome) {
  return { last_verdict: verdict, last_smtp_code: smtpCode, last_reply: reply };
}

/** Makes a mail that was given up due again, with all its attempts before it; false where it is in another state. */
export async function reviveMail(db: Db, mailId: string, at: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("mail")
    .set({ state: "queued", attempts: 0, next_attempt_at: instantColumn(at), finished_at: null })
    .where("id", "=", mailId)
    .where("state", "=", "dead")
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Who a mail goes to. */
export type MailRecipient = {
  readonly displayName: string;
  readonly email: string;
  readonly partnerName: string | null;
};

export type ListedMail = Mail & { readonly recipient: MailRecipient };

export function mailKey({ queuedAt, id }: Pick<Mail, "queuedAt" | "id">): [number, string] {
  return [queuedAt.epochMilliseconds, id];
}

/** A page of all mails, or of those in one state, newest first; for the operator. */
export async function listMails(
  db: Db,
  request: PageRequest & { readonly state: MailState | null },
): Promise<Page<ListedMail>> {
  const direction = readDirection("desc", request.cursor);
  let query = recipients(db);
  if (request.state !== null) query = query.where("mail.state", "=", request.state);
  if (request.cursor !== null) query = query.where(beyondKey(["mail.queued_at", "mail.id"], "desc", request.cursor));
  const rows = await query
    .orderBy("mail.queued_at", direction)
    .orderBy("mail.id", direction)
    .limit(request.limit + 1)
    .execute();
  const page = pageOf(rows, request);
  return { ...page, rows: page.rows.map(listedMailOfRow) };
}

function recipients(db: Db) {
  return db
    .selectFrom("mail")
    .innerJoin("user_account", "user_account.id", "mail.user_id")
    .leftJoin("partner", "partner.id", "mail.partner_id")
    .selectAll("mail")
    .select(["user_account.display_name", "user_account.email", "partner.name as partner_name"]);
}

function listedMailOfRow(
  row: Selectable<MailTable> & { display_name: string; email: string; partner_name: string | null },
): ListedMail {
  const recipient = { displayName: row.display_name, email: row.email, partnerName: row.partner_name };
  return { ...mailOfRow(row), recipient };
}

/** One mail with its notice; for the operator and the job. */
export async function findMail(
  db: Db,
  mailId: string,
): Promise<{ readonly mail: ListedMail; readonly notice: Notice } | undefined> {
  const row = await recipients(db).where("mail.id", "=", mailId).executeTakeFirst();
  if (row === undefined) return undefined;
  const mail = listedMailOfRow(row);
  const notice = await db.selectFrom("notice").selectAll().where("id", "=", mail.noticeId).executeTakeFirstOrThrow();
  return { mail, notice: noticeOfRow(notice) };
}

/** How many mails are in a state, counted up to a number. */
export async function countMails(db: Db, state: MailState, upTo: number): Promise<number> {
  return countUpTo(db, db.selectFrom("mail").select("id").where("state", "=", state).orderBy("queued_at"), upTo);
}
