import type { Row } from "./cell-runs.ts";
import { addProblem, addWarning, type Findings } from "./findings.ts";
import { cellText } from "./move-tables.ts";
import { parseCount, parseRange } from "./numbers.ts";
import {
  type CurrencyRow,
  type Offering,
  type PaymentOption,
  type PlanningPointsRow,
  type PriceLevelRow,
  type ProductRow,
  programmeCodes,
  type TermOption,
  type TermPaymentRow,
  type TierKind,
  type TierRow,
} from "./rows.ts";

/** Tables of products, terms, tiers, levels and amounts. */

export function readTier(row: Row, tier: TierKind, findings: Findings): TierRow {
  const label = cellText(row, 0);
  const raw = row.cells.slice(1).map((_, index) => cellText(row, index + 1));
  const range = parseRange(label) ?? null;
  if (/\d,\d{3}/.test(label)) addWarning(findings, row.line, "number-format", label);
  const values = raw.map((text) => parseCount(text.replace(/ Tage\b.*$/, "")) ?? null);
  return { kind: "tier", tier, label, range, values, raw };
}

export function readPlanningPoints(row: Row): PlanningPointsRow | undefined {
  const points = parseCount(cellText(row, 1));
  return points === undefined ? undefined : { kind: "planning-points", products: cellText(row, 0), points };
}

export function readPriceLevel(row: Row): PriceLevelRow | undefined {
  const pointsMin = parseCount(cellText(row, 1));
  return pointsMin === undefined ? undefined : { kind: "price-level", level: cellText(row, 0), pointsMin };
}

/** Marks that stand in front of amounts and belong to the currency of the row. */
const usualMarks: Readonly<Record<string, readonly string[]>> = {
  USD: ["$"],
  CHF: ["S Fr."],
  DKK: ["kr"],
  NOK: ["kr"],
  SEK: ["kr"],
  GBP: ["£"],
  EUR: ["€"],
  TWD: ["NTD", "NT$"],
};

/** The code of the currency is right where the mark in front of an amount is another's; the mark is passed over, and said. */
export function readCurrency(row: Row, table: CurrencyRow["table"], findings: Findings): CurrencyRow | undefined {
  const code = cellText(row, 1);
  const server = parseCount(cellText(row, 2));
  if (!/^[A-Z]{3}$/.test(code) || server === undefined) return undefined;
  const client = row.cells.length > 3 ? (parseCount(cellText(row, 3)) ?? null) : null;
  for (const cell of row.cells.slice(2)) {
    const mark = /^[^\d]*/.exec(cell.text)?.[0].trim() ?? "";
    if (mark !== "" && mark !== code && !(usualMarks[code] ?? []).includes(mark))
      addWarning(findings, cell.line, "currency-mark", `${code}: ${mark}`);
    if (/\d,\d{3}/.test(cell.text)) addWarning(findings, cell.line, "number-format", cell.text);
  }
  return { kind: "currency", table, name: cellText(row, 0), code, server, client };
}

export function readTermPayment(raw: readonly string[]): TermPaymentRow {
  const [programme = "", category = "", term = "", payment = ""] = raw;
  return {
    kind: "term-payment",
    programme: programmeOf(programme),
    category: category.startsWith("Cloud") ? "cloud" : category.startsWith("Sonstige") ? "other" : null,
    term: termOf(term),
    payment: paymentOf(payment),
    hasFootnote: payment.endsWith("*"),
    raw,
  };
}

function programmeOf(text: string): TermPaymentRow["programme"] {
  if (text.startsWith("Konzern")) return "EA";
  if (text.startsWith("Select Plus")) return "S+";
  return text.startsWith("Open") ? "OL/OV/OVS" : null;
}

function termOf(text: string): TermOption | null {
  if (text.startsWith("Ein-Jahres")) return "one-year";
  if (text.startsWith("Drei-Jahres")) return "three-years";
  if (/identische[rn]? Laufzeit/.test(text)) return "coterminous";
  return /zweiten Jahrestag/.test(text) ? "second-anniversary" : null;
}

function paymentOf(text: string): PaymentOption | null {
  if (/^Vollständige .* Bestellung/.test(text)) return "in-full-at-order";
  if (/^Vollständige .* Beginn/.test(text)) return "in-full-at-start";
  if (/Rest des laufenden Vertragsjahres/.test(text)) return "agreement-anniversaries";
  if (/für 12 Monate/.test(text)) return "order-anniversaries";
  return /monatlichen Gebühr/.test(text) ? "yearly-by-monthly-fee" : null;
}

const plainColumns: readonly string[] = ["Produkte", "DA", "L", "L/SA", "SA", "CA/SA"];

/** Columns of a product table that are none of those that are known: programmes that an edition brings anew. */
export function newProgrammesOf(header: readonly string[]): string[] {
  const known: readonly string[] = [...plainColumns, ...programmeCodes];
  return header.filter((column) => column !== "" && !known.includes(column));
}

/**
 * A row of a product table, its cells by the names of the columns. An empty programme cell is unknown, never no, and so
 * is one of a programme that the portal does not know. A row with another number of cells is damage: what stands in it
 * would be read as another programme's.
 */
export function readProduct(row: Row, header: readonly string[], findings: Findings): ProductRow {
  if (row.cells.length !== header.length)
    addProblem(findings, row.line, "product-row", `${row.cells.length}/${header.length}`);
  const at = (column: string) => header.indexOf(column);
  const points = (column: string) => (at(column) < 0 ? null : (parseCount(cellText(row, at(column))) ?? null));
  const date = /^(\d{1,2})\/(\d{2})$/.exec(cellText(row, at("DA")));
  const offerings = [...programmeCodes, ...newProgrammesOf(header)].map((programme): Offering => {
    const codes = cellText(row, at(programme))
      .split(/\s*,\s*/)
      .filter((code) => code !== "");
    const line = row.cells[at(programme)]?.line ?? row.line;
    return { programme, codes, availability: codes.length > 0 ? "yes" : "unknown", line };
  });
  return {
    kind: "product",
    name: cellText(row, 0),
    availableFrom: date === null ? null : `20${date[2] ?? ""}-${(date[1] ?? "").padStart(2, "0")}`,
    points: { l: points("L"), lSa: points("L/SA"), sa: points("SA"), caSa: points("CA/SA") },
    offerings,
  };
}
