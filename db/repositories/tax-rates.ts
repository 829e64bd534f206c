import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { TaxRate } from "#app/domain/invoicing/tax.ts";
import type { Db } from "../client.ts";
import { instantColumn } from "../columns.ts";
import type { TaxRateTable } from "../schema.ts";

/** Rates of tax, as the operator entered them. There are a few dozen, so that they are read all at once. */

function rateOfRow(row: Selectable<TaxRateTable>): TaxRate {
  return { id: row.id, market: row.market, rateMillionths: row.rate_millionths, startsOn: row.starts_on };
}

/** All rates, by market and day. */
export async function listTaxRates(db: Db): Promise<TaxRate[]> {
  const rows = await db.selectFrom("tax_rate").selectAll().orderBy("market").orderBy("starts_on").execute();
  return rows.map(rateOfRow);
}

export async function findTaxRate(db: Db, id: string): Promise<TaxRate | undefined> {
  const row = await db.selectFrom("tax_rate").selectAll().where("id", "=", id).executeTakeFirst();
  return row === undefined ? undefined : rateOfRow(row);
}

/** Stores a rate; false where the market has one from that day on already. */
export async function insertTaxRate(
  db: Db,
  rate: TaxRate,
  by: { userId: string; at: Temporal.Instant },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("tax_rate")
    .values({
      id: rate.id,
      market: rate.market,
      rate_millionths: rate.rateMillionths,
      starts_on: rate.startsOn,
      created_at: instantColumn(by.at),
      created_by: by.userId,
    })
    .onConflict((conflict) => conflict.columns(["market", "starts_on"]).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Whether a line of an invoice was taxed with a rate; then it stays. */
export async function isTaxRateUsed(db: Db, id: string): Promise<boolean> {
  const row = await db
    .selectFrom("invoice_line")
    .select("id")
    .where("tax_rate_id", "=", id)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function deleteTaxRate(db: Db, id: string): Promise<void> {
  await db.deleteFrom("tax_rate").where("id", "=", id).execute();
}

/** The rates that lines of invoices were taxed with. */
export async function listUsedTaxRates(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom("tax_rate as r")
    .select("r.id")
    .where(({ exists, selectFrom }) =>
      exists(selectFrom("invoice_line as l").select("l.id").whereRef("l.tax_rate_id", "=", "r.id")),
    )
    .execute();
  return rows.map(({ id }) => id);
}
