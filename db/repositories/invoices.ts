import type { Selectable } from "kysely";
import { readBillingPeriod, type BillingPeriod } from "#app/domain/invoicing/billing-period.ts";
import type { Invoice, LineKind } from "#app/domain/invoicing/invoice.ts";
import type { InvoiceKind } from "#app/domain/invoicing/kinds.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import type { Db } from "../client.ts";
import { readInstant, readMinor } from "../columns.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { unindexed } from "../dialects/unindexed.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { Database, InvoiceCustomerTable, InvoiceTable } from "../schema.ts";

/** Issued invoices. One that is being drawn up is in no list and is found by nobody. */

function invoiceOfRow(row: Selectable<InvoiceTable>): Invoice {
  if (row.number === null || row.kind === null || row.issued_at === null)
    throw new Error(`Invoice ${row.id} is not issued`);
  return {
    id: row.id,
    partnerId: row.partner_id,
    partnerName: row.partner_name,
    partnerCountry: row.partner_country,
    period: readBillingPeriod(row.period),
    currency: row.currency,
    number: row.number,
    kind: row.kind,
    lineCount: row.line_count,
    totals: {
      subtotalMinor: readMinor(row.subtotal_minor),
      addedTaxMinor: readMinor(row.added_tax_minor),
      includedTaxMinor: readMinor(row.included_tax_minor),
      totalMinor: readMinor(row.total_minor),
    },
    issuedAt: readInstant(row.issued_at),
  };
}

export type InvoiceFilter = {
  readonly period: BillingPeriod | null;
  readonly currency: Currency | null;
  readonly kind: InvoiceKind | null;
};

/** What a page of invoices is sorted by, newest first. */
export function invoiceKey({ period, number }: Pick<Invoice, "period" | "number">): readonly [string, string] {
  return [period, number];
}

/** Invoices of a partner, or of all with `null` for the operator; newest month first. */
export async function listInvoices(
  db: Db,
  partnerId: string | null,
  { period, currency, kind }: InvoiceFilter,
  page: PageRequest,
): Promise<Page<Invoice>> {
  let query = db.selectFrom("invoice").selectAll().where("number", "is not", null);
  if (partnerId !== null) query = query.where("partner_id", "=", partnerId);
  if (period !== null) query = query.where("period", "=", period);
  // A partner has a few invoices a month: what is left out is read along the way.
  if (currency !== null) query = query.where(unindexed<Currency, Database>(db, "currency"), "=", currency);
  if (kind !== null) query = query.where("kind", "=", kind);
  const columns = ["period", "number"] as const;
  if (page.cursor !== null) query = query.where(beyondKey(columns, "desc", page.cursor));
  const direction = readDirection("desc", page.cursor);
  const rows = await query
    .orderBy("period", direction)
    .orderBy("number", direction)
    .limit(page.limit + 1)
    .execute();
  return pageOf(rows.map(invoiceOfRow), page);
}

/** One invoice; with a partner, only that partner's. */
export async function findInvoice(db: Db, partnerId: string | null, invoiceId: string): Promise<Invoice | undefined> {
  let query = db.selectFrom("invoice").selectAll().where("id", "=", invoiceId).where("number", "is not", null);
  if (partnerId !== null) query = query.where("partner_id", "=", partnerId);
  const row = await query.executeTakeFirst();
  return row === undefined ? undefined : invoiceOfRow(row);
}

/** An issued invoice by its number, as its partner knows it. */
export async function findInvoiceByNumber(db: Db, partnerId: string, number: string): Promise<Invoice | undefined> {
  const row = await db
    .selectFrom("invoice")
    .selectAll()
    .where("partner_id", "=", partnerId)
    .where("number", "=", number)
    .executeTakeFirst();
  return row === undefined ? undefined : invoiceOfRow(row);
}

/** The months and currencies that a partner's invoices have, newest month first, for the filter above the list. */
export async function listInvoicedPeriods(db: Db, partnerId: string | null, limit: number): Promise<BillingPeriod[]> {
  let query = db.selectFrom("invoice").select("period").distinct().where("number", "is not", null);
  if (partnerId !== null) query = query.where("partner_id", "=", partnerId);
  const rows = await query.orderBy("period", "desc").limit(limit).execute();
  return rows.map(({ period }) => readBillingPeriod(period));
}

/** The currencies that a partner has invoices in. */
export async function listInvoicedCurrencies(db: Db, partnerId: string | null): Promise<Currency[]> {
  let query = db.selectFrom("invoice").select("currency").distinct().where("number", "is not", null);
  if (partnerId !== null) query = query.where("partner_id", "=", partnerId);
  const rows = await query.orderBy("currency").execute();
  return rows.map(({ currency }) => currency);
}

/** The countries of an invoice's customers. */
export async function listInvoicedMarkets(db: Db, invoiceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("invoice_customer")
    .select("country")
    .distinct()
    .where("invoice_id", "=", invoiceId)
    .orderBy("country")
    .execute();
  return rows.map(({ country }) => country);
}

/** A customer as an invoice names it, with the sums of its lines. */
export type InvoicedCustomer = {
  readonly customerId: string;
  readonly name: string;
  readonly domain: string;
  readonly country: string;
  readonly lineCount: number;
  readonly subtotalMinor: number;
  readonly addedTaxMinor: number;
  readonly includedTaxMinor: number;
};

function customerOfRow(row: Selectable<InvoiceCustomerTable>): InvoicedCustomer {
  return {
    customerId: row.customer_id,
    name: row.name,
    domain: row.domain,
    country: row.country,
    lineCount: row.line_count,
    subtotalMinor: readMinor(row.subtotal_minor),
    addedTaxMinor: readMinor(row.added_tax_minor),
    includedTaxMinor: readMinor(row.included_tax_minor),
  };
}

