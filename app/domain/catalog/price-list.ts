import type { Currency } from "../money/currencies.ts";
import { epochDayOfCivil, msPerDay } from "../calendar/civil.ts";
import type { Segment } from "./catalog.ts";
import type { BillingPlan, TermDuration } from "./terms.ts";

/** The documented header of a price list, in its order. A column's number counts from 1. */
export const priceListColumns = [
  "ProductTitle",
  "ProductId",
  "SkuId",
  "SkuTitle",
  "Publisher",
  "SkuDescription",
  "UnitOfMeasure",
  "TermDuration",
  "BillingPlan",
  "Market",
  "Currency",
  "UnitPrice",
  "PricingTierRangeMin",
  "PricingTierRangeMax",
  "EffectiveStartDate",
  "EffectiveEndDate",
  "Tags",
  "ERP Price",
  "Segment",
] as const;
export type PriceListColumn = (typeof priceListColumns)[number];

/** Number of a column, from 1, as people count them in a spreadsheet. */
export function columnNumber(column: PriceListColumn): number {
  return priceListColumns.indexOf(column) + 1;
}

/** Where "no end" lies: what the lists print as 9999-11-30T23:59:59 ends at this instant, exclusive. Later ends are taken for it. */
export const openEndMs = epochDayOfCivil(9999, 12, 1) * msPerDay;

/**
 * One price of a list. The period is half-open and in epoch milliseconds: a list has a hundred thousand of them,
 * and an object per instant would be most of the work.
 */
export type PriceListRow = {
  /** Physical line of the file, from 1. */
  readonly line: number;
  readonly productId: string;
  /** Padded as in the catalogue: a list prints `1` for `0001`. */
  readonly skuId: string;
  readonly market: string;
  readonly segment: Segment;
  readonly termDuration: TermDuration | null;
  readonly billingPlan: BillingPlan;
  readonly unitPriceMinor: number;
  /** Estimated retail price; null where the list has none. */
  readonly retailPriceMinor: number | null;
  readonly currency: Currency;
  readonly effectiveFromMs: number;
  /** Exclusive; `openEndMs` where the price has no end. */
  readonly effectiveUntilMs: number;
};

/** What a price is for: at one instant an offer has one price or none. */
export function offerKey(row: Omit<PriceListRow, "line">): string {
  return `${row.market}|${row.productId}|${row.skuId}|${row.segment}|${row.termDuration ?? ""}|${row.billingPlan}`;
}

/** Why a line, or the whole file, is refused. The words for each are in the `prices` namespace of each language. */
export const priceListDefectCodes = [
  // The file
  "file-empty",
  "header-wrong",
  "rows-too-many",
  // The line as text
  "line-empty",
  "line-too-long",
  "line-end-mixed",
  "not-utf-8",
  "bom-inside-file",
  "quote-not-closed",
  "quoting-wrong",
  "columns-too-many",
  "columns-too-few",
  // Its fields
  "formula-in-text",
  "control-character",
  "product-id-missing",
  "product-unknown",
  "sku-id-missing",
  "sku-unknown",
  "term-unknown",
  "term-not-of-kind",
  "plan-missing",
  "plan-unknown",
  "plan-not-of-kind",
  "plan-longer-than-term",
  "market-unknown",
  "market-without-currency",
  "currency-not-of-market",
  "price-missing",
  "price-format",
  "price-negative",
  "price-too-precise",
  "price-too-large",
  "pricing-tier-not-supported",
  "date-missing",
  "date-format",
  "date-impossible",
  "date-too-precise",
  "period-empty",
  "segment-unknown",
  // The line beside other lines, and beside what is stored
  "row-duplicate",
  "period-overlaps",
  "period-overlaps-stored",
] as const;
export type PriceListDefectCode = (typeof priceListDefectCodes)[number];

/** What the words of a defect are made of beside its value. Instants are epoch milliseconds. */
export type PriceListDefectFacts = { readonly [fact: string]: string | number };

/** One reason why a line is refused. */
export type PriceListDefect = {
  /** Physical line, from 1; the header is line 1. */
  readonly line: number;
  /** Column, from 1 in the order of the header; null where the whole line is meant. */
  readonly column: number | null;
  readonly code: PriceListDefectCode;
  /** What stands there, readable and cut to a length that fits a page; null where there is nothing to show. */
  readonly value: string | null;
  readonly facts: PriceListDefectFacts;
};

const valueCharactersMax = 120;

/** A defect of a line; a value that is too long for a page is cut, and control characters stand as their pictures. */
export function defect(
  line: number,
  column: number | PriceListColumn | null,
  code: PriceListDefectCode,
  value: string | null,
  facts: PriceListDefectFacts = {},
): PriceListDefect {
  return {
    line,
    column: typeof column === "string" ? columnNumber(column) : column,
    code,
    value: value === null ? null : readable(value),
    facts,
  };
}

/** NUL, of all characters, is refused by PostgreSQL; nobody would see any of them. */
function readable(value: string): string {
  const cut = value.length > valueCharactersMax ? `${value.slice(0, valueCharactersMax)}…` : value;
  return cut.replaceAll(/[\u0000-\u001f\u007f]/g, (character) => {
    const code = character.charCodeAt(0);
    return String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code);
  });
}
