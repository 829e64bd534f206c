import { instantOfEpochMs, isoDayOf, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { chargeTypeOf, effectiveUnitPriceMinor } from "#app/domain/invoicing/reconciliation.ts";
import type { Invoice } from "#app/domain/invoicing/invoice.ts";
import { formatMinorAsDecimal } from "#app/domain/money/decimal.ts";
import { type BilledCharge, findBilledCharges } from "#db/repositories/billed-charges.ts";
import { type InvoiceLine, listInvoiceLines } from "#db/repositories/invoices.ts";
import { chargeOf } from "./invoice.ts";
import type { ViewContext } from "./view-context.ts";

/** An amount as it stands in a file: all digits of its currency, a point, nothing else. */
type Decimal = { readonly decimal: `${number}` };
export type ReconciliationField = string | number | Decimal | null;

/** Columns of the reconciliation file: those of the documented one-time line items that are plain values, in their order. */
export const reconciliationColumns = [
  "partnerId",
  "customerId",
  "customerName",
  "customerDomainName",
  "customerCountry",
  "invoiceNumber",
  "mpnId",
  "resellerMpnId",
  "orderId",
  "orderDate",
  "productId",
  "skuId",
  "availabilityId",
  "productName",
  "skuName",
  "chargeType",
  "unitPrice",
  "effectiveUnitPrice",
  "unitType",
  "quantity",
  "subtotal",
  "taxTotal",
  "totalForCustomer",
  "currency",
  "publisherName",
  "publisherId",
  "subscriptionDescription",
  "subscriptionId",
  "subscriptionStartDate",
  "subscriptionEndDate",
  "chargeStartDate",
  "chargeEndDate",
  "termAndBillingCycle",
  "alternateId",
  "referenceId",
  "priceAdjustmentDescription",
  "creditReasonCode",
  "discountDetails",
  "pricingCurrency",
  "pcToBCExchangeRate",
  "pcToBCExchangeRateDate",
  "billableQuantity",
  "meterDescription",
  "reservationOrderId",
  "billingFrequency",
  "invoiceLineItemType",
  "billingProvider",
  "promotionId",
  // Of our own, behind the documented ones.
  "orderLineNumber",
  "termNumber",
  "cycleNumber",
  "chargeId",
  "creditId",
] as const;

/** Few, so that what was read is gone before it outlives the young part of the heap. */
const linesPerRead = 100;

/** The lines of an invoice in the order of their dates, read while they are sent: never more than 100 in memory. */
export async function* reconciliationRows(
  context: ViewContext,
  invoice: Invoice,
): AsyncGenerator<readonly ReconciliationField[]> {
  let key: readonly (string | number)[] | null = null;
  for (;;) {
    const cursor = key === null ? null : { direction: "after" as const, key };
    const page = await listInvoiceLines(context.db, invoice.id, "date", { limit: linesPerRead, cursor });
    const billed = await findBilledCharges(
      context.db,
      invoice.partnerId,
      page.rows.map(({ chargeId }) => chargeId),
    );
    for (const line of page.rows) {
      const row = reconciliationRow(line, chargeOf(billed, line.chargeId), invoice);
      yield reconciliationColumns.map((column) => row[column] ?? null);
    }
    key = page.rows.at(-1)?.keyByDate ?? null;
    if (!page.hasNext || key === null) return;
  }
}

export type ReconciliationRow = Readonly<Record<(typeof reconciliationColumns)[number], ReconciliationField>>;

/** What a row is made of besides its charge; what is on no invoice yet has no tax. */
export type ReconciledLine = Pick<
  InvoiceLine,
  "id" | "kind" | "datedAtMs" | "amountMinor" | "addedTaxMinor" | "productTitle" | "skuTitle"
>;

/** One charge or credit as a row, by column. */
export function reconciliationRow(
  line: ReconciledLine,
  billed: BilledCharge,
  invoice: Pick<Invoice, "number">,
): ReconciliationRow {
  const { charge, customer, term } = billed;
  const { currency } = charge;
  const amount = (minor: number): Decimal => ({ decimal: formatMinorAsDecimal(minor, currency) as `${number}` });
  const dated = instantOfEpochMs(line.datedAtMs);
  const day = (ms: number) => isoDayOf(instantOfEpochMs(ms));
  const credit = line.kind === "credit" ? billed.credit : null;
  return {
    partnerId: charge.partnerId,
    customerId: customer.id,
    customerName: customer.name,
    customerDomainName: customer.domain,
    customerCountry: customer.country,
    invoiceNumber: invoice.number,
    mpnId: null,
    resellerMpnId: 0,
    orderId: charge.orderId,
    orderDate: instantOfEpochMs(billed.orderedAtMs).toString(),
    productId: billed.productId,
    skuId: billed.skuId,
    availabilityId: billed.availabilityId,
    productName: line.productTitle,
    skuName: line.skuTitle,
    chargeType: chargeTypeOf(charge, credit),
    unitPrice: amount(charge.unitPriceMinor),
    effectiveUnitPrice: amount(effectiveUnitPriceMinor(charge, credit)),
    unitType: billed.unit,
    quantity: charge.quantity,
    subtotal: amount(line.amountMinor),
    taxTotal: amount(line.addedTaxMinor),
    totalForCustomer: amount(line.amountMinor + line.addedTaxMinor),
    currency,
    publisherName: billed.publisher,
    publisherId: null,
    subscriptionDescription: charge.subscriptionId === null ? null : line.skuTitle,
    subscriptionId: charge.subscriptionId,
    subscriptionStartDate: term === null ? null : day(term.startAtMs),
    // The last day inclusive, as pages have it: an end at 00:00 belongs to the day before.
    subscriptionEndDate: term === null ? null : day(term.endAtMs - 1),
    chargeStartDate:
      credit === null ? (charge.cycle?.startsOn.toString() ?? isoDayOf(dated)) : utcDayOf(dated).toString(),
    chargeEndDate: charge.cycle?.endsOn.toString() ?? isoDayOf(dated),
    termAndBillingCycle: [billed.termDuration, billed.billingPlan].filter((part) => part !== null).join("/"),
    alternateId: null,
    referenceId: line.id,
    priceAdjustmentDescription: null,
    creditReasonCode: credit?.kind ?? null,
    discountDetails: null,
    pricingCurrency: currency,
    pcToBCExchangeRate: 1,
    pcToBCExchangeRateDate: isoDayOf(dated),
    billableQuantity: charge.quantity,
    meterDescription: null,
    reservationOrderId: billed.kind === "azure-reservation" ? charge.orderId : null,
    billingFrequency: billed.billingPlan,
    invoiceLineItemType: "billing_line_items",
    billingProvider: "one_time",
    promotionId: null,
    orderLineNumber: charge.lineNumber,
    termNumber: charge.termNumber,
    cycleNumber: charge.cycleNumber,
    chargeId: charge.id,
    creditId: credit?.id ?? null,
  };
}
