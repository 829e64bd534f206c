import type { Db } from "../client.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { unindexed } from "../dialects/unindexed.ts";
import type { Database } from "../schema.ts";

/** Display names of some users of a partner's organisation, its customers' users included. Others have no entry. */
export async function displayNamesById(
  db: Db,
  partnerId: string,
  userIds: readonly string[],
): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("user_account")
    .select(["id", "display_name"])
    .where(isAnyOf(db, "id", [...new Set(userIds)]))
    .where(unindexed<string, Database>(db, "partner_id"), "=", partnerId)
    .execute();
  return new Map(rows.map((row) => [row.id, row.display_name]));
}
