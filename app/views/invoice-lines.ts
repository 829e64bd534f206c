import type { ChargeKind, CreditKind } from "#app/domain/billing/charge.ts";
import { instantOfEpochMs, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import type { LineKind } from "#app/domain/invoicing/invoice.ts";
import { formatRate, isTaxIncluded } from "#app/domain/invoicing/tax.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import type { BilledCharge } from "#db/repositories/billed-charges.ts";
import type { OnInvoice } from "./derivation.ts";
import type { DayText, Format, MoneyText } from "./format.ts";

/** One charge or credit, on an invoice or on its way to one. */
export type InvoiceLineText = {
  readonly id: string;
  readonly kind: LineKind;
  readonly chargeId: string;
  readonly chargeKind: ChargeKind;
  /** Why it was credited; null for a charge. */
  readonly creditKind: CreditKind | null;
  /** Why it was granted, in the provider's words; null where it was not granted. */
  readonly grantReason: string | null;
  readonly title: string;
  readonly productTitle: string;
  /** UTC day it is dated. */
  readonly datedOn: DayText;
  /** The stretch that the charge pays for, both days inclusive; null for perpetual software. */
  readonly startsOn: DayText | null;
  readonly endsOn: DayText | null;
  readonly termDuration: TermDuration | null;
  readonly billingPlan: BillingPlan;
  readonly termNumber: number | null;
  readonly unitPrice: MoneyText;
  readonly quantity: number;
  readonly quantityText: string;
  readonly amount: MoneyText;
  /** Null where the operator entered no rate for market and time. */
  readonly tax: { readonly rate: string; readonly amount: MoneyText; readonly isIncluded: boolean } | null;
  readonly customerId: string;
  readonly orderId: string;
  readonly subscriptionId: string | null;
  /** For a credit: the day of the charge that it corrects, and the invoice of that one where it is another. */
  readonly corrects: { readonly chargedOn: DayText; readonly onInvoice: OnInvoice } | null;
};

/** What a line is made of, besides its charge. */
export type LineRecord = {
  readonly id: string;
  readonly kind: LineKind;
  readonly datedAtMs: number;
  readonly amountMinor: number;
  /** As they were called when the invoice was issued; left out for what is on none. */
  readonly productTitle?: string;
  readonly skuTitle?: string;
  readonly rateMillionths?: number | null;
  readonly addedTaxMinor?: number;
  readonly includedTaxMinor?: number;
};

export function lineTextOf(
  line: LineRecord,
  billed: BilledCharge,
  correctedOn: OnInvoice,
  format: Format,
): InvoiceLineText {
  const { charge, credit } = billed;
  const { currency, cycle } = charge;
  const isCredit = line.kind === "credit";
  return {
    id: line.id,
    kind: line.kind,
    chargeId: charge.id,
    chargeKind: charge.kind,
    creditKind: isCredit ? (credit?.kind ?? "cancel-immediate") : null,
    grantReason: isCredit ? (billed.granted?.reason ?? null) : null,
    title: line.skuTitle ?? billed.skuTitle,
    productTitle: line.productTitle ?? billed.productTitle,
    datedOn: format.day(utcDayOf(instantOfEpochMs(line.datedAtMs))),
    startsOn: cycle === null ? null : format.day(cycle.startsOn),
    endsOn: cycle === null ? null : format.day(cycle.endsOn),
    termDuration: billed.termDuration,
    billingPlan: billed.billingPlan,
    termNumber: charge.termNumber,
    unitPrice: format.money(charge.unitPriceMinor, currency),
    quantity: charge.quantity,
    quantityText: format.number(charge.quantity),
    amount: format.money(line.amountMinor, currency),
    tax: taxTextOf(line, currency, billed.customer.country, format),
    customerId: charge.customerId,
    orderId: charge.orderId,
    subscriptionId: charge.subscriptionId,
    corrects: isCredit ? { chargedOn: format.day(utcDayOf(charge.chargedAt)), onInvoice: correctedOn } : null,
  };
}

function taxTextOf(line: LineRecord, currency: Currency, market: string, format: Format): InvoiceLineText["tax"] {
  const { rateMillionths, addedTaxMinor = 0, includedTaxMinor = 0 } = line;
  if (rateMillionths === null || rateMillionths === undefined) return null;
  return {
    rate: rateTextOf(rateMillionths, format),
    amount: format.money(addedTaxMinor + includedTaxMinor, currency),
    isIncluded: isTaxIncluded(market),
  };
}

/** "19 %", with the reader's decimal sign. */
export function rateTextOf(rateMillionths: number, format: Format): string {
  const text = formatRate(rateMillionths);
  return format.language === "de" ? `${text.replace(".", ",")} %` : `${text}%`;
}
