import type { Refusal } from "#app/domain/refusal.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { unindexed } from "../dialects/unindexed.ts";
import { instantColumn, jsonColumnOrNull, readJson } from "../columns.ts";
import { keptQuery } from "../kept-query.ts";
import type { Database } from "../schema.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import { rowOfSubscription, type SubscriptionRow, subscriptionOfRow } from "./subscription-row.ts";

/** A subscription with the note of the last look ahead; the note is null where the next renewal will go through. */
export type NotedSubscription = {
  readonly subscription: Subscription;
  readonly willNotRenew: Refusal | null;
  /** What the partner calls it; null for the name of its edition. */
  readonly friendlyName: string | null;
};

export function notedSubscriptionOfRow(row: SubscriptionRow): NotedSubscription {
  return {
    subscription: subscriptionOfRow(row),
    willNotRenew: willNotRenewOfRow(row),
    friendlyName: row.friendly_name,
  };
}

/** The JSON holds the whole reason; the code stands beside it for conditions. */
function willNotRenewOfRow(row: SubscriptionRow): Refusal | null {
  if (row.will_not_renew_code === null) return null;
  return { ...readJson<object>(row.will_not_renew_json ?? "{}"), code: row.will_not_renew_code } as Refusal;
}

/** Stores new subscriptions. At most 500 at a time. */
export async function insertSubscriptions(db: Db, subscriptions: readonly Subscription[]): Promise<void> {
  if (subscriptions.length === 0) return;
  await db.insertInto("subscription").values(subscriptions.map(rowOfSubscription)).execute();
}

/** A subscription of a partner; undefined also where it belongs to another one. */
export async function findSubscription(
  db: Db,
  partnerId: string,
  subscriptionId: string,
): Promise<NotedSubscription | undefined> {
  const [row] = await subscriptionById(db, { partnerId, subscriptionId });
  return row === undefined ? undefined : notedSubscriptionOfRow(row);
}

const subscriptionById = keptQuery((db, { partnerId, subscriptionId }: { partnerId: string; subscriptionId: string }) =>
  db.selectFrom("subscription").selectAll().where("id", "=", subscriptionId).where("partner_id", "=", partnerId),
);

/** Some subscriptions of a partner, by id. */
export async function listSubscriptionsById(
  db: Db,
  partnerId: string,
  subscriptionIds: readonly string[],
): Promise<Map<string, Subscription>> {
  if (subscriptionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("subscription")
    .selectAll()
    .where(isAnyOf(db, "id", [...new Set(subscriptionIds)]))
    .where(unindexed<string, Database>(db, "partner_id"), "=", partnerId)
    .execute();
  return new Map(rows.map((row) => [row.id, subscriptionOfRow(row)]));
}

/** The same, locked until the end of the transaction that is about to change it. */
export async function findSubscriptionForChange(
  db: Db,
  partnerId: string,
  subscriptionId: string,
): Promise<Subscription | undefined> {
  const query = db
    .selectFrom("subscription")
    .selectAll()
    .where("id", "=", subscriptionId)
    .where("partner_id", "=", partnerId);
  const row = await lockedForChange(db, query).executeTakeFirst();
  return row === undefined ? undefined : subscriptionOfRow(row);
}

/** A subscription of whichever partner, locked, for the operator. */
export async function findAnySubscriptionForChange(db: Db, subscriptionId: string): Promise<Subscription | undefined> {
  const query = db.selectFrom("subscription").selectAll().where("id", "=", subscriptionId);
  const row = await lockedForChange(db, query).executeTakeFirst();
  return row === undefined ? undefined : subscriptionOfRow(row);
}

/**
 * Writes a changed record over the one it was decided on; false where another change came first.
 * `willNotRenew` is what a look ahead says of the record after the change: why it will end, or null.
 */
export async function updateSubscription(
  db: Db,
  before: Subscription,
  after: Subscription,
  willNotRenew: Refusal | null,
): Promise<boolean> {
  const { id, partner_id, ...changed } = rowOfSubscription(after);
  const { numUpdatedRows } = await db
    .updateTable("subscription")
    .set({
      ...changed,
      will_not_renew_code: willNotRenew?.code ?? null,
      will_not_renew_json: jsonColumnOrNull(willNotRenew),
    })
    .where("id", "=", id)
    .where("partner_id", "=", partner_id)
    .where("version", "=", before.version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Writes the name that a partner gives a subscription, and nothing else of the record; false where another change came first. */
export async function updateFriendlyName(db: Db, before: Subscription, friendlyName: string | null): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("subscription")
    .set({ friendly_name: friendlyName, version: before.version + 1 })
    .where("id", "=", before.id)
    .where("partner_id", "=", before.partnerId)
    .where("version", "=", before.version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Writes a hold, or its release, and nothing else of the record; false where another change came first. */
export async function updateSubscriptionHold(db: Db, before: Subscription, after: Subscription): Promise<boolean> {
  const { hold_reason, held_at, version } = rowOfSubscription(after);
  const { numUpdatedRows } = await db
    .updateTable("subscription")
    .set({ hold_reason, held_at, version })
    .where("id", "=", after.id)
    .where("partner_id", "=", after.partnerId)
    .where("version", "=", before.version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Which of some SKUs a customer holds a right to: by a running subscription or by perpetual software that was not cancelled. */
export async function listHeldSkus(
  db: Db,
  partnerId: string,
  customerId: string,
  skus: readonly { readonly productId: string; readonly skuId: string }[],
  at: Temporal.Instant,
): Promise<{ productId: string; skuId: string }[]> {
  const productIds = [...new Set(skus.map(({ productId }) => productId))];
  if (productIds.length === 0) return [];
  const subscribed = db
    .selectFrom("subscription")
    .select(["product_id", "sku_id"])
    .where("partner_id", "=", partnerId)
    .where("customer_id", "=", customerId)
    .where("product_id", "in", productIds)
    .where("cancelled_at", "is", null)
    .where("expired_at", "is", null)
    .where("term_end_at", ">", instantColumn(at));
  const owned = db
    .selectFrom("order_line")
    .select(["product_id", "sku_id"])
    .where("partner_id", "=", partnerId)
    .where("customer_id", "=", customerId)
    .where("product_id", "in", productIds)
    .where("subscription_id", "is", null)
    .where("cancelled_at", "is", null);
  const rows = await subscribed.union(owned).execute();
  const wanted = new Set(skus.map(({ productId, skuId }) => `${productId}:${skuId}`));
  return rows
    .map((row) => ({ productId: row.product_id, skuId: row.sku_id }))
    .filter(({ productId, skuId }) => wanted.has(`${productId}:${skuId}`));
}
