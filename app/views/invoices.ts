import {
  addPeriods,
  type BillingPeriod,
  invoicedAtOf,
  isBillingPeriod,
  latestInvoicedPeriod,
  startOfPeriod,
} from "#app/domain/invoicing/billing-period.ts";
import type { Invoice } from "#app/domain/invoicing/invoice.ts";
import { type InvoiceKind, invoiceKinds } from "#app/domain/invoicing/kinds.ts";
import { utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { type Currency, isCurrency } from "#app/domain/money/currencies.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { invoiceKey, listInvoicedCurrencies, listInvoicedPeriods, listInvoices } from "#db/repositories/invoices.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { type DayText, type Format, formatFor, type InstantText, type MoneyText } from "./format.ts";
import { partnerOf } from "./invoice-scope.ts";
import type { ViewContext } from "./view-context.ts";

export type InvoiceSummary = {
  readonly id: string;
  readonly number: string;
  readonly kind: InvoiceKind;
  /** `2024-03`. */
  readonly period: string;
  /** "March 2024". */
  readonly month: string;
  readonly currency: Currency;
  readonly total: MoneyText;
  readonly lineCount: number;
  readonly lineCountText: string;
  readonly issuedAt: InstantText;
  readonly issuedOn: DayText;
  readonly partnerName: string;
};

export type InvoicesView = {
  readonly invoices: readonly InvoiceSummary[];
  readonly links: PageLinks;
  /** What the list is narrowed to; empty where it is not. */
  readonly filter: { readonly month: string; readonly currency: string; readonly kind: string };
  readonly months: readonly { readonly period: string; readonly text: string }[];
  readonly currencies: readonly Currency[];
  /** When the next invoices are issued, and for which month. */
  readonly next: { readonly month: string; readonly on: DayText };
  /** The operator reads everybody's, so that each needs its partner's name. */
  readonly isOfAllPartners: boolean;
};

/** Months offered in the filter: ten years. */
const monthsShown = 120;

/** Invoices, newest month first. */
export async function invoicesView(
  context: ViewContext,
  params: PageParams & { readonly month: string; readonly currency: string; readonly kind: string },
): Promise<Result<InvoicesView>> {
  const scope = partnerOf(context.actor, "see-invoices");
  if (!scope.ok) return scope;
  const { db, at } = context;
  const partnerId = scope.value;
  const filter = {
    period: isBillingPeriod(params.month) ? params.month : null,
    currency: isCurrency(params.currency) ? params.currency : null,
    kind: invoiceKinds.find((kind) => kind === params.kind) ?? null,
  };
  const page = await listInvoices(db, partnerId, filter, pageRequestOf(params, ["string", "string"]));
  const format = formatFor(context.reader);
  const periods = await listInvoicedPeriods(db, partnerId, monthsShown);
  const next = addPeriods(latestInvoicedPeriod(at), 1);
  return ok({
    invoices: page.rows.map((invoice) => invoiceSummaryOf(invoice, format)),
    links: pageLinksOf(page, invoiceKey),
    filter: { month: filter.period ?? "", currency: filter.currency ?? "", kind: filter.kind ?? "" },
    months: periods.map((period) => ({ period, text: monthTextOf(period, format) })),
    currencies: await listInvoicedCurrencies(db, partnerId),
    next: { month: monthTextOf(next, format), on: format.day(utcDayOf(invoicedAtOf(next))) },
    isOfAllPartners: partnerId === null,
  });
}

export function invoiceSummaryOf(invoice: Invoice, format: Format): InvoiceSummary {
  const { id, number, kind, period, currency, totals, lineCount, issuedAt, partnerName } = invoice;
  return {
    id,
    number,
    kind,
    period,
    month: monthTextOf(period, format),
    currency,
    total: format.money(totals.totalMinor, currency),
    lineCount,
    lineCountText: format.number(lineCount),
    issuedAt: format.instant(issuedAt),
    issuedOn: format.day(utcDayOf(issuedAt)),
    partnerName,
  };
}

/** "March 2024". */
export function monthTextOf(period: BillingPeriod, format: Format): string {
  return format.month(utcDayOf(startOfPeriod(period)));
}
