import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { instantColumn } from "../columns.ts";

/** Keys that were drawn from a pool since an instant, also those that were revoked later. */
export async function countDrawnSince(db: Db, poolId: string, since: Temporal.Instant): Promise<number> {
  const row = await db
    .selectFrom("software_key")
    .select((is) => is.fn.countAll<number>().as("count"))
    .where("pool_id", "=", poolId)
    // A literal, because a database uses a partial index only where it can read the condition in the statement.
    .where(sql<boolean>`issued_at is not null`)
    .where("issued_at", ">=", instantColumn(since))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Purchases of an edition that are good and have drawn no key, of whatever version. */
export async function countOpenForKey(
  db: Db,
  { productId, skuId }: { readonly productId: string; readonly skuId: string },
): Promise<number> {
  const row = await db
    .selectFrom("order_line")
    .leftJoin("subscription", "subscription.id", "order_line.subscription_id")
    .select((is) => is.fn.countAll<number>().as("count"))
    .where("order_line.product_id", "=", productId)
    .where("order_line.sku_id", "=", skuId)
    .where(sql<boolean>`order_line.order_kind = 'purchase'`)
    .where("order_line.cancelled_at", "is", null)
    .where("subscription.cancelled_at", "is", null)
    .where("subscription.expired_at", "is", null)
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom("software_key")
            .select("software_key.id")
            .whereRef("software_key.order_id", "=", "order_line.order_id")
            .whereRef("software_key.line_number", "=", "order_line.line_number")
            .where(sql<boolean>`software_key.order_id is not null`),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
