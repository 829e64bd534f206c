import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { instantColumn, readInstant } from "../columns.ts";

/** Devices of one customer that were last activated in a stretch of time and are not done. */
export type DevicesAhead = {
  readonly customerId: string;
  readonly count: number;
  /** Of the one that runs out first. */
  readonly firstActivatedAt: Temporal.Instant;
};

/**
 * Per customer with a plan, the devices that were last activated after one instant and up to another. Counted in the
 * index of each plan; no more plans are looked at than `limit`.
 */
export async function listDevicesActivatedBetween(
  db: Db,
  partnerId: string,
  between: { readonly after: Temporal.Instant; readonly through: Temporal.Instant; readonly limit: number },
): Promise<DevicesAhead[]> {
  const plans = db
    .selectFrom("migration_plan")
    .select(["partner_id", "customer_id"])
    .where("partner_id", "=", partnerId)
    .orderBy("customer_id")
    .limit(between.limit)
    .as("plan");
  const rows = await db
    .selectFrom(plans)
    .innerJoin("migration_device as device", (join) =>
      join
        .onRef("device.partner_id", "=", "plan.partner_id")
        .onRef("device.customer_id", "=", "plan.customer_id")
        .on("device.is_done", "=", 0)
        .on("device.activated_at", ">", instantColumn(between.after))
        .on("device.activated_at", "<=", instantColumn(between.through)),
    )
    .select([
      "plan.customer_id",
      (eb) => eb.fn.countAll<number>().as("count"),
      sql<number>`min(device.activated_at)`.as("first"),
    ])
    .groupBy("plan.customer_id")
    .execute();
  return rows.map((row) => ({
    customerId: row.customer_id,
    count: Number(row.count),
    firstActivatedAt: readInstant(Number(row.first)),
  }));
}
