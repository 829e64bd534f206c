import { minorUnitDigits, type Currency } from "../money/currencies.ts";
import { parseDecimalToMinor } from "../money/decimal.ts";
import { type ProductKind, type Segment, type SkuKey, segments, skuKey } from "./catalog.ts";
import { findMarket } from "./markets.ts";
import { parseEndInstant, parseStartInstant } from "./price-list-instant.ts";
import {
  columnNumber,
  defect,
  type PriceListColumn,
  type PriceListDefect,
  type PriceListDefectCode,
  type PriceListDefectFacts,
  type PriceListRow,
} from "./price-list.ts";
import { type BillingPlan, planFitsTerm, type TermDuration } from "./terms.ts";

/** What a price list is checked against: the editions of the catalogue. */
export type CatalogueFacts = {
  readonly productIds: ReadonlySet<string>;
  readonly kinds: ReadonlyMap<SkuKey, ProductKind>;
};

export type RowOfFields =
  | { readonly ok: true; readonly row: PriceListRow }
  | { readonly ok: false; readonly defects: readonly PriceListDefect[] };

/** The largest price of a unit, in minor units. Times the largest quantity it is still a safe integer. */
export const unitPriceMinorMax = 100_000_000_000;

const textColumns = ["ProductTitle", "SkuTitle", "Publisher", "SkuDescription", "UnitOfMeasure", "Tags"] as const;

/** What spreadsheets take for the beginning of a formula, the full-width forms included. Rule: formula injection. */
const startsFormula = /^[=+\-@\t\r\n＝＋－＠]/;
// oxlint-disable-next-line no-control-regex -- finding them is the purpose
const hasControlCharacter = /[\u0000-\u001f\u007f]/;

const termByText: ReadonlyMap<string, TermDuration | null> = new Map<string, TermDuration | null>([
  ["OneTime", null],
  ["P1M", "P1M"],
  ["P1Y", "P1Y"],
  ["P3Y", "P3Y"],
]);

const planByText: ReadonlyMap<string, BillingPlan | "upfront" | "none"> = new Map([
  ["", "none"],
  ["Monthly", "monthly"],
  ["Annual", "annual"],
  ["Triennial", "triennial"],
  ["OneTime", "one-time"],
  ["Upfront", "upfront"],
]);

const planOfWholeTerm = { P1M: "monthly", P1Y: "annual", P3Y: "triennial" } as const satisfies Record<
  TermDuration,
  BillingPlan
>;

/** Reads the fields of one line; names everything that is wrong in it, so that one look at the file mends it. */
export function rowOfFields(line: number, fields: readonly string[], catalogue: CatalogueFacts): RowOfFields {
  const defects: PriceListDefect[] = [];
  const reading: Reading = {
    field: (column) => fields[columnNumber(column) - 1] ?? "",
    refuse: (column, code, facts = {}) => {
      defects.push(defect(line, column, code, reading.field(column), facts));
      return undefined;
    },
  };
  checkTexts(reading);
  const sku = readSku(reading, catalogue);
  const offer = readTermAndPlan(reading, sku?.kind);
  const market = readMarket(reading);
  const digitsOf = market?.currency;
  const unitPriceMinor = digitsOf && readPrice(reading, "UnitPrice", digitsOf);
  const retailPriceMinor =
    digitsOf && (reading.field("ERP Price") === "" ? null : readPrice(reading, "ERP Price", digitsOf));
  checkNoTier(reading);
  const period = readPeriod(reading);
  const segment = readSegment(reading);
  if (
    defects.length > 0 ||
    sku === undefined ||
    offer === undefined ||
    market === undefined ||
    unitPriceMinor === undefined ||
    retailPriceMinor === undefined ||
    period === undefined ||
    segment === undefined
  )
    return { ok: false, defects };
  return {
    ok: true,
    row: {
      line,
      productId: sku.productId,
      skuId: sku.skuId,
      market: market.iso2,
      segment,
      ...offer,
      unitPriceMinor,
      retailPriceMinor,
      currency: market.currency,
      ...period,
    },
  };
}

type Reading = {
  readonly field: (column: PriceListColumn) => string;
  /** Notes a defect; gives undefined, so that a reader can refuse and return in one. */
  readonly refuse: (column: PriceListColumn, code: PriceListDefectCode, facts?: PriceListDefectFacts) => undefined;
};

function checkTexts({ field, refuse }: Reading): void {
  for (const column of textColumns) {
    const text = field(column);
    if (startsFormula.test(text)) refuse(column, "formula-in-text");
    else if (hasControlCharacter.test(text)) refuse(column, "control-character");
  }
}

