import type { NoticeKind } from "#app/domain/notices/notices.ts";
import type { NoticeChannels } from "#app/domain/notices/readers.ts";
import type { Db } from "../client.ts";
import { flagColumn } from "../columns.ts";
import { channelsOfUsers } from "./notice-delivery.ts";

/** What one reader has said about kinds. */
export async function channelsOfUser(db: Db, userId: string): Promise<ReadonlyMap<NoticeKind, NoticeChannels>> {
  return (await channelsOfUsers(db, [userId])).get(userId) ?? new Map();
}

export async function upsertChannels(
  db: Db,
  userId: string,
  channels: ReadonlyMap<NoticeKind, NoticeChannels>,
): Promise<void> {
  if (channels.size === 0) return;
  await db
    .insertInto("notice_preference")
    .values(
      [...channels].map(([kind, { isInPortal, isByMail }]) => ({
        user_id: userId,
        kind,
        is_in_portal: flagColumn(isInPortal),
        is_by_mail: flagColumn(isByMail),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(["user_id", "kind"]).doUpdateSet((eb) => ({
        is_in_portal: eb.ref("excluded.is_in_portal"),
        is_by_mail: eb.ref("excluded.is_by_mail"),
      })),
    )
    .execute();
}
