import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { readFlag, readInstant } from "../columns.ts";

/** Whether somebody of a partner, or one of its customers, has seen a key. */
export async function hasSeenKey(db: Db, partnerId: string): Promise<boolean> {
  const row = await db
    .selectFrom("activity")
    .select("id")
    .where(sql<string>`coalesce(partner_id, '')`, "=", partnerId)
    .where("action", "=", "key-revealed")
    .where("outcome", "=", "done")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export type CustomerOfSteps = { readonly id: string; readonly name: string; readonly createdAt: Temporal.Instant };

/** A partner's first customer and its newest one; undefined where there is none. */
export async function findOutermostCustomer(
  db: Db,
  partnerId: string,
  which: "first" | "newest",
): Promise<CustomerOfSteps | undefined> {
  const way = which === "first" ? "asc" : "desc";
  const row = await db
    .selectFrom("customer")
    .select(["id", "name", "created_at"])
    .where("partner_id", "=", partnerId)
    .orderBy("created_at", way)
    .orderBy("id", way)
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : { id: row.id, name: row.name, createdAt: readInstant(row.created_at) };
}

export type FirstPurchase = {
  readonly customerId: string;
  readonly orderId: string;
  readonly lineNumber: number;
  readonly needsKey: boolean;
};

/** What was bought first for each customer, customer by customer, with whether it comes with a key; what was cancelled is left out. */
export async function listFirstPurchases(db: Db, partnerId: string, limit: number): Promise<FirstPurchase[]> {
  const rows = await db
    .selectFrom("order_line")
    .innerJoin("sku", (join) =>
      join.onRef("sku.product_id", "=", "order_line.product_id").onRef("sku.sku_id", "=", "order_line.sku_id"),
    )
    .select(["order_line.customer_id", "order_line.order_id", "order_line.line_number", "sku.needs_key"])
    .where("order_line.partner_id", "=", partnerId)
    // A literal, because a database uses a partial index only where it can read the condition in the statement.
    .where(sql<boolean>`order_line.order_kind = 'purchase'`)
    .where("order_line.cancelled_at", "is", null)
    .orderBy("order_line.customer_id")
    .orderBy("order_line.ordered_at")
    .orderBy("order_line.order_id")
    .orderBy("order_line.line_number")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    customerId: row.customer_id,
    orderId: row.order_id,
    lineNumber: row.line_number,
    needsKey: readFlag(row.needs_key),
  }));
}
