import { stringify } from "csv-stringify/sync";
import type { Temporal } from "temporal-polyfill";
import { type PriceListColumn, priceListColumns } from "#app/domain/catalog/price-list.ts";
import { formatMinorAsDecimal } from "#app/domain/money/decimal.ts";
import type { Db } from "#db/client.ts";
import { instantColumn, readInstant } from "#db/columns.ts";
import { instantOn } from "./planner.ts";
import { shelf, type ShelfName } from "./shelf.ts";

/**
 * A price list that takes offers out of all markets from a day on, as a publisher sends it: the same prices once more,
 * with a last day. Null where there is nothing to take out.
 */
export async function withdrawnPriceList(
  db: Db,
  items: readonly ShelfName[],
  untilOn: Temporal.PlainDate,
): Promise<Buffer | null> {
  const untilAt = instantColumn(instantOn(untilOn, "00:00"));
  const records: Record<PriceListColumn, string>[] = [];
  for (const name of items) {
    const { productId, skuId, termDuration, billingPlan } = shelf[name];
    const rows = await db
      .selectFrom("availability")
      .innerJoin("product", "product.id", "availability.product_id")
      .innerJoin("sku", (join) =>
        join.onRef("sku.product_id", "=", "availability.product_id").onRef("sku.sku_id", "=", "availability.sku_id"),
      )
      .selectAll("availability")
      .select(["product.title as product_title", "product.publisher", "sku.title as sku_title"])
      .select(["sku.description", "sku.unit"])
      .where("availability.product_id", "=", productId)
      .where("availability.sku_id", "=", skuId)
      .where("availability.term_duration", "=", termDuration)
      .where("availability.billing_plan", "=", billingPlan)
      .where("availability.effective_from_at", "<", untilAt)
      .where("availability.effective_until_at", ">", untilAt)
      .orderBy("availability.market")
      .execute();
    for (const row of rows)
      records.push({
        ProductTitle: row.product_title,
        ProductId: row.product_id,
        SkuId: row.sku_id,
        SkuTitle: row.sku_title,
        Publisher: row.publisher,
        SkuDescription: row.description,
        UnitOfMeasure: row.unit,
        TermDuration: row.term_duration ?? "OneTime",
        BillingPlan: planAsPrinted[row.billing_plan],
        Market: row.market,
        Currency: row.currency,
        UnitPrice: formatMinorAsDecimal(row.unit_price_minor, row.currency),
        PricingTierRangeMin: "",
        PricingTierRangeMax: "",
        EffectiveStartDate: asPrinted(row.effective_from_at),
        // Lists name the last second.
        EffectiveEndDate: asPrinted(untilAt - 1000),
        Tags: "",
        "ERP Price": row.retail_price_minor === null ? "" : formatMinorAsDecimal(row.retail_price_minor, row.currency),
        Segment: row.segment,
      });
  }
  if (records.length === 0) return null;
  return Buffer.from(stringify(records, { header: true, columns: [...priceListColumns], record_delimiter: "\r\n" }));
}

const planAsPrinted = { monthly: "Monthly", annual: "Annual", triennial: "Triennial", "one-time": "OneTime" } as const;

/** `2022-12-31T23:59:59.0000000Z` */
function asPrinted(epochMs: number): string {
  return readInstant(epochMs).toString({ fractionalSecondDigits: 7, smallestUnit: undefined });
}
