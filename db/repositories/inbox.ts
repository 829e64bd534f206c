import type { Temporal } from "temporal-polyfill";
import type { Notice, NoticeKind } from "#app/domain/notices/notices.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstantOrNull } from "../columns.ts";
import { countingUpTo } from "../count-up-to.ts";
import { keptQuery } from "../kept-query.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import { noticeOfRow } from "./notices.ts";

/** A notice as one reader has it. */
export type InboxEntry = { readonly notice: Notice; readonly readAt: Temporal.Instant | null };

export type InboxRequest = PageRequest & { readonly kind: NoticeKind | null; readonly isUnreadOnly: boolean };

export function inboxKey({ notice }: InboxEntry): [number, string] {
  return [notice.queuedAt.epochMilliseconds, notice.id];
}

/** A page of a reader's notices, newest first. */
export async function listInbox(db: Db, userId: string, request: InboxRequest): Promise<Page<InboxEntry>> {
  const direction = readDirection("desc", request.cursor);
  let lines = db.selectFrom("inbox").select(["notice_id", "queued_at", "read_at"]).where("user_id", "=", userId);
  if (request.kind !== null) lines = lines.where("kind", "=", request.kind);
  if (request.isUnreadOnly) lines = lines.where("read_at", "is", null);
  if (request.cursor !== null) lines = lines.where(beyondKey(["queued_at", "notice_id"], "desc", request.cursor));
  const rows = await lines
    .orderBy("queued_at", direction)
    .orderBy("notice_id", direction)
    .limit(request.limit + 1)
    .execute();
  const page = pageOf(rows, request);
  return { ...page, rows: await withNotices(db, page.rows) };
}

async function withNotices(
  db: Db,
  lines: readonly { readonly notice_id: string; readonly read_at: number | null }[],
): Promise<InboxEntry[]> {
  if (lines.length === 0) return [];
  const ids = lines.map((line) => line.notice_id);
  const rows = await db.selectFrom("notice").selectAll().where("id", "in", ids).execute();
  const notices = new Map(rows.map((row) => [row.id, noticeOfRow(row)]));
  return lines.flatMap((line) => {
    const notice = notices.get(line.notice_id);
    return notice === undefined ? [] : [{ notice, readAt: readInstantOrNull(line.read_at) }];
  });
}

/** A notice of a reader; somebody else's is not there. */
export async function findInboxEntry(db: Db, userId: string, noticeId: string): Promise<InboxEntry | undefined> {
  const line = await db
    .selectFrom("inbox")
    .select(["notice_id", "read_at"])
    .where("user_id", "=", userId)
    .where("notice_id", "=", noticeId)
    .executeTakeFirst();
  return line === undefined ? undefined : (await withNotices(db, [line]))[0];
}

/** How many notices a reader has not read, counted up to a number. */
export async function countUnread(db: Db, userId: string, upTo: number): Promise<number> {
  const [row] = await unreadCount(db, { userId, limit: upTo });
  return Number(row?.count ?? 0);
}

/** Asked with every page. */
const unreadCount = keptQuery((db, { userId, limit }: { userId: string; limit: number }) =>
  countingUpTo(
    db,
    db
      .selectFrom("inbox")
      .select("notice_id")
      .where("user_id", "=", userId)
      .where("read_at", "is", null)
      .orderBy("queued_at"),
    limit,
  ),
);

/** Marks a notice as read; one that was read before keeps its time. */
export async function markRead(db: Db, userId: string, noticeId: string, at: Temporal.Instant): Promise<void> {
  await db
    .updateTable("inbox")
    .set({ read_at: instantColumn(at) })
    .where("user_id", "=", userId)
    .where("notice_id", "=", noticeId)
    .where("read_at", "is", null)
    .execute();
}

/** Marks what a reader has not read, of all kinds or of one, as far as it was queued up to an instant; how many there were. */
export async function markAllRead(
  db: Db,
  userId: string,
  {
    kind,
    upTo,
    at,
  }: { readonly kind: NoticeKind | null; readonly upTo: Temporal.Instant; readonly at: Temporal.Instant },
): Promise<number> {
  let query = db
    .updateTable("inbox")
    .set({ read_at: instantColumn(at) })
    .where("user_id", "=", userId)
    .where("read_at", "is", null)
    .where("queued_at", "<=", instantColumn(upTo));
  if (kind !== null) query = query.where("kind", "=", kind);
  const { numUpdatedRows } = await query.executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
