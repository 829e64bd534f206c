import type { Temporal } from "temporal-polyfill";
import { listNamedContent } from "#db/repositories/attachment-content.ts";
import type { SupportDeps } from "../ports.ts";

const minuteMs = 60_000;
const beginnings = 256;

/**
 * Puts aside what lies in the store without a row that names it: content is kept before its row is written, and a crash
 * in between leaves it there. Each call looks at one 256th of the store, another one each minute, so that it costs the
 * same however much is kept; the whole of it is looked at every four hours and a quarter. A store that cannot tell what
 * lies in it is left alone. Answers how much was put aside.
 */
export async function sweepAttachments(
  { db, attachmentStore }: Pick<SupportDeps, "attachmentStore" | "db">,
  at: Temporal.Instant,
): Promise<number> {
  const turn = Math.floor(at.epochMilliseconds / minuteMs) % beginnings;
  const beginning = turn.toString(16).padStart(2, "0");
  return (await attachmentStore.sweep?.(beginning, (sha256s) => listNamedContent(db, sha256s))) ?? 0;
}
