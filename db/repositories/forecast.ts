import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import { type Availability, skuKey } from "#app/domain/catalog/catalog.ts";
import type { ForecastGroup } from "#app/domain/invoicing/forecast.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstant, readInstantOrNull, readMinor } from "../columns.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { availabilityOfRow } from "./catalog.ts";

/** A partner's running subscriptions, those that are charged alike put together. */
export async function listForecastGroups(db: Db, partnerId: string): Promise<ForecastGroup[]> {
  const nextDuration = sql<ForecastGroup["nextTermDuration"]>`coalesce(next_term_duration, term_duration)`;
  const nextPlan = sql<ForecastGroup["nextBillingPlan"]>`coalesce(next_billing_plan, billing_plan)`;
  const rows = await db
    .selectFrom("subscription")
    .select([
      "product_id",
      "sku_id",
      "kind",
      "market",
      "currency",
      "term_duration",
      "billing_plan",
      nextDuration.as("next_duration"),
      nextPlan.as("next_plan"),
      "is_auto_renew_on",
      "next_charge_at",
      "term_end_at",
      sql<number>`cast(sum(unit_price_minor * quantity) as bigint)`.as("charge_minor"),
      sql<number>`cast(sum(coalesce(next_quantity, quantity)) as bigint)`.as("next_quantity"),
    ])
    .where("partner_id", "=", partnerId)
    .where("cancelled_at", "is", null)
    .where("expired_at", "is", null)
    .groupBy([
      "product_id",
      "sku_id",
      "kind",
      "market",
      "currency",
      "term_duration",
      "billing_plan",
      nextDuration,
      nextPlan,
      "is_auto_renew_on",
      "next_charge_at",
      "term_end_at",
    ])
    .execute();
  return rows.map((row) => ({
    sku: skuKey(row.product_id, row.sku_id),
    kind: row.kind,
    market: row.market,
    currency: row.currency,
    termDuration: row.term_duration,
    billingPlan: row.billing_plan,
    nextTermDuration: row.next_duration,
    nextBillingPlan: row.next_plan,
    isAutoRenewOn: row.is_auto_renew_on === 1,
    nextChargeAt: readInstantOrNull(row.next_charge_at),
    termEndAt: readInstant(row.term_end_at),
    chargeMinor: readMinor(row.charge_minor),
    nextQuantity: readMinor(row.next_quantity),
  }));
}

/** The offers of some products in some markets that are valid at an instant or later, in the segment of each edition. */
export async function listOffersFrom(
  db: Db,
  request: {
    readonly productIds: readonly string[];
    readonly markets: readonly string[];
    readonly at: Temporal.Instant;
  },
): Promise<Availability[]> {
  const rows = await db
    .selectFrom("availability")
    .innerJoin("sku", (join) =>
      join
        .onRef("sku.product_id", "=", "availability.product_id")
        .onRef("sku.sku_id", "=", "availability.sku_id")
        .onRef("sku.segment", "=", "availability.segment"),
    )
    .selectAll("availability")
    .where(isAnyOf(db, "availability.market", request.markets))
    .where(isAnyOf(db, "availability.product_id", request.productIds))
    .where("availability.effective_until_at", ">", instantColumn(request.at))
    .execute();
  return rows.map(availabilityOfRow);
}
