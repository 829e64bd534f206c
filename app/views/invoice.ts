import type { Invoice } from "#app/domain/invoicing/invoice.ts";
import { isTaxIncluded } from "#app/domain/invoicing/tax.ts";
import { endOfPeriod, startOfPeriod } from "#app/domain/invoicing/billing-period.ts";
import { utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { type BilledCharge, findBilledCharges } from "#db/repositories/billed-charges.ts";
import {
  findInvoice,
  findInvoicesOf,
  type InvoicedCustomer,
  type InvoicedTax,
  type InvoiceLine,
  lineKeyShape,
  listInvoicedCustomers,
  listInvoicedMarkets,
  listInvoicedTaxes,
  listInvoiceLines,
} from "#db/repositories/invoices.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { type DayText, type Format, formatFor, type MoneyText } from "./format.ts";
import { type InvoiceLineText, lineTextOf, rateTextOf } from "./invoice-lines.ts";
import { partnerOf } from "./invoice-scope.ts";
import { type InvoiceSummary, invoiceSummaryOf } from "./invoices.ts";
import type { ViewContext } from "./view-context.ts";

export type InvoiceHead = InvoiceSummary & {
  readonly partnerCountry: string;
  /** First and last day of the month. */
  readonly from: DayText;
  readonly to: DayText;
  readonly subtotal: MoneyText;
  readonly addedTax: MoneyText;
  readonly taxes: readonly TaxText[];
  /** What amounts include: tax in none, in all or in some of the invoice's markets. */
  readonly taxInAmounts: "excluded" | "included" | "mixed";
};

/** The tax of one rate in one market. */
export type TaxText = {
  readonly market: string;
  readonly rate: string;
  /** The amounts that it was worked out from. */
  readonly base: MoneyText;
  readonly amount: MoneyText;
  /** Within the amounts, not on top of them. */
  readonly isIncluded: boolean;
};

/** The lines of one customer, as far as they are on the page. */
export type CustomerLines = {
  readonly customerId: string;
  readonly name: string;
  readonly domain: string;
  readonly country: string;
  readonly taxIncluded: boolean;
  /** Of all lines of the customer on the invoice. */
  readonly subtotal: MoneyText;
  readonly lineCount: number;
  readonly lines: readonly InvoiceLineText[];
};

export type InvoiceView = {
  readonly invoice: InvoiceHead;
  readonly customers: readonly CustomerLines[];
  readonly links: PageLinks;
  /** Whether the reader may follow to orders and subscriptions. */
  readonly maySeeOrders: boolean;
};

/** An issued invoice with a page of its lines: by customer, a credit below the charge that it corrects. */
export async function invoiceView(
  context: ViewContext,
  params: PageParams & { readonly invoiceId: string },
): Promise<Result<InvoiceView>> {
  const found = await findInvoiceInScope(context, params.invoiceId);
  if (!found.ok) return found;
  const { db } = context;
  const invoice = found.value;
  const format = formatFor(context.reader);
  const page = await listInvoiceLines(db, invoice.id, "customer", pageRequestOf(params, lineKeyShape));
  const customerIds = [...new Set(page.rows.map(({ customerId }) => customerId))];
  const customers = await listInvoicedCustomers(db, invoice.id, customerIds);
  const lines = await invoiceLineTexts(context, invoice, page.rows, format);
  return ok({
    invoice: await invoiceHeadOf(context, invoice, format),
    customers: customerIds.flatMap((id) => {
      const customer = customers.find(({ customerId }) => customerId === id);
      return customer === undefined ? [] : customerLinesOf(customer, page.rows, lines, invoice, format);
    }),
    links: pageLinksOf(page, ({ keyByCustomer }) => keyByCustomer),
    maySeeOrders: context.actor.kind === "partner",
  });
}

/** An issued invoice of the reader's organisation, after the permission table was asked; another one's is not found. */
export async function findInvoiceInScope(context: ViewContext, invoiceId: string): Promise<Result<Invoice>> {
  const scope = partnerOf(context.actor, "see-invoices");
  if (!scope.ok) return scope;
  const invoice = await findInvoice(context.db, scope.value, invoiceId);
  return invoice === undefined ? refused({ code: "not-found", what: "invoice" }) : ok(invoice);
}

export async function invoiceHeadOf({ db }: ViewContext, invoice: Invoice, format: Format): Promise<InvoiceHead> {
  const { totals, currency, period } = invoice;
  const markets = await listInvoicedMarkets(db, invoice.id);
  const withTax = markets.filter(isTaxIncluded).length;
  const taxes = await listInvoicedTaxes(db, invoice.id);
  return {
    ...invoiceSummaryOf(invoice, format),
    partnerCountry: format.country(invoice.partnerCountry),
    from: format.day(utcDayOf(startOfPeriod(period))),
    to: format.lastDayBefore(endOfPeriod(period)),
    subtotal: format.money(totals.subtotalMinor, currency),
    addedTax: format.money(totals.addedTaxMinor, currency),
    taxes: taxes.map((tax) => taxTextOf(tax, invoice, format)),
    taxInAmounts: withTax === 0 ? "excluded" : withTax === markets.length ? "included" : "mixed",
  };
}

function taxTextOf(tax: InvoicedTax, { currency }: Invoice, format: Format): TaxText {
  return {
    market: format.country(tax.market),
    rate: rateTextOf(tax.rateMillionths, format),
    base: format.money(tax.amountMinor, currency),
    amount: format.money(tax.addedTaxMinor + tax.includedTaxMinor, currency),
    isIncluded: isTaxIncluded(tax.market),
  };
}

/** Lines as text, in their order. Three queries, however many there are. */
export async function invoiceLineTexts(
  { db }: ViewContext,
  invoice: Invoice,
  lines: readonly InvoiceLine[],
  format: Format,
): Promise<Map<string, InvoiceLineText>> {
  const billed = await findBilledCharges(
    db,
    invoice.partnerId,
    lines.map(({ chargeId }) => chargeId),
  );
  const invoices = await findInvoicesOf(
    db,
    lines.flatMap(({ kind, chargeId }) => (kind === "credit" ? chargeId : [])),
  );
  return new Map(
    lines.map((line) => {
      const corrected = invoices.get(line.chargeId);
      const onInvoice =
        corrected === undefined || corrected.invoiceId === invoice.id
          ? null
          : { id: corrected.invoiceId, number: corrected.number };
      return [line.id, lineTextOf(line, chargeOf(billed, line.chargeId), onInvoice, format)];
    }),
  );
}

export function chargeOf(billed: ReadonlyMap<string, BilledCharge>, chargeId: string): BilledCharge {
  const charge = billed.get(chargeId);
  if (charge === undefined) throw new Error(`Charge ${chargeId} of a line is missing`);
  return charge;
}

function customerLinesOf(
  customer: InvoicedCustomer,
  rows: readonly InvoiceLine[],
  lines: ReadonlyMap<string, InvoiceLineText>,
  { currency }: Invoice,
  format: Format,
): CustomerLines {
  return {
    customerId: customer.customerId,
    name: customer.name,
    domain: customer.domain,
    country: format.country(customer.country),
    taxIncluded: isTaxIncluded(customer.country),
    subtotal: format.money(customer.subtotalMinor, currency),
    lineCount: customer.lineCount,
    lines: rows.flatMap(({ id, customerId }) => (customerId === customer.customerId ? (lines.get(id) ?? []) : [])),
  };
}
