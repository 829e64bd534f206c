import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { MailState, MailVerdict } from "#app/domain/notices/mail-attempts.ts";
import type { LetterStanding } from "#app/domain/service-activation/repeat-letter.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstantOrNull } from "../columns.ts";
import { countUpTo } from "../count-up-to.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import { readActivationFacts } from "./activation-facts.ts";
import { findAnyEnrollment } from "./agreements.ts";
import { findAzureOffer } from "./azure-offers.ts";
import { type Letter, letterOfRow } from "./letters.ts";

/** A letter of whichever partner, with what became of its attempts; for the operator. */
export type ListedLetter = {
  readonly letter: Letter;
  readonly partnerName: string;
  readonly nextAttemptAt: Temporal.Instant | null;
  readonly lastVerdict: MailVerdict | null;
  readonly lastSmtpCode: number | null;
};

export function letterKey({ letter }: Pick<ListedLetter, "letter">): [number, string] {
  return [letter.queuedAt.epochMilliseconds, letter.id];
}

/**
 * A page of all letters, newest first.
 *
 * @param state only those in a state; null for all
 * @param address only those to this address, in any case; empty for all
 */
export async function listAllLetters(
  db: Db,
  request: PageRequest & { readonly state: MailState | null; readonly address: string },
): Promise<Page<ListedLetter>> {
  const direction = readDirection("desc", request.cursor);
  let query = withPartner(db);
  if (request.state !== null) query = query.where("letter.state", "=", request.state);
  if (request.address !== "")
    query = query.where(sql<string>`lower(letter.recipient_email)`, "=", request.address.toLowerCase());
  if (request.cursor !== null)
    query = query.where(beyondKey(["letter.queued_at", "letter.id"], "desc", request.cursor));
  const rows = await query
    .orderBy("letter.queued_at", direction)
    .orderBy("letter.id", direction)
    .limit(request.limit + 1)
    .execute();
  return pageOf(rows.map(listedOfRow), request);
}

/** One letter. */
export async function findLetter(db: Db, letterId: string): Promise<ListedLetter | undefined> {
  const row = await withPartner(db).where("letter.id", "=", letterId).executeTakeFirst();
  return row === undefined ? undefined : listedOfRow(row);
}

/** How many letters are in a state, counted up to a number. */
export async function countLetters(db: Db, state: MailState, upTo: number): Promise<number> {
  return countUpTo(db, db.selectFrom("letter").select("id").where("state", "=", state).orderBy("queued_at"), upTo);
}

/** Makes a letter that was given up due again, with all its attempts before it; false where it is in another state. */
export async function reviveLetter(
  db: Db,
  { id, partnerId }: Pick<Letter, "id" | "partnerId">,
  at: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("letter")
    .set({ state: "queued", attempts: 0, next_attempt_at: instantColumn(at), finished_at: null })
    .where("id", "=", id)
    .where("partner_id", "=", partnerId)
    .where("state", "=", "dead")
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** What a letter speaks of, as it stands at an instant. */
export async function readLetterStanding(
  db: Db,
  { enrollmentId, serviceId }: Pick<Letter, "enrollmentId" | "serviceId">,
  at: Temporal.Instant,
): Promise<LetterStanding> {
  const enrollment = enrollmentId === null ? undefined : await findAnyEnrollment(db, enrollmentId);
  if (enrollment === undefined || serviceId === null) return { facts: null, offer: null };
  const facts = (await readActivationFacts(db, enrollment, at))(serviceId);
  return { facts, offer: (await findAzureOffer(db, enrollment)) ?? null };
}

function withPartner(db: Db) {
  return db
    .selectFrom("letter")
    .innerJoin("partner", "partner.id", "letter.partner_id")
    .selectAll("letter")
    .select("partner.name as partner_name");
}

type ListedRow = Awaited<ReturnType<ReturnType<typeof withPartner>["executeTakeFirstOrThrow"]>>;

function listedOfRow(row: ListedRow): ListedLetter {
  return {
    letter: letterOfRow(row),
    partnerName: row.partner_name,
    nextAttemptAt: readInstantOrNull(row.next_attempt_at),
    lastVerdict: row.last_verdict,
    lastSmtpCode: row.last_smtp_code,
  };
}
