import type { Currency } from "#app/domain/money/currencies.ts";
import type { Db } from "../client.ts";

/** What people name in a support request, looked up by the words they name it with. */

/** A customer of a partner by tenant id or domain. */
export async function findNamedCustomer(db: Db, partnerId: string, name: string): Promise<string | undefined> {
  const byId = await db
    .selectFrom("customer")
    .select("id")
    .where("id", "=", name.toLowerCase())
    .where("partner_id", "=", partnerId)
    .executeTakeFirst();
  if (byId !== undefined) return byId.id;
  const byDomain = await db
    .selectFrom("customer")
    .select("id")
    .where("partner_id", "=", partnerId)
    .where("domain", "=", name.toLowerCase())
    .executeTakeFirst();
  return byDomain?.id;
}

/** The lines of an order, each with the subscription it bought. */
export async function listLinesToGrant(
  db: Db,
  partnerId: string,
  orderId: string,
): Promise<
  {
    readonly lineNumber: number;
    readonly customerId: string;
    readonly productId: string;
    readonly skuId: string;
    readonly subscriptionId: string | null;
    readonly currency: Currency;
  }[]
> {
  const rows = await db
    .selectFrom("order_line")
    .select(["line_number", "customer_id", "product_id", "sku_id", "subscription_id", "currency"])
    .where("order_id", "=", orderId)
    .where("partner_id", "=", partnerId)
    .orderBy("line_number")
    .execute();
  return rows.map((row) => ({
    lineNumber: row.line_number,
    customerId: row.customer_id,
    productId: row.product_id,
    skuId: row.sku_id,
    subscriptionId: row.subscription_id,
    currency: row.currency,
  }));
}
