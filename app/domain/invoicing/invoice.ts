import type { Temporal } from "temporal-polyfill";
import { isoDayOf } from "../calendar/utc-days.ts";
import type { Currency } from "../money/currencies.ts";
import { assertMinor } from "../money/money.ts";
import type { BillingPeriod } from "./billing-period.ts";
import { isTaxIncluded, noTax, rateOn, type TaxRate, taxOfLine } from "./tax.ts";
import type { InvoiceKind } from "./kinds.ts";

/** An issued invoice; it never changes. One per partner, period and currency. */
export type Invoice = {
  readonly id: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly partnerCountry: string;
  readonly period: BillingPeriod;
  readonly currency: Currency;
  readonly number: string;
  readonly kind: InvoiceKind;
  readonly lineCount: number;
  readonly totals: InvoiceTotals;
  readonly issuedAt: Temporal.Instant;
};

export const lineKinds = ["charge", "credit"] as const;
export type LineKind = (typeof lineKinds)[number];

/** A charge or credit on its way onto an invoice. */
export type Billable = {
  readonly kind: LineKind;
  /** Of the charge or of the credit itself. */
  readonly id: string;
  /** The charge; for a credit the one that it corrects. */
  readonly chargeId: string;
  /** The customer's country. */
  readonly market: string;
  readonly datedAt: Temporal.Instant;
  /** Negative for a credit. */
  readonly amountMinor: number;
};

/** What an invoice says of the tax of a line. */
export type TaxedLine = {
  readonly amountMinor: number;
  readonly taxRateId: string | null;
  readonly addedTaxMinor: number;
  readonly includedTaxMinor: number;
};

/** The rate that the line of a charge was invoiced with, for the credit that corrects it; null where it had none. */
export type RateOfCharge = { readonly taxRateId: string; readonly rateMillionths: number } | null;

/**
 * The tax of a line: of a charge by the rate in force on its day, of a credit by the rate that its charge was invoiced
 * with, whatever is in force by now; a correction must never give back another tax than was taken.
 *
 * @param rateOfCharge undefined for a charge
 */
export function taxedLine(
  billable: Billable,
  rates: readonly TaxRate[],
  rateOfCharge: RateOfCharge | undefined,
): TaxedLine & { readonly rate: RateOfCharge } {
  const { amountMinor, market, datedAt } = billable;
  const inForce = rateOfCharge === undefined ? rateOn(rates, market, isoDayOf(datedAt)) : undefined;
  const rate =
    rateOfCharge ?? (inForce === undefined ? null : { taxRateId: inForce.id, rateMillionths: inForce.rateMillionths });
  const tax = rate === null ? noTax : taxOfLine(amountMinor, rate.rateMillionths, isTaxIncluded(market));
  return {
    amountMinor,
    taxRateId: rate?.taxRateId ?? null,
    addedTaxMinor: tax.addedMinor,
    includedTaxMinor: tax.includedMinor,
    rate,
  };
}

export type InvoiceTotals = {
  /** Sum of the amounts of all lines. */
  readonly subtotalMinor: number;
  /** Tax on top of them. */
  readonly addedTaxMinor: number;
  /** Tax within them, where prices include it; said, not added. */
  readonly includedTaxMinor: number;
  /** What is owed: amounts and the tax on top. */
  readonly totalMinor: number;
};

type Sums = Omit<InvoiceTotals, "totalMinor">;

/** The totals from sums over all lines. Rule: the sum of the lines is the total. */
export function totalsOf({ subtotalMinor, addedTaxMinor, includedTaxMinor }: Sums): InvoiceTotals {
  return {
    subtotalMinor: assertMinor(subtotalMinor),
    addedTaxMinor: assertMinor(addedTaxMinor),
    includedTaxMinor: assertMinor(includedTaxMinor),
    totalMinor: assertMinor(subtotalMinor + addedTaxMinor),
  };
}

/** Sums of lines. */
export function sumOfLines(lines: readonly TaxedLine[]): InvoiceTotals {
  const sums = { subtotalMinor: 0, addedTaxMinor: 0, includedTaxMinor: 0 };
  for (const line of lines) {
    sums.subtotalMinor += line.amountMinor;
    sums.addedTaxMinor += line.addedTaxMinor;
    sums.includedTaxMinor += line.includedTaxMinor;
  }
  return totalsOf(sums);
}

export function kindOfInvoice({ totalMinor }: Pick<InvoiceTotals, "totalMinor">): InvoiceKind {
  return totalMinor < 0 ? "credit-note" : "invoice";
}
