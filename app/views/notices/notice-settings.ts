import { decideAccess } from "#app/domain/access/permissions.ts";
import type { NoticeKind } from "#app/domain/notices/notices.ts";
import { channelsByDefault, kindsFor, type NoticeChannels, readerOf } from "#app/domain/notices/readers.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findCalendarFeed } from "#db/repositories/calendar-feeds.ts";
import { channelsOfUser } from "#db/repositories/notice-preferences.ts";
import { formatFor, type InstantText } from "../format.ts";
import type { ViewContext } from "../view-context.ts";

export type NoticeSettingsView = {
  readonly kinds: readonly ({ readonly kind: NoticeKind } & NoticeChannels)[];
};

/** Where each kind reaches the reader. */
export async function noticeSettingsView({ db, actor }: ViewContext): Promise<Result<NoticeSettingsView>> {
  const access = decideAccess(actor, "read-notices");
  if (!access.ok) return access;
  const reader = readerOf(actor);
  if (reader === null) return refused({ code: "not-found", what: "notice" });
  const channels = await channelsOfUser(db, reader.userId);
  return ok({ kinds: kindsFor(reader).map((kind) => ({ kind, ...(channels.get(kind) ?? channelsByDefault) })) });
}

export type CalendarSettingsView = {
  /** When the present address was made; null where there is none. */
  readonly since: InstantText | null;
};

/** Whether the reader's calendar has an address. The address itself is known to nobody but its owner. */
export async function calendarSettingsView({ db, actor, reader }: ViewContext): Promise<Result<CalendarSettingsView>> {
  const access = decideAccess(actor, "see-subscriptions");
  if (!access.ok) return access;
  if (actor.kind !== "partner") return refused({ code: "not-found", what: "calendar" });
  return ok({ since: formatFor(reader).instantOrNull((await findCalendarFeed(db, actor.userId)) ?? null) });
}
