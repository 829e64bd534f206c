import type { Selectable } from "kysely";
import type { Charge, Credit } from "#app/domain/billing/charge.ts";
import type { ProductKind } from "#app/domain/catalog/catalog.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import type { Db } from "../client.ts";
import { readInstant } from "../columns.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import type { ChargeTable } from "../schema.ts";
import { chargeOfRow, creditOfRow } from "./charges.ts";

/** A charge with everything that explains it: its credit, the order line and term it belongs to, product and customer. */
export type BilledCharge = {
  readonly charge: Charge;
  readonly credit: Credit | null;
  /** The support request that the credit was granted on, and why; null where it was not. */
  readonly granted: GrantOfCredit | null;
  readonly customer: { readonly id: string; readonly name: string; readonly domain: string; readonly country: string };
  readonly orderedAtMs: number;
  /** When the charge was made: later than its date where a job was late. */
  readonly recordedAtMs: number;
  readonly productId: string;
  readonly skuId: string;
  readonly kind: ProductKind;
  readonly productTitle: string;
  readonly skuTitle: string;
  readonly publisher: string;
  readonly unit: string;
  readonly termDuration: TermDuration | null;
  readonly billingPlan: BillingPlan;
  /** Of the term that the charge belongs to; null for perpetual software. */
  readonly term: { readonly startAtMs: number; readonly endAtMs: number } | null;
  /** The offer that the price comes from, where it is known. */
  readonly availabilityId: string | null;
};

export type GrantOfCredit = { readonly requestId: string; readonly reason: string };

/** Some charges with their explanations, by id; with a partner, only that partner's. */
export async function findBilledCharges(
  db: Db,
  partnerId: string | null,
  chargeIds: readonly string[],
): Promise<Map<string, BilledCharge>> {
  if (chargeIds.length === 0) return new Map();
  const query = db
    .selectFrom("charge")
    .innerJoin("order_line", (join) =>
      join
        .onRef("order_line.order_id", "=", "charge.order_id")
        .onRef("order_line.line_number", "=", "charge.line_number"),
    )
    .innerJoin("customer", "customer.id", "charge.customer_id")
    .innerJoin("product", "product.id", "order_line.product_id")
    .innerJoin("sku", (join) =>
      join.onRef("sku.product_id", "=", "order_line.product_id").onRef("sku.sku_id", "=", "order_line.sku_id"),
    )
    .leftJoin("term", (join) =>
      join
        .onRef("term.subscription_id", "=", "charge.subscription_id")
        .onRef("term.term_number", "=", "charge.term_number"),
    )
    .selectAll("charge")
    .select([
      "customer.name as customer_name",
      "customer.domain as customer_domain",
      "customer.country as customer_country",
      "order_line.product_id",
      "order_line.sku_id",
      "order_line.kind as product_kind",
      "order_line.term_duration",
      "order_line.billing_plan",
      "order_line.ordered_at",
      "product.title as product_title",
      "product.publisher",
      "sku.title as sku_title",
      "sku.unit",
      "term.availability_id",
      "term.start_at",
      "term.end_at",
    ])
    .where(isAnyOf(db, "charge.id", chargeIds));
  const found = await query.execute();
  // Left out here and not by the statement: with the partner in it, SQLite reads all of the partner's charges by an index
  // of theirs instead of those that are asked for.
  const rows = found.filter((row) => partnerId === null || row.partner_id === partnerId);
  const credits = await creditsByCharge(
    db,
    rows.map(({ id }) => id),
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        charge: chargeOfRow(row satisfies Selectable<ChargeTable>),
        credit: credits.get(row.id)?.credit ?? null,
        granted: credits.get(row.id)?.granted ?? null,
        customer: {
          id: row.customer_id,
          name: row.customer_name,
          domain: row.customer_domain,
          country: row.customer_country,
        },
        orderedAtMs: row.ordered_at,
        recordedAtMs: row.recorded_at,
        productId: row.product_id,
        skuId: row.sku_id,
        kind: row.product_kind,
        productTitle: row.product_title,
        skuTitle: row.sku_title,
        publisher: row.publisher,
        unit: row.unit,
        termDuration: row.term_duration,
        billingPlan: row.billing_plan,
        term: row.start_at === null || row.end_at === null ? null : { startAtMs: row.start_at, endAtMs: row.end_at },
        availabilityId: row.availability_id,
      },
    ]),
  );
}

type FoundCredit = { readonly credit: Credit; readonly granted: GrantOfCredit | null };

async function creditsByCharge(db: Db, chargeIds: readonly string[]): Promise<Map<string, FoundCredit>> {
  const rows = await db
    .selectFrom("credit")
    .leftJoin("granted_credit", "granted_credit.credit_id", "credit.id")
    .selectAll("credit")
    .select(["granted_credit.request_id", "granted_credit.reason"])
    .where(isAnyOf(db, "credit.charge_id", chargeIds))
    .execute();
  return new Map(
    rows.map(({ request_id: requestId, reason, ...row }) => [
      row.charge_id,
      { credit: creditOfRow(row), granted: requestId === null || reason === null ? null : { requestId, reason } },
    ]),
  );
}

/** The charges that some credits correct, by credit. */
export async function findChargesOfCredits(db: Db, creditIds: readonly string[]): Promise<Map<string, string>> {
  if (creditIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("credit")
    .select(["id", "charge_id"])
    .where(isAnyOf(db, "id", creditIds))
    .execute();
  return new Map(rows.map((row) => [row.id, row.charge_id]));
}

/** Where a price came from: the list that brought the offer. */
export type PriceSource = {
  readonly availabilityId: string;
  readonly market: string;
  readonly effectiveFrom: ReturnType<typeof readInstant>;
  readonly priceListId: string;
  readonly fileName: string;
  readonly importedAt: ReturnType<typeof readInstant>;
};

export async function findPriceSources(db: Db, availabilityIds: readonly string[]): Promise<Map<string, PriceSource>> {
  if (availabilityIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("availability")
    .innerJoin("price_list", "price_list.id", "availability.price_list_id")
    .select([
      "availability.id",
      "availability.market",
      "availability.effective_from_at",
      "price_list.id as list_id",
      "price_list.file_name",
      "price_list.imported_at",
    ])
    .where(isAnyOf(db, "availability.id", availabilityIds))
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        availabilityId: row.id,
        market: row.market,
        effectiveFrom: readInstant(row.effective_from_at),
        priceListId: row.list_id,
        fileName: row.file_name,
        importedAt: readInstant(row.imported_at),
      },
    ]),
  );
}
