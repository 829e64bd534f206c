import type { NoticeDraft } from "#app/domain/notices/notices.ts";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { bulkCompareAndSet } from "../dialects/bulk.ts";
import { insertNotices } from "./notices.ts";

/** What the look ahead notes beside a record that is still at a version. The version stays: a note is no change of the record. */
export type LookAheadNote = {
  readonly id: string;
  readonly will_not_renew_code: string | null;
  readonly will_not_renew_json: string | null;
  readonly expected_version: number;
};

/** Writes notes beside many records; a record that changed meanwhile keeps its own. */
export const updateNotes = bulkCompareAndSet<"subscription", LookAheadNote>("subscription", "id", ["version"], {
  id: "text",
  will_not_renew_code: "text",
  will_not_renew_json: "text",
  expected_version: "integer",
});

/** Which notices of some are queued already, by their keys. */
export async function listQueuedKeys(db: Db, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await db
    .selectFrom("notice")
    .select("dedupe_key")
    .where("dedupe_key", "in", [...keys])
    .execute();
  return new Set(rows.map((row) => row.dedupe_key));
}

/** Queues notices that are not queued yet, in the transaction at hand. */
export async function queueNotices(
  tx: Db,
  queuedAt: Temporal.Instant,
  drafts: readonly NoticeDraft[],
  nextId: () => string,
): Promise<void> {
  await insertNotices(
    tx,
    queuedAt,
    drafts.map((draft) => ({ id: nextId(), draft })),
  );
}