/** Some customers of an invoice. */
export async function listInvoicedCustomers(
  db: Db,
  invoiceId: string,
  customerIds: readonly string[],
): Promise<InvoicedCustomer[]> {
  const rows = await db
    .selectFrom("invoice_customer")
    .selectAll()
    .where("invoice_id", "=", invoiceId)
    .where(isAnyOf(db, "customer_id", customerIds))
    .execute();
  return rows.map(customerOfRow);
}

/** Customers of an invoice by name, a stretch at a time; for the statement and the count of its pages. */
export async function listInvoicedCustomersByName(
  db: Db,
  invoiceId: string,
  page: PageRequest,
): Promise<Page<InvoicedCustomer & { readonly key: readonly [string, string] }>> {
  let query = db.selectFrom("invoice_customer").selectAll().where("invoice_id", "=", invoiceId);
  if (page.cursor !== null) query = query.where(beyondKey(["name_folded", "customer_id"], "asc", page.cursor));
  const rows = await query
    .orderBy("name_folded")
    .orderBy("customer_id")
    .limit(page.limit + 1)
    .execute();
  return pageOf(
    rows.map((row) => ({ ...customerOfRow(row), key: [row.name_folded, row.customer_id] as const })),
    page,
  );
}

/** What the lines of an invoice were taxed with, with the sums of each rate, by market. */
export type InvoicedTax = {
  readonly market: string;
  readonly rateMillionths: number;
  readonly amountMinor: number;
  readonly addedTaxMinor: number;
  readonly includedTaxMinor: number;
};

export async function listInvoicedTaxes(db: Db, invoiceId: string): Promise<InvoicedTax[]> {
  const rows = await db
    .selectFrom("invoice_line")
    .innerJoin("tax_rate", "tax_rate.id", "invoice_line.tax_rate_id")
    .select(({ fn }) => [
      "tax_rate.market",
      "tax_rate.rate_millionths",
      fn.sum<number | string>("invoice_line.amount_minor").as("amount"),
      fn.sum<number | string>("invoice_line.added_tax_minor").as("added"),
      fn.sum<number | string>("invoice_line.included_tax_minor").as("included"),
    ])
    .where("invoice_line.invoice_id", "=", invoiceId)
    .groupBy(["tax_rate.market", "tax_rate.rate_millionths"])
    .orderBy("tax_rate.market")
    .orderBy("tax_rate.rate_millionths")
    .execute();
  return rows.map((row) => ({
    market: row.market,
    rateMillionths: row.rate_millionths,
    amountMinor: readMinor(Number(row.amount)),
    addedTaxMinor: readMinor(Number(row.added)),
    includedTaxMinor: readMinor(Number(row.included)),
  }));
}

/** A line of an invoice, as the invoice has it. */
export type InvoiceLine = {
  readonly id: string;
  readonly kind: LineKind;
  readonly chargeId: string;
  readonly customerId: string;
  readonly productTitle: string;
  readonly skuTitle: string;
  readonly datedAtMs: number;
  readonly amountMinor: number;
  readonly rateMillionths: number | null;
  readonly addedTaxMinor: number;
  readonly includedTaxMinor: number;
  /** Where it stands among the lines by customer, and by date. */
  readonly keyByCustomer: readonly (string | number)[];
  readonly keyByDate: readonly (string | number)[];
};

const orders = {
  customer: ["customer_name_folded", "customer_id", "charged_at", "charge_id", "kind"],
  date: ["dated_at", "kind", "id"],
} as const;

/** Types of the values of a line's key by customer, as the address of a page has them. */
export const lineKeyShape = ["string", "string", "number", "string", "string"] as const;

/** Lines of an invoice: by customer, each credit behind the charge that it corrects, or in the order of their dates. */
export async function listInvoiceLines(
  db: Db,
  invoiceId: string,
  order: keyof typeof orders,
  page: PageRequest,
): Promise<Page<InvoiceLine>> {
  const columns = orders[order].map((column) => `l.${column}` as const);
  let query = db
    .selectFrom("invoice_line as l")
    .leftJoin("tax_rate as r", "r.id", "l.tax_rate_id")
    .selectAll("l")
    .select("r.rate_millionths")
    .where("l.invoice_id", "=", invoiceId);
  if (page.cursor !== null) query = query.where(beyondKey(columns, "asc", page.cursor));
  const direction = readDirection("asc", page.cursor);
  for (const column of columns) query = query.orderBy(column, direction);
  const rows = await query.limit(page.limit + 1).execute();
  return pageOf(
    rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      chargeId: row.charge_id,
      customerId: row.customer_id,
      productTitle: row.product_title,
      skuTitle: row.sku_title,
      datedAtMs: row.dated_at,
      amountMinor: readMinor(row.amount_minor),
      rateMillionths: row.rate_millionths,
      addedTaxMinor: readMinor(row.added_tax_minor),
      includedTaxMinor: readMinor(row.included_tax_minor),
      keyByCustomer: [row.customer_name_folded, row.customer_id, row.charged_at, row.charge_id, row.kind],
      keyByDate: [row.dated_at, row.kind, row.id],
    })),
    page,
  );
}

/** On which invoices some charges and credits stand, by their id; left out what is on none. */
export async function findInvoicesOf(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { invoiceId: string; number: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("invoice_line")
    .innerJoin("invoice", "invoice.id", "invoice_line.invoice_id")
    .select(["invoice_line.id", "invoice.id as invoice_id", "invoice.number"])
    .where(isAnyOf(db, "invoice_line.id", ids))
    .where("invoice.number", "is not", null)
    .execute();
  return new Map(rows.map((row) => [row.id, { invoiceId: row.invoice_id, number: row.number ?? "" }]));
}
