import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { NoticeKind } from "#app/domain/notices/notices.ts";
import { channelsByDefault, kindsFor, type NoticeChannels, readerOf } from "#app/domain/notices/readers.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { channelsOfUser, upsertChannels } from "#db/repositories/notice-preferences.ts";
import { findUserForChange } from "#db/repositories/users.ts";
import { logAccountActivity } from "../accounts/account-activity.server.ts";
import type { ServiceDeps } from "../ports.ts";

/**
 * Sets where the reader wants each kind that is for them; kinds that are not are left out. Logged with the kinds that
 * changed, because a deadline that somebody missed may hang on it.
 */
export async function chooseNotices(
  deps: Pick<ServiceDeps, "db" | "ids" | "activityKeys">,
  actor: Actor,
  wanted: ReadonlyMap<NoticeKind, NoticeChannels>,
  at: Temporal.Instant,
): Promise<Result<null, RefusalOf<"not-found">>> {
  const reader = readerOf(actor);
  if (reader === null) return refused({ code: "not-found", what: "notice" });
  return deps.db.transaction().execute(async (tx) => {
    await findUserForChange(tx, reader.userId);
    const before = await channelsOfUser(tx, reader.userId);
    const changed = kindsFor(reader).flatMap((kind) => {
      const now = wanted.get(kind);
      const old = before.get(kind) ?? channelsByDefault;
      return now === undefined || (now.isInPortal === old.isInPortal && now.isByMail === old.isByMail)
        ? []
        : [{ kind, old, now }];
    });
    if (changed.length === 0) return ok(null);
    await upsertChannels(tx, reader.userId, new Map(changed.map(({ kind, now }) => [kind, now])));
    const valueOf = (side: "old" | "now") =>
      Object.fromEntries(changed.map((change) => [change.kind, wordOf(change[side])]));
    const line = { action: "settings-changed", oldValue: valueOf("old"), newValue: valueOf("now") } as const;
    await logAccountActivity(deps, tx, actor, line, at);
    return ok(null);
  });
}

function wordOf({ isInPortal, isByMail }: NoticeChannels): string {
  if (isInPortal && isByMail) return "portal and mail";
  if (isInPortal) return "portal";
  return isByMail ? "mail" : "off";
}
