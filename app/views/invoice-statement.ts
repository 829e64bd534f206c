import { isTaxIncluded } from "#app/domain/invoicing/tax.ts";
import type { Invoice } from "#app/domain/invoicing/invoice.ts";
import { type InvoicedCustomer, listInvoicedCustomersByName, listInvoiceLines } from "#db/repositories/invoices.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { type Format, formatFor, type MoneyText } from "./format.ts";
import type { InvoiceLineText } from "./invoice-lines.ts";
import { findInvoiceInScope, type InvoiceHead, invoiceHeadOf, invoiceLineTexts } from "./invoice.ts";
import type { ViewContext } from "./view-context.ts";

/** A customer's heading on the statement, with the sum of its lines. */
export type StatementCustomer = {
  readonly customerId: string;
  readonly name: string;
  readonly domain: string;
  readonly country: string;
  readonly taxIncluded: boolean;
  readonly lineCount: number;
  readonly subtotal: MoneyText;
};

/** One step through the statement: a customer begins, or a line of the customer that has begun. */
export type StatementItem =
  | { readonly kind: "customer"; readonly customer: StatementCustomer }
  | { readonly kind: "line"; readonly line: InvoiceLineText };

export type Statement = {
  readonly invoice: InvoiceHead;
  /** How many lines each customer has, in the order of the statement; enough to count its pages. Read while it is asked. */
  readonly lineCounts: () => AsyncIterable<number>;
  /** Customers by name with their lines, read while they are asked for: never more than a few hundred in memory. */
  readonly items: () => AsyncIterable<StatementItem>;
};

const customersPerRead = 500;
const linesPerRead = 100;

/** An issued invoice as a statement, however long it is. */
export async function statementOf(context: ViewContext, invoiceId: string): Promise<Result<Statement>> {
  const found = await findInvoiceInScope(context, invoiceId);
  if (!found.ok) return found;
  const invoice = found.value;
  const format = formatFor(context.reader);
  return ok({
    invoice: await invoiceHeadOf(context, invoice, format),
    lineCounts: () => lineCountsOf(context, invoice),
    items: () => itemsOf(context, invoice, format),
  });
}

async function* lineCountsOf(context: ViewContext, invoice: Invoice): AsyncGenerator<number> {
  for await (const { lineCount } of customersOf(context, invoice)) yield lineCount;
}

async function* customersOf({ db }: ViewContext, invoice: Invoice): AsyncGenerator<InvoicedCustomer> {
  let key: readonly (string | number)[] | null = null;
  for (;;) {
    const cursor = key === null ? null : { direction: "after" as const, key };
    const page = await listInvoicedCustomersByName(db, invoice.id, { limit: customersPerRead, cursor });
    yield* page.rows;
    key = page.rows.at(-1)?.key ?? null;
    if (!page.hasNext || key === null) return;
  }
}

/** Both lists are in the order of the customers' names, so that they are walked side by side. */
async function* itemsOf(context: ViewContext, invoice: Invoice, format: Format): AsyncGenerator<StatementItem> {
  const customers = customersOf(context, invoice);
  let left = 0;
  for await (const line of linesOf(context, invoice, format)) {
    while (left === 0) {
      const next = await customers.next();
      if (next.done === true) throw new Error(`Invoice ${invoice.number} has a line without its customer`);
      left = next.value.lineCount;
      yield { kind: "customer", customer: customerTextOf(next.value, invoice, format) };
    }
    left -= 1;
    yield { kind: "line", line };
  }
}

async function* linesOf(context: ViewContext, invoice: Invoice, format: Format): AsyncGenerator<InvoiceLineText> {
  let key: readonly (string | number)[] | null = null;
  for (;;) {
    const cursor = key === null ? null : { direction: "after" as const, key };
    const page = await listInvoiceLines(context.db, invoice.id, "customer", { limit: linesPerRead, cursor });
    const texts = await invoiceLineTexts(context, invoice, page.rows, format);
    for (const { id } of page.rows) {
      const text = texts.get(id);
      if (text !== undefined) yield text;
    }
    key = page.rows.at(-1)?.keyByCustomer ?? null;
    if (!page.hasNext || key === null) return;
  }
}

function customerTextOf(customer: InvoicedCustomer, { currency }: Invoice, format: Format): StatementCustomer {
  return {
    customerId: customer.customerId,
    name: customer.name,
    domain: customer.domain,
    country: format.country(customer.country),
    taxIncluded: isTaxIncluded(customer.country),
    lineCount: customer.lineCount,
    subtotal: format.money(customer.subtotalMinor, currency),
  };
}
