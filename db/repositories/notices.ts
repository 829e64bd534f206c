import type { Notice, NoticeDraft } from "#app/domain/notices/notices.ts";
import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { instantColumn, jsonColumn, readInstant, readJson } from "../columns.ts";
import type { NoticeTable } from "../schema.ts";

/**
 * Queues notices in the transaction of what they tell of. One whose key is already there is left as it is:
 * a notice is queued once, also when two jobs come to the same subscription. At most 1,000 at a time.
 */
export async function insertNotices(
  db: Db,
  queuedAt: Temporal.Instant,
  entries: readonly { readonly id: string; readonly draft: NoticeDraft }[],
): Promise<void> {
  if (entries.length === 0) return;
  await db
    .insertInto("notice")
    .values(entries.map(({ id, draft }) => rowOfNotice(id, draft, queuedAt)))
    .onConflict((conflict) => conflict.column("dedupe_key").doNothing())
    .execute();
}

/** The row of a notice. */
export function rowOfNotice(id: string, draft: NoticeDraft, queuedAt: Temporal.Instant): Selectable<NoticeTable> {
  return {
    id,
    partner_id: draft.partnerId,
    customer_id: draft.customerId,
    subscription_id: draft.subscriptionId,
    term_number: draft.termNumber,
    order_id: draft.orderId,
    kind: draft.kind,
    dedupe_key: draft.dedupeKey,
    facts_json: jsonColumn(draft.facts),
    queued_at: instantColumn(queuedAt),
  };
}

/** The notice in a row. */
export function noticeOfRow(row: Selectable<NoticeTable>): Notice {
  // Kind and facts were written together, by `rowOfNotice`.
  return {
    id: row.id,
    kind: row.kind,
    dedupeKey: row.dedupe_key,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    subscriptionId: row.subscription_id,
    termNumber: row.term_number,
    orderId: row.order_id,
    facts: readJson(row.facts_json),
    queuedAt: readInstant(row.queued_at),
  } as Notice;
}
