import { type Selectable, sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import {
  type BillingPeriod,
  endOfPeriod,
  invoicedAtOf,
  latestInvoicedPeriod,
  periodOf,
  readBillingPeriod,
} from "#app/domain/invoicing/billing-period.ts";
import type { LineKind } from "#app/domain/invoicing/invoice.ts";
import type { InvoiceKind } from "#app/domain/invoicing/kinds.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstant, readMinor } from "../columns.ts";
import { bulkInsert } from "../dialects/bulk.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import { beyondKey } from "../keyset.ts";
import type { InvoiceCustomerTable, InvoiceLineTable } from "../schema.ts";

/** What the job that issues invoices reads and writes. It acts for the portal; every row carries its partner on. */

/**
 * Partners whose last month is not closed at an instant, whether there is something in it or not, or that have an
 * invoice that was begun and not issued.
 */
export async function listPartnersToInvoice(db: Db, at: Temporal.Instant): Promise<string[]> {
  const rows = await db
    .selectFrom("partner")
    .leftJoin("invoice_number_series as s", "s.partner_id", "partner.id")
    .select("partner.id")
    .where((eb) =>
      eb.or([
        eb("s.closed_through", "is", null),
        eb("s.closed_through", "<", latestInvoicedPeriod(at)),
        eb.exists(
          eb
            .selectFrom("invoice as i")
            .select("i.id")
            .whereRef("i.partner_id", "=", "partner.id")
            .where("i.number", "is", null),
        ),
      ]),
    )
    .orderBy("partner.id")
    .execute();
  return rows.map(({ id }) => id);
}

/** The first instant after another one at which invoices are due; undefined while nothing is there to be invoiced. */
export async function findNextInvoicingAt(db: Db, after: Temporal.Instant): Promise<Temporal.Instant | undefined> {
  const row = await db
    .selectFrom("partner")
    .select((eb) =>
      eb.fn
        .min<number | null>(
          eb
            .selectFrom("unbilled as u")
            .select((of) => of.fn.min("u.dated_at").as("oldest"))
            .whereRef("u.partner_id", "=", "partner.id"),
        )
        .as("oldest"),
    )
    .executeTakeFirst();
  if (row?.oldest === undefined || row.oldest === null) return undefined;
  const first = invoicedAtOf(periodOf(readInstant(row.oldest)));
  if (first.epochMilliseconds > after.epochMilliseconds) return first;
  const thisMonth = invoicedAtOf(latestInvoicedPeriod(after));
  return nextInvoicedAt(thisMonth);
}

/** A month after one 6th comes the next. */
function nextInvoicedAt(sixth: Temporal.Instant): Temporal.Instant {
  return invoicedAtOf(periodOf(sixth));
}

export type PartnerSeries = {
  readonly partnerId: string;
  readonly series: number;
  readonly lastNumber: number;
  readonly closedThrough: BillingPeriod | null;
};

/**
 * Where a partner's numbers stand, locked until the transaction ends: whoever else makes this partner's invoices waits.
 * A partner that has none yet gets the next series.
 */
export async function lockSeriesOfPartner(tx: Db, partnerId: string): Promise<PartnerSeries> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const query = tx.selectFrom("invoice_number_series").selectAll().where("partner_id", "=", partnerId);
    const row = await lockedForChange(tx, query).executeTakeFirst();
    if (row !== undefined)
      return {
        partnerId,
        series: row.series,
        lastNumber: row.last_number,
        closedThrough: row.closed_through === null ? null : readBillingPeriod(row.closed_through),
      };
    // Somebody else may take the same series at this moment; then nothing is inserted, and the next one is tried.
    await tx
      .insertInto("invoice_number_series")
      .values({ partner_id: partnerId, series: await nextSeries(tx), last_number: 0, closed_through: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  throw new Error(`No series of numbers could be taken for partner ${partnerId}`);
}

/** The first series that nobody has had. Those that are used up count: their numbers are on invoices. */
export async function nextSeries(tx: Db): Promise<number> {
  const { last } = await tx
    .selectFrom("invoice_number_series")
    .select((eb) => eb.fn.max("series").as("last"))
    .executeTakeFirstOrThrow();
  return last === null ? 0 : last + 1;
}

export async function updateSeries(
  tx: Db,
  partnerId: string,
  change: { series?: number; lastNumber?: number; closedThrough?: BillingPeriod },
): Promise<void> {
  await tx
    .updateTable("invoice_number_series")
    .set({
      ...(change.series === undefined ? {} : { series: change.series }),
      ...(change.lastNumber === undefined ? {} : { last_number: change.lastNumber }),
      ...(change.closedThrough === undefined ? {} : { closed_through: change.closedThrough }),
    })
    .where("partner_id", "=", partnerId)
    .execute();
}

/** An invoice that is being drawn up. */
export type DrawnUp = {
  readonly id: string;
  readonly partnerId: string;
  readonly period: BillingPeriod;
  readonly currency: Currency;
  readonly lineCount: number;
  readonly totalMinor: number;
};

export async function findDrawnUp(tx: Db, partnerId: string): Promise<DrawnUp | undefined> {
  const row = await tx
    .selectFrom("invoice")
    .selectAll()
    .where("partner_id", "=", partnerId)
    .where("number", "is", null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    partnerId,
    period: readBillingPeriod(row.period),
    currency: row.currency,
    lineCount: row.line_count,
    totalMinor: readMinor(row.total_minor),
  };
}

/** Begins an invoice, with the partner named as it is called now. */
export async function insertDrawnUp(
  tx: Db,
  invoice: { id: string; partnerId: string; period: BillingPeriod; currency: Currency },
): Promise<void> {
  const partner = await tx
    .selectFrom("partner")
    .select(["name", "country"])
    .where("id", "=", invoice.partnerId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("invoice")
    .values({
      id: invoice.id,
      partner_id: invoice.partnerId,
      partner_name: partner.name,
      partner_country: partner.country,
      period: invoice.period,
      currency: invoice.currency,
      number: null,
      kind: null,
      line_count: 0,
      subtotal_minor: 0,
      added_tax_minor: 0,
      included_tax_minor: 0,
      total_minor: 0,
      issued_at: null,
    })
    .execute();
}

/** Gives an invoice its number; from now on the database lets nobody change it. */
export async function issueDrawnUp(
  tx: Db,
  invoiceId: string,
  issue: { number: string; kind: InvoiceKind; issuedAt: Temporal.Instant },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("invoice")
    .set({ number: issue.number, kind: issue.kind, issued_at: instantColumn(issue.issuedAt) })
    .where("id", "=", invoiceId)
    .where("number", "is", null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw new Error(`Invoice ${invoiceId} was issued already`);
}

/** Date of the oldest charge or credit of a partner that is on no invoice; null where there is none. */
export async function findOldestUnbilledAt(tx: Db, partnerId: string): Promise<Temporal.Instant | null> {
  const row = await tx
    .selectFrom("unbilled")
    .select((eb) => eb.fn.min("dated_at").as("oldest"))
    .where("partner_id", "=", partnerId)
    .executeTakeFirst();
  return row?.oldest === undefined || row.oldest === null ? null : readInstant(row.oldest);
}

/**
 * The first currency in which a partner has something dated before the end of a period, and no invoice of that period
 * yet; undefined where there is none. What comes late in a currency that is invoiced already waits for the next period.
 */
export async function findCurrencyToInvoice(
  tx: Db,
  partnerId: string,
  period: BillingPeriod,
): Promise<Currency | undefined> {
  const row = await tx
    .selectFrom("unbilled as u")
    .select((eb) => eb.fn.min("u.currency").as("currency"))
    .where("u.partner_id", "=", partnerId)
    .where("u.dated_at", "<", instantColumn(endOfPeriod(period)))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("invoice as i")
            .select("i.id")
            .whereRef("i.partner_id", "=", "u.partner_id")
            .whereRef("i.currency", "=", "u.currency")
            .where("i.period", "=", period),
        ),
      ),
    )
    .executeTakeFirst();
  return row?.currency ?? undefined;
}

/** Where the taking of unbilled rows has come to. */
export type QueueKey = { readonly datedAtMs: number; readonly kind: LineKind; readonly id: string };

export type TakenItem = QueueKey & { readonly customerId: string; readonly amountMinor: number };

/**
 * Takes the next charges and credits off the queue, oldest first, a charge before its credit. The rows are gone when the
 * transaction commits, and stand on the invoice then.
 */
export async function takeUnbilled(
  tx: Db,
  from: { partnerId: string; currency: Currency; before: Temporal.Instant; after: QueueKey | null; limit: number },
): Promise<TakenItem[]> {
  let query = tx
    .selectFrom("unbilled")
    .select(["id", "kind", "customer_id", "dated_at", "amount_minor"])
    .where("partner_id", "=", from.partnerId)
    .where("currency", "=", from.currency)
    .where("dated_at", "<", instantColumn(from.before));
  const columns = ["dated_at", "kind", "id"] as const;
  const keyOf = ({ datedAtMs, kind, id }: QueueKey) => [datedAtMs, kind, id];
  if (from.after !== null)
    query = query.where(beyondKey(columns, "asc", { direction: "after", key: keyOf(from.after) }));
  const rows = await query.orderBy("dated_at").orderBy("kind").orderBy("id").limit(from.limit).execute();
  const items = rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    customerId: row.customer_id,
    datedAtMs: row.dated_at,
    amountMinor: readMinor(row.amount_minor),
  }));
  const [first, last] = [items.at(0), items.at(-1)];
  if (first === undefined || last === undefined) return [];
  // The stretch is walked along its key; the ids keep out what was made in it since it was read.
  await tx
    .deleteFrom("unbilled")
    .where("partner_id", "=", from.partnerId)
    .where("currency", "=", from.currency)
    .where(sql<boolean>`(dated_at, kind, id) >= (${sql.join(keyOf(first))})`)
    .where(sql<boolean>`(dated_at, kind, id) <= (${sql.join(keyOf(last))})`)
    .where(
      isAnyOf(
        tx,
        "id",
        items.map(({ id }) => id),
      ),
    )
    .execute();
  return items;
}

