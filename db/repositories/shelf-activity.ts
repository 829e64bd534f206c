import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { ActivityValue } from "#app/domain/activity/activity.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstant, readJson } from "../columns.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import type { ActivityTable } from "../schema.ts";

/** What the log says about pools and files, and about keys that were asked for in vain. */

export type ShelfActivity = {
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly action: ActivityTable["action"];
  readonly outcome: ActivityTable["outcome"];
  readonly refusalCode: string | null;
  /** Null for the portal itself. */
  readonly userName: string | null;
  readonly oldValue: ActivityValue | null;
  readonly newValue: ActivityValue | null;
};

/** The newest lines about the pools and files of a product, newest first. */
export async function listShelfActivity(db: Db, productId: string, limit: number): Promise<ShelfActivity[]> {
  const rows = await db
    .selectFrom("activity")
    .leftJoin("user_account", "user_account.id", "activity.actor_user_id")
    .select(["activity.id", "at", "action", "outcome", "refusal_code", "old_json", "new_json", "display_name"])
    .where("product_id", "=", productId)
    // In words, so that the index of just these lines is taken.
    .where(
      sql<boolean>`action in ('key-pool-added', 'key-pool-changed', 'keys-imported', 'download-file-added', 'download-file-removed')`,
    )
    .orderBy("at", "desc")
    .orderBy("activity.id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: readInstant(row.at),
    action: row.action,
    outcome: row.outcome,
    refusalCode: row.refusal_code,
    userName: row.display_name,
    oldValue: row.old_json === null ? null : readJson(row.old_json),
    newValue: row.new_json === null ? null : readJson(row.new_json),
  }));
}

/** Somebody asked for a key, and there was none. */
export type KeyAskedInVain = {
  readonly at: Temporal.Instant;
  readonly partnerId: string;
  readonly customerId: string;
  readonly orderId: string;
  readonly productId: string;
  readonly lineNumber: number;
  readonly version: string;
};

/** Keys that were asked for in vain since an instant, newest first. */
export async function listAskedInVain(db: Db, since: Temporal.Instant, limit: number): Promise<KeyAskedInVain[]> {
  const rows = await db
    .selectFrom("activity")
    .select(["at", "partner_id", "customer_id", "order_id", "product_id", "new_json"])
    .where(sql<boolean>`refusal_code = 'key-pool-empty'`)
    .where("at", ">=", instantColumn(since))
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.flatMap((row) => {
    const { lineNumber, version } = row.new_json === null ? {} : readJson<ActivityValue>(row.new_json);
    const { partner_id: partnerId, customer_id: customerId, order_id: orderId, product_id: productId } = row;
    if (partnerId === null || customerId === null || orderId === null || productId === null) return [];
    if (typeof lineNumber !== "number" || typeof version !== "string") return [];
    return [{ at: readInstant(row.at), partnerId, customerId, orderId, productId, lineNumber, version }];
  });
}

/** Lines of orders that have a live key, with its version. */
export async function listLinesWithKey(
  db: Db,
  orderIds: readonly string[],
): Promise<{ readonly orderId: string; readonly lineNumber: number; readonly version: string }[]> {
  if (orderIds.length === 0) return [];
  const rows = await db
    .selectFrom("software_key")
    .select(["order_id", "line_number", "version"])
    .where(isAnyOf(db, "order_id", orderIds))
    .where("order_id", "is not", null)
    .where("state", "=", "issued")
    .execute();
  return rows.flatMap(({ order_id: orderId, line_number: lineNumber, version }) =>
    orderId === null || lineNumber === null || version === null ? [] : [{ orderId, lineNumber, version }],
  );
}

/** What partners are called, by id. */
export async function partnerNamesById(db: Db, partnerIds: readonly string[]): Promise<Map<string, string>> {
  if (partnerIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("partner")
    .select(["id", "name"])
    .where(isAnyOf(db, "id", partnerIds))
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
