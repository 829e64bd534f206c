import { endOfPeriod, startOfPeriod } from "#app/domain/invoicing/billing-period.ts";
import { addDays, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import type { Invoice } from "#app/domain/invoicing/invoice.ts";
import type { ReconciliationField } from "#app/views/invoice-file.ts";
import type { InvoiceLineRecord, InvoiceTotalsOfCurrency } from "#app/views/records/invoice-records.ts";
import { dayText, instantText, neverDate } from "./dates.ts";
import { readEnum } from "./enums.ts";
import { linkTo } from "./links.ts";
import { amountOf, symbolOf } from "./trade-words.ts";

const providers = [
  "none",
  "office",
  "azure",
  "azure_data_market",
  "one_time",
  "marketplace",
  "external",
  "all",
] as const;
const lineTypes = ["none", "usage_line_items", "billing_line_items"] as const;

/** Whether there is anything at all for a provider and a kind of line: one model for all modern products. */
export function readsOwnLines(provider: unknown, lineType: unknown): boolean {
  const from = readEnum("provider", provider ?? "one_time", providers);
  const kind = readEnum("invoiceLineItemType", lineType ?? "billing_line_items", lineTypes);
  return (from === "one_time" || from === "all") && kind === "billing_line_items";
}

/** The number in an id, bare or as links have it (`OneTime-G000024135`). */
export function invoiceNumberOf(id: string): string {
  return id.replace(/^(onetime|recurring)-/i, "").toUpperCase();
}

/** The address of an invoice below the version. */
export function invoicePath(number: string, rest = ""): string {
  return `/invoices/OneTime-${encodeURIComponent(number)}${rest}`;
}

/** An invoice with every documented property; a credit note is one with a negative total. */
export function invoiceOnWire(invoice: Invoice): Readonly<Record<string, unknown>> {
  const { number, currency, totals, period } = invoice;
  return {
    id: number,
    invoiceDate: instantText(invoice.issuedAt),
    billingPeriodStartDate: instantText(startOfPeriod(period)),
    billingPeriodEndDate: dayText(addDays(utcDayOf(endOfPeriod(period)), -1)),
    totalCharges: amountOf(totals.totalMinor, currency),
    paidAmount: 0,
    currencyCode: currency,
    currencySymbol: symbolOf(currency),
    pdfDownloadLink: `/invoices/${encodeURIComponent(number)}/documents/statement`,
    taxReceipts: [],
    invoiceDetails: [
      {
        invoiceLineItemType: "billing_line_items",
        billingProvider: "one_time",
        links: { self: linkTo(invoicePath(number, "/lineitems/OneTime/BillingLineItems")) },
        attributes: { objectType: "InvoiceDetail" },
      },
    ],
    amendments: [],
    documentType: invoice.kind === "credit-note" ? "adjustment_note" : "invoice",
    invoiceType: "OneTime",
    links: { self: linkTo(invoicePath(number)) },
    attributes: { objectType: "Invoice" },
  };
}

/** What was invoiced in a currency. The portal keeps no payments: nothing of it is known to be paid. */
export function summaryOnWire(
  { currency, totalMinor, first, latest }: InvoiceTotalsOfCurrency,
  path: string,
): Readonly<Record<string, unknown>> {
  const summary = {
    balanceAmount: amountOf(totalMinor, currency),
    currencyCode: currency,
    currencySymbol: symbolOf(currency),
    accountingDate: instantText(latest.issuedAt),
    firstInvoiceCreationDate: instantText(first.issuedAt),
    lastPaymentDate: neverDate,
    lastPaymentAmount: 0,
    latestInvoiceDate: instantText(latest.issuedAt),
    attributes: { objectType: "InvoiceSummary" },
  };
  return { ...summary, details: [{ invoiceType: "OneTime", summary }], links: { self: linkTo(path) } };
}

/** What stands where a property of a line is a text that nobody filled. */
const texts: ReadonlySet<string> = new Set([
  "mpnId",
  "invoiceNumber",
  "publisherId",
  "priceAdjustmentDescription",
  "discountDetails",
  "meterDescription",
  "promotionId",
  "creditReasonCode",
]);

const days: ReadonlySet<string> = new Set([
  "subscriptionStartDate",
  "subscriptionEndDate",
  "chargeStartDate",
  "chargeEndDate",
  "pcToBCExchangeRateDate",
]);

/** A charge or credit with every documented property: the row of the reconciliation file, in the types of the wire. */
export function lineItemOnWire({ row }: InvoiceLineRecord): Readonly<Record<string, unknown>> {
  const fields = Object.entries(row).map(([name, field]) => [name, fieldOnWire(name, field)] as const);
  return {
    ...Object.fromEntries(fields),
    productQualifiers: [],
    attributes: { objectType: "OneTimeInvoiceLineItem" },
  };
}

function fieldOnWire(name: string, field: ReconciliationField): unknown {
  if (field === null) return texts.has(name) ? "" : undefined;
  if (typeof field === "object") return Number(field.decimal);
  return days.has(name) && typeof field === "string" ? `${field}T00:00:00Z` : field;
}
