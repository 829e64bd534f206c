import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { LetterDraft } from "#app/domain/agreements/letters.ts";
import type { MailState } from "#app/domain/notices/mail-attempts.ts";
import type { Db } from "../client.ts";
import { instantColumn, jsonColumn, readInstant, readInstantOrNull, readJson } from "../columns.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { claimDueEntry, countDueEntries, finishEntryAttempt } from "../outbox.ts";
import type { LetterTable } from "../schema.ts";
import { type MailOutcome, outcomeColumns } from "./mails.ts";

/** A letter in the outbox: a mail to an address. */
export type Letter = LetterDraft & {
  readonly id: string;
  readonly state: MailState;
  readonly attempts: number;
  readonly queuedAt: Temporal.Instant;
  readonly finishedAt: Temporal.Instant | null;
  /** The other server's words. */
  readonly lastReply: string | null;
};

/** Queues letters in the transaction of what they tell of; one whose key is there already is left as it is. */
export async function insertLetters(
  db: Db,
  queuedAt: Temporal.Instant,
  entries: readonly { readonly id: string; readonly draft: LetterDraft }[],
): Promise<void> {
  if (entries.length === 0) return;
  await db
    .insertInto("letter")
    .values(
      entries.map(({ id, draft }) => ({
        id,
        partner_id: draft.partnerId,
        customer_id: draft.customerId,
        kind: draft.kind,
        dedupe_key: draft.dedupeKey,
        enrollment_id: draft.enrollmentId,
        service_id: draft.serviceId,
        contact_id: draft.contactId,
        recipient_name: draft.recipient.name,
        recipient_email: draft.recipient.email,
        language: draft.recipient.language,
        facts_json: jsonColumn(draft.facts),
        state: "queued" as const,
        attempts: 0,
        queued_at: instantColumn(queuedAt),
        next_attempt_at: instantColumn(queuedAt),
        finished_at: null,
        last_verdict: null,
        last_smtp_code: null,
        last_reply: null,
      })),
    )
    .onConflict((conflict) => conflict.column("dedupe_key").doNothing())
    .execute();
}

/** How many letters are due at an instant, counted up to a number. */
export async function countDueLetters(db: Db, at: Temporal.Instant, upTo: number): Promise<number> {
  return countDueEntries(db, "letter", at, upTo);
}

/** Takes the letter that has been due for longest, for as long as a lease; its attempt is counted before it is made. */
export async function claimDueLetter(
  db: Db,
  at: Temporal.Instant,
  leasedUntil: Temporal.Instant,
): Promise<Letter | undefined> {
  const row = await claimDueEntry(db, "letter", { at, leasedUntil });
  return row === undefined ? undefined : letterOfRow(row);
}

/** Notes what became of an attempt, if it is still this one's letter; false where another process has taken it meanwhile. */
export async function finishLetterAttempt(
  db: Db,
  letter: Pick<Letter, "id" | "partnerId" | "attempts">,
  outcome: MailOutcome,
  at: Temporal.Instant,
): Promise<boolean> {
  return finishEntryAttempt(db, "letter", letter, outcome, at, outcomeColumns(outcome));
}

/** Which of some keys belong to letters that were queued. */
export async function listKnownLetterKeys(db: Db, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await db
    .selectFrom("letter")
    .select("dedupe_key")
    .where(isAnyOf(db, "dedupe_key", keys))
    .execute();
  return new Set(rows.map((row) => row.dedupe_key));
}

/** The letters about an enrollment, oldest first; of one service, or of all. */
export async function listLetters(db: Db, enrollmentId: string, serviceId: string | null): Promise<Letter[]> {
  let query = db.selectFrom("letter").selectAll().where("enrollment_id", "=", enrollmentId);
  if (serviceId !== null) query = query.where("service_id", "=", serviceId);
  const rows = await query.orderBy("queued_at").orderBy("id").limit(500).execute();
  return rows.map(letterOfRow);
}

/** A letter as it was stored. */
export function letterOfRow(row: Selectable<LetterTable>): Letter {
  // Kind and facts were written together, by `insertLetters`.
  return {
    id: row.id,
    kind: row.kind,
    dedupeKey: row.dedupe_key,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    enrollmentId: row.enrollment_id,
    serviceId: row.service_id,
    contactId: row.contact_id,
    recipient: { name: row.recipient_name, email: row.recipient_email, language: row.language },
    facts: readJson(row.facts_json),
    state: row.state,
    attempts: row.attempts,
    queuedAt: readInstant(row.queued_at),
    finishedAt: readInstantOrNull(row.finished_at),
    lastReply: row.last_reply,
  } as Letter;
}
