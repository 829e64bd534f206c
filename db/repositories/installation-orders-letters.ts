import type { Temporal } from "temporal-polyfill";
import type { MailState } from "#app/domain/notices/mail-attempts.ts";
import type { Db } from "../client.ts";
import { readInstant } from "../columns.ts";

/** What became of a letter that a form was handed over with. */
export type HandOverMail = {
  readonly state: MailState;
  /** When it was queued, or its last attempt was over. */
  readonly at: Temporal.Instant;
  /** The other server's words. */
  readonly reply: string | null;
};

/** The letter with a key, of the partner whose order it tells of. */
export async function findHandOverMail(
  db: Db,
  partnerId: string,
  dedupeKey: string,
): Promise<HandOverMail | undefined> {
  const row = await db
    .selectFrom("letter")
    .select(["state", "queued_at", "finished_at", "last_reply"])
    .where("dedupe_key", "=", dedupeKey)
    .where("partner_id", "=", partnerId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { state: row.state, at: readInstant(row.finished_at ?? row.queued_at), reply: row.last_reply };
}
