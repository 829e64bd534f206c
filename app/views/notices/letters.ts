import { decideAccess } from "#app/domain/access/permissions.ts";
import { type MailState, mailStates } from "#app/domain/notices/mail-attempts.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { decideRepeatLetter } from "#app/domain/service-activation/repeat-letter.ts";
import {
  countLetters,
  findLetter,
  letterKey,
  listAllLetters,
  type ListedLetter,
  readLetterStanding,
} from "#db/repositories/all-letters.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "../cursor.ts";
import { type Format, formatFor } from "../format.ts";
import { type LetterText, letterTextOf } from "../service-activation/letter-text.ts";
import type { ViewContext } from "../view-context.ts";
import { countStates, type DeliveryText, deliveryTextOf, type StateCounts } from "./delivery-text.ts";

export type LetterRow = DeliveryText & {
  readonly id: string;
  /** In the operator's own language. */
  readonly subject: string;
  readonly recipient: string;
  readonly email: string;
  readonly partnerName: string;
};

export type LettersView = {
  readonly letters: readonly LetterRow[];
  readonly links: PageLinks;
  readonly state: MailState | null;
  readonly address: string;
  readonly counts: StateCounts;
};

const addressLengthMax = 254;

/** The letters of every partner, newest first; for the operator. */
export async function lettersView(
  context: ViewContext,
  params: PageParams & { readonly state: string; readonly address: string },
): Promise<Result<LettersView>> {
  const access = decideAccess(context.actor, "operate-mail");
  if (!access.ok) return access;
  const { db, reader } = context;
  const format = formatFor(reader);
  const state = mailStates.find((one) => one === params.state) ?? null;
  const address = params.address.trim().slice(0, addressLengthMax);
  const page = await listAllLetters(db, { ...pageRequestOf(params, ["number", "string"]), state, address });
  const counts = await countStates((one, upTo) => countLetters(db, one, upTo), format);
  return ok({
    letters: page.rows.map((listed) => rowOf(listed, reader.language, format)),
    links: pageLinksOf(page, letterKey),
    state,
    address,
    counts,
  });
}

export type LetterView = LetterRow & {
  /** As the recipient reads it, without its link. */
  readonly words: LetterText;
  /** Why it may not leave any more, though it was given up; null where it may. */
  readonly againRefusal: Refusal | null;
};

/** One letter with its words; the link that it carries is made when it leaves, and is in the mail alone. */
export async function letterView(
  context: ViewContext,
  { letterId }: { readonly letterId: string },
): Promise<Result<LetterView>> {
  const access = decideAccess(context.actor, "operate-mail");
  if (!access.ok) return access;
  const found = await findLetter(context.db, letterId);
  if (found === undefined) return refused({ code: "not-found", what: "mail" });
  const { language } = context.reader;
  const again = decideRepeatLetter(
    found.letter,
    await readLetterStanding(context.db, found.letter, context.at),
    context.at,
  );
  return ok({
    ...rowOf(found, language, formatFor(context.reader)),
    words: letterTextOf(found.letter),
    againRefusal: again.ok ? null : again.refusal,
  });
}

function rowOf({ letter, partnerName, ...attempt }: ListedLetter, language: "en" | "de", format: Format): LetterRow {
  const { id, recipient } = letter;
  return {
    id,
    subject: letterTextOf({ ...letter, recipient: { ...recipient, language } }).subject,
    recipient: recipient.name,
    email: recipient.email,
    partnerName,
    ...deliveryTextOf({ ...letter, ...attempt }, format),
  };
}