function readSku(
  { field, refuse }: Reading,
  catalogue: CatalogueFacts,
): { productId: string; skuId: string; kind: ProductKind } | undefined {
  const productId = field("ProductId");
  const printed = field("SkuId");
  if (productId === "") return refuse("ProductId", "product-id-missing");
  if (!catalogue.productIds.has(productId)) return refuse("ProductId", "product-unknown");
  if (printed === "") return refuse("SkuId", "sku-id-missing");
  // Lists print numeric ids without leading zeros.
  const skuId = /^\d{1,3}$/.test(printed) ? printed.padStart(4, "0") : printed;
  const kind = catalogue.kinds.get(skuKey(productId, skuId));
  return kind === undefined ? refuse("SkuId", "sku-unknown", { productId }) : { productId, skuId, kind };
}

function readTermAndPlan(
  reading: Reading,
  kind: ProductKind | undefined,
): { termDuration: TermDuration | null; billingPlan: BillingPlan } | undefined {
  const { field, refuse } = reading;
  const termDuration = termByText.get(field("TermDuration"));
  const printed = planByText.get(field("BillingPlan"));
  if (printed === undefined) refuse("BillingPlan", "plan-unknown");
  if (termDuration === undefined) return refuse("TermDuration", "term-unknown");
  if (printed === undefined || kind === undefined) return undefined;
  // A right for good has no term, and everything else has one.
  if ((termDuration === null) !== (kind === "perpetual-software"))
    return refuse("TermDuration", "term-not-of-kind", { kind });
  const billingPlan = planOf(termDuration, printed, kind);
  if (billingPlan === undefined)
    return refuse("BillingPlan", printed === "none" ? "plan-missing" : "plan-not-of-kind", { kind });
  if (termDuration !== null && !planFitsTerm(termDuration, billingPlan))
    return refuse("BillingPlan", "plan-longer-than-term", { termDuration });
  return { termDuration, billingPlan };
}

/**
 * The plan that a printed one means. Perpetual software is paid once, named or not. "Upfront" is one charge per term:
 * of a reservation the plan `one-time`, of a subscription the plan that is as long as its term.
 */
function planOf(
  termDuration: TermDuration | null,
  printed: BillingPlan | "upfront" | "none",
  kind: ProductKind,
): BillingPlan | undefined {
  if (termDuration === null)
    return printed === "none" || printed === "upfront" || printed === "one-time" ? "one-time" : undefined;
  if (printed === "none") return undefined;
  if (kind === "azure-reservation") return printed === "upfront" ? "one-time" : printed;
  if (printed === "upfront") return planOfWholeTerm[termDuration];
  return printed === "one-time" ? undefined : printed;
}

function readMarket({ field, refuse }: Reading): { iso2: string; currency: Currency } | undefined {
  const market = findMarket(field("Market"));
  if (market === undefined) return refuse("Market", "market-unknown");
  const { iso2, currency } = market;
  if (currency === null) return refuse("Market", "market-without-currency");
  if (field("Currency") !== currency) return refuse("Currency", "currency-not-of-market", { market: iso2, currency });
  return { iso2, currency };
}

const codeOfDecimalProblem = {
  "not-a-decimal": "price-format",
  "too-precise": "price-too-precise",
  "too-large": "price-too-large",
} as const satisfies Record<string, PriceListDefectCode>;

function readPrice(
  { field, refuse }: Reading,
  column: "UnitPrice" | "ERP Price",
  currency: Currency,
): number | undefined {
  const text = field(column);
  if (text === "") return refuse(column, "price-missing");
  const parsed = parseDecimalToMinor(text, currency);
  if (!parsed.ok)
    return refuse(column, codeOfDecimalProblem[parsed.problem], { currency, digits: minorUnitDigits[currency] });
  if (text.startsWith("-")) return refuse(column, "price-negative");
  if (parsed.amountMinor > unitPriceMinorMax) return refuse(column, "price-too-large", { currency });
  return parsed.amountMinor;
}

/** A price for a range of quantities only, taken for the price of every quantity, would charge wrongly. */
function checkNoTier({ field, refuse }: Reading): void {
  for (const column of ["PricingTierRangeMin", "PricingTierRangeMax"] as const)
    if (field(column) !== "") refuse(column, "pricing-tier-not-supported");
}

function readPeriod({ field, refuse }: Reading): { effectiveFromMs: number; effectiveUntilMs: number } | undefined {
  const from = parseStartInstant(field("EffectiveStartDate"));
  const until = parseEndInstant(field("EffectiveEndDate"));
  if (!from.ok) refuse("EffectiveStartDate", from.problem);
  if (!until.ok) refuse("EffectiveEndDate", until.problem);
  if (!from.ok || !until.ok) return undefined;
  if (until.ms <= from.ms) return refuse("EffectiveEndDate", "period-empty");
  return { effectiveFromMs: from.ms, effectiveUntilMs: until.ms };
}

function readSegment({ field, refuse }: Reading): Segment | undefined {
  const text = field("Segment");
  return segments.find((segment) => segment === text) ?? refuse("Segment", "segment-unknown");
}
