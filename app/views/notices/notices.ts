import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { NoticeKind } from "#app/domain/notices/notices.ts";
import {
  type NoticeReaderSide,
  isNoticeKind,
  kindsFor,
  type PossibleReader,
  readerOf,
} from "#app/domain/notices/readers.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { countUnread, findInboxEntry, inboxKey, listInbox } from "#db/repositories/inbox.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "../cursor.ts";
import { type CountText, formatFor, type InstantText } from "../format.ts";
import type { ViewContext } from "../view-context.ts";
import { noticeNames } from "./notice-names.ts";
import { type NoticeText, noticeTextOf } from "./notice-text.ts";

export type ListedNotice = NoticeText & { readonly queuedAt: InstantText; readonly isUnread: boolean };

export type NoticesView = {
  readonly notices: readonly ListedNotice[];
  readonly links: PageLinks;
  readonly unread: CountText;
  readonly filter: { readonly kind: NoticeKind | null; readonly isUnreadOnly: boolean };
  /** Kinds that the reader can get. */
  readonly kinds: readonly NoticeKind[];
  /** What "mark all as read" is about: nothing that came after it was seen. */
  readonly seenAtMs: number;
  readonly side: NoticeReaderSide;
};

/** Fewer than in tables: a notice is some lines of text. */
const noticesPerPage = 25;
const unreadCountedMax = 100;

type NoticeRefusal = RefusalOf<"role-needed" | "not-found">;

/** Somebody whom notices are for. */
function readerFor(actor: Actor): Result<PossibleReader, NoticeRefusal> {
  const access = decideAccess(actor, "read-notices");
  if (!access.ok) return access;
  const reader = readerOf(actor);
  return reader === null ? refused({ code: "not-found", what: "notice" }) : ok(reader);
}

/** The reader's notices, newest first. */
export async function noticesView(
  context: ViewContext,
  params: PageParams & { readonly kind: string; readonly show: string },
): Promise<Result<NoticesView>> {
  const { db, at, actor } = context;
  const found = readerFor(actor);
  if (!found.ok) return found;
  const reader = found.value;
  const filter = {
    kind: isNoticeKind(params.kind) ? params.kind : null,
    isUnreadOnly: params.show === "unread",
  };
  const page = await listInbox(db, reader.userId, {
    ...pageRequestOf(params, ["number", "string"], noticesPerPage),
    ...filter,
  });
  const notices = page.rows.map(({ notice }) => notice);
  const names = await noticeNames(db, notices);
  const format = formatFor(context.reader);
  return ok({
    notices: page.rows.map(({ notice, readAt }) => ({
      ...noticeTextOf(notice, names, context.reader),
      queuedAt: format.instant(notice.queuedAt),
      isUnread: readAt === null,
    })),
    links: pageLinksOf(page, inboxKey),
    unread: format.count(await countUnread(db, reader.userId, unreadCountedMax), unreadCountedMax),
    filter,
    kinds: kindsFor(reader),
    seenAtMs: at.epochMilliseconds,
    side: reader.side,
  });
}

/** One of the reader's notices; somebody else's is not there. */
export async function noticeView(
  { db, actor, reader }: ViewContext,
  { noticeId }: { readonly noticeId: string },
): Promise<Result<NoticeText>> {
  const found = readerFor(actor);
  if (!found.ok) return found;
  const entry = await findInboxEntry(db, found.value.userId, noticeId);
  if (entry === undefined) return refused({ code: "not-found", what: "notice" });
  return ok(noticeTextOf(entry.notice, await noticeNames(db, [entry.notice]), reader));
}

/** How much the reader has not read, for the frame of every page; null for those whom no notice is for. */
export async function unreadNotices({ db, actor, reader }: Omit<ViewContext, "at">): Promise<CountText | null> {
  const found = readerFor(actor);
  if (!found.ok) return null;
  return formatFor(reader).count(await countUnread(db, found.value.userId, unreadCountedMax), unreadCountedMax);
}
