import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { isBefore } from "#app/domain/calendar/utc-days.ts";
import type { NoticeKind } from "#app/domain/notices/notices.ts";
import { readerOf } from "#app/domain/notices/readers.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findInboxEntry, markAllRead, markRead } from "#db/repositories/inbox.ts";
import type { ServiceDeps } from "../ports.ts";

type NotFound = RefusalOf<"not-found">;

/**
 * Marks one of the reader's notices as read; once more changes nothing. Only the reader's own list changes, so that no
 * line in the log tells of it.
 */
export async function readNotice(
  deps: Pick<ServiceDeps, "db">,
  actor: Actor,
  { noticeId }: { readonly noticeId: string },
  at: Temporal.Instant,
): Promise<Result<null, NotFound>> {
  const reader = readerOf(actor);
  if (reader === null) return refused({ code: "not-found", what: "notice" });
  return deps.db.transaction().execute(async (tx) => {
    const entry = await findInboxEntry(tx, reader.userId, noticeId);
    if (entry === undefined) return refused({ code: "not-found", what: "notice" });
    await markRead(tx, reader.userId, noticeId, at);
    return ok(null);
  });
}

/**
 * Marks everything as read that was there when the page was made, of all kinds or of one; how many there were.
 * What came since stays unread: nobody has seen it.
 */
export async function readAllNotices(
  deps: Pick<ServiceDeps, "db">,
  actor: Actor,
  { kind, seenAt }: { readonly kind: NoticeKind | null; readonly seenAt: Temporal.Instant },
  at: Temporal.Instant,
): Promise<Result<{ readonly count: number }, NotFound>> {
  const reader = readerOf(actor);
  if (reader === null) return refused({ code: "not-found", what: "notice" });
  const upTo = isBefore(seenAt, at) ? seenAt : at;
  return deps.db
    .transaction()
    .execute(async (tx) => ok({ count: await markAllRead(tx, reader.userId, { kind, upTo, at }) }));
}