/** What a line says of its charge, and whose it is. */
export type BilledFacts = {
  readonly chargeId: string;
  readonly chargedAtMs: number;
  readonly customerName: string;
  readonly customerNameFolded: string;
  readonly customerDomain: string;
  readonly country: string;
  readonly productTitle: string;
  readonly skuTitle: string;
};

/** The facts of charges, by charge. */
export async function factsOfCharges(tx: Db, chargeIds: readonly string[]): Promise<Map<string, BilledFacts>> {
  const rows = await tx
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
    .select([
      "charge.id",
      "charge.charged_at",
      "customer.name",
      "customer.name_folded",
      "customer.domain",
      "customer.country",
      "product.title as product_title",
      "sku.title as sku_title",
    ])
    .where(isAnyOf(tx, "charge.id", chargeIds))
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        chargeId: row.id,
        chargedAtMs: row.charged_at,
        customerName: row.name,
        customerNameFolded: row.name_folded,
        customerDomain: row.domain,
        country: row.country,
        productTitle: row.product_title,
        skuTitle: row.sku_title,
      },
    ]),
  );
}

/** The tax rates that charges were invoiced with, by charge; null for one that was invoiced without. */
export async function ratesOfBilledCharges(
  tx: Db,
  chargeIds: readonly string[],
): Promise<Map<string, { taxRateId: string; rateMillionths: number } | null>> {
  if (chargeIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("invoice_line")
    .leftJoin("tax_rate", "tax_rate.id", "invoice_line.tax_rate_id")
    .select(["invoice_line.id", "invoice_line.tax_rate_id", "tax_rate.rate_millionths"])
    .where(isAnyOf(tx, "invoice_line.id", chargeIds))
    .execute();
  return new Map(
    rows.map(({ id, tax_rate_id: taxRateId, rate_millionths: rateMillionths }) => [
      id,
      taxRateId === null || rateMillionths === null ? null : { taxRateId, rateMillionths },
    ]),
  );
}

/** Puts lines on an invoice that is being drawn up. */
export const insertInvoiceLines = bulkInsert("invoice_line", {
  id: "text",
  invoice_id: "text",
  partner_id: "text",
  customer_id: "text",
  customer_name_folded: "text",
  kind: "text",
  charge_id: "text",
  credit_id: "text",
  charged_at: "integer",
  dated_at: "integer",
  product_title: "text",
  sku_title: "text",
  amount_minor: "integer",
  tax_rate_id: "text",
  added_tax_minor: "integer",
  included_tax_minor: "integer",
} satisfies Record<keyof InvoiceLineTable, "text" | "integer">);

type Sums = {
  readonly lineCount: number;
  readonly subtotalMinor: number;
  readonly addedTaxMinor: number;
  readonly includedTaxMinor: number;
};

/** Adds what a stretch of lines sums up to. */
export async function addToDrawnUp(tx: Db, invoiceId: string, sums: Sums): Promise<void> {
  await tx
    .updateTable("invoice")
    .set((row) => ({
      line_count: row("line_count", "+", sums.lineCount),
      subtotal_minor: row("subtotal_minor", "+", sums.subtotalMinor),
      added_tax_minor: row("added_tax_minor", "+", sums.addedTaxMinor),
      included_tax_minor: row("included_tax_minor", "+", sums.includedTaxMinor),
      total_minor: row("total_minor", "+", sums.subtotalMinor + sums.addedTaxMinor),
    }))
    .where("id", "=", invoiceId)
    .execute();
}

/** Names customers on an invoice, or adds to their sums where they are named already. At most 1,000 at a time. */
export async function addInvoiceCustomers(tx: Db, rows: readonly Selectable<InvoiceCustomerTable>[]): Promise<void> {
  if (rows.length === 0) return;
  const plus = (column: keyof InvoiceCustomerTable) =>
    sql<number>`${sql.ref(`invoice_customer.${column}`)} + ${sql.ref(`excluded.${column}`)}`;
  await tx
    .insertInto("invoice_customer")
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(["invoice_id", "customer_id"]).doUpdateSet({
        line_count: plus("line_count"),
        subtotal_minor: plus("subtotal_minor"),
        added_tax_minor: plus("added_tax_minor"),
        included_tax_minor: plus("included_tax_minor"),
      }),
    )
    .execute();
}
