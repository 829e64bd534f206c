import type { BillingPlan } from "#app/domain/catalog/terms.ts";
import type { Db } from "../client.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { unindexed } from "../dialects/unindexed.ts";
import type { Database } from "../schema.ts";
import { type ActivityLogEntry, logEntryOf } from "./activity-list.ts";

/** One line of a partner's log; another partner's is not there. */
export async function findActivityEntry(db: Db, partnerId: string, id: string): Promise<ActivityLogEntry | undefined> {
  const row = await db
    .selectFrom("activity")
    .selectAll()
    .where("id", "=", id)
    .where(unindexed<string, Database>(db, "partner_id"), "=", partnerId)
    .executeTakeFirst();
  return row === undefined ? undefined : logEntryOf(row);
}

/** What some people of a partner and its customers sign in with, by id. Others have no entry. */
export async function signInNamesById(
  db: Db,
  partnerId: string,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("user_account")
    .select(["id", "email"])
    .where(isAnyOf(db, "id", [...new Set(userIds)]))
    .where(unindexed<string, Database>(db, "partner_id"), "=", partnerId)
    .execute();
  return new Map(rows.map(({ id, email }) => [id, email]));
}

/** A line of an order as the audit tells of it. */
export type AuditedOrderLine = {
  readonly orderId: string;
  readonly productId: string;
  readonly skuId: string;
  readonly availabilityId: string | null;
  readonly title: string;
  readonly billingPlan: BillingPlan;
  readonly quantity: number;
  readonly subscriptionId: string | null;
};

/** The lines of some orders of a partner, in order. */
export async function listAuditedOrderLines(
  db: Db,
  partnerId: string,
  orderIds: readonly string[],
): Promise<AuditedOrderLine[]> {
  if (orderIds.length === 0) return [];
  const rows = await db
    .selectFrom("order_line")
    .innerJoin("sku", (join) =>
      join.onRef("sku.product_id", "=", "order_line.product_id").onRef("sku.sku_id", "=", "order_line.sku_id"),
    )
    .select([
      "order_line.order_id",
      "order_line.product_id",
      "order_line.sku_id",
      "order_line.availability_id",
      "sku.title",
      "order_line.billing_plan",
      "order_line.quantity",
      "order_line.subscription_id",
    ])
    .where(isAnyOf(db, "order_line.order_id", [...new Set(orderIds)]))
    .where(unindexed<string, Database>(db, "order_line.partner_id"), "=", partnerId)
    .orderBy("order_line.order_id")
    .orderBy("order_line.line_number")
    .execute();
  return rows.map((row) => ({
    orderId: row.order_id,
    productId: row.product_id,
    skuId: row.sku_id,
    availabilityId: row.availability_id,
    title: row.title,
    billingPlan: row.billing_plan,
    quantity: row.quantity,
    subscriptionId: row.subscription_id,
  }));
}
