import type { CellRun } from "./cell-runs.ts";
import { addWarning, type Findings } from "./findings.ts";
import { countTicks, readMatrix } from "./matrix-tables.ts";
import {
  cellText,
  grantsLicences,
  readAddOn,
  readBridge,
  readDowngrade,
  readFromSa,
  readMigrationGrant,
  readSaRenewalOffer,
  readStepUp,
  readTransition,
} from "./move-tables.ts";
import {
  newProgrammesOf,
  readCurrency,
  readPlanningPoints,
  readPriceLevel,
  readProduct,
  readTermPayment,
  readTier,
} from "./number-tables.ts";
import type { ListTable } from "./product-list.ts";
import type { AddOnRow, ListRow, MatrixKind, TierKind } from "./rows.ts";
import { onOneLine } from "./source-lines.ts";

export type ReadRow = { readonly row: ListRow; readonly line: number; readonly lineEnd: number };
export type ReadTable = { readonly table: ListTable; readonly rows: readonly ReadRow[] };

type TableKind =
  | "products"
  | "transitions"
  | "bridges"
  | "from-sa"
  | "add-ons"
  | "step-ups"
  | "migration-grants"
  | "sa-renewal-offers"
  | "downgrades"
  | "term-payments"
  | "planning-points"
  | "price-levels"
  | "currency-incidents"
  | "currency-unlimited-support"
  | `matrix:${MatrixKind}`
  | `tier:${TierKind}`
  | "other";

/** Which table this is, by the words of its header. Order matters where one header begins like another. */
const kindsByHeader: readonly [RegExp, TableKind | ((run: CellRun) => TableKind)][] = [
  [/^Produkte\|DA\|/, "products"],
  [/^Spalte A\|Spalte B$/, "sa-renewal-offers"],
  [/^Qualifizierendes Produkt\|Step-up zu$/, (run) => (grantsLicences(run) ? "migration-grants" : "step-ups")],
  [/^Qualifizierendes Produkt\|Downgrade auf$/, "downgrades"],
  [/^CAL Suite Bridge\|/, "bridges"],
  [/^Produkte, für die ein Übergang erfolgen soll\|/, "transitions"],
  [/^Übergehende qualifizierende Produkte\|/, "from-sa"],
  [/^Qualifizierende Lizenz\(en\)\|Add-On/, "add-ons"],
  [/^Qualifizierende Anwendungen für den Erwerb von Vermietungsrechten/, "matrix:rental-office"],
  [/^Qualifizierendes Betriebssystem für den Erwerb von Vermietungsrechten/, "matrix:rental-windows"],
  [/^Qualifizierende Betriebssysteme\|EA\//, "matrix:windows-upgrade"],
  [/^Qualifizierende Betriebssysteme\|.*Embedded/, "matrix:embedded-upgrade"],
  [/^Vergünstigungen\|Anwendungs-Pool\|/, "matrix:sa-benefits"],
  [/^Bereich 1?\|?Premier/, "matrix:premier"],
  [/^Bereich\|Enterprise Strategy/, "matrix:strategy"],
  [/^Einkaufsprogramm\|/, "term-payments"],
  [/\|Punkte$/, "planning-points"],
  [/^CAL-Suites\|Planning Services/, "tier:cal-planning-days"],
  [/\|Planning Services-Tage$/, "tier:planning-days"],
  [/^Programm\|Produkte aus dem .*\|System-Pool$/, "tier:training-days"],
  [/\|Zulässige Supportkontaktpersonen$/, "tier:support-contacts"],
  [/^Währungsbezeichnung\|Währungscode\|/, "currency-incidents"],
  [/^Währung\|Währungscode\|/, "currency-unlimited-support"],
  [/^Select Plus-Preislevel/, "price-levels"],
];

/** @param headingBefore the last text before the table: a table that lost its header is known by it alone */
function kindOf(run: CellRun, headingBefore: string): TableKind {
  if (run.isAfterPageBreak) return /Step-?up/i.test(headingBefore) ? "step-ups" : "other";
  const header = headerOf(run).join("|");
  const found = kindsByHeader.find(([pattern]) => pattern.test(header))?.[1];
  if (found === undefined) return "other";
  return typeof found === "function" ? found(run) : found;
}

function headerOf(run: CellRun): string[] {
  return (run.rows[0]?.cells ?? []).map(({ text }) => onOneLine(text));
}

/** Reads a table into rows, each with its lines. */
export function readTable(run: CellRun, headingBefore: string, findings: Findings): ReadTable {
  const kind = kindOf(run, headingBefore);
  const header = run.isAfterPageBreak ? [] : headerOf(run);
  const table: ListTable = {
    kind,
    line: run.line,
    lineEnd: run.lineEnd,
    header,
    rows: run.rows.length,
    columns: run.rows[0]?.cells.length ?? 0,
    ticks: countTicks(run),
  };
  for (const column of kind === "products" ? newProgrammesOf(header) : [])
    addWarning(findings, run.rows[0]?.cells[header.indexOf(column)]?.line ?? run.line, "column-unknown", column);
  return { table, rows: readRows(run, kind, header, findings) };
}

function readRows(run: CellRun, kind: TableKind, header: readonly string[], findings: Findings): ReadRow[] {
  if (kind.startsWith("matrix:"))
    return readMatrix(run, kind.slice("matrix:".length) as MatrixKind, findings).map(({ row, source }) => ({
      row,
      line: source.line,
      lineEnd: source.lineEnd,
    }));
  if (kind === "term-payments") return readTermPayments(run);
  const rows: ReadRow[] = [];
  let addOns: AddOnRow["addOns"] = [];
  for (const source of header.length === 0 ? run.rows : run.rows.slice(1)) {
    const row = readRow(source, kind, header, addOns, findings);
    if (row.kind === "add-on") addOns = row.addOns;
    rows.push({ row, line: source.line, lineEnd: source.lineEnd });
  }
  return rows;
}

type SourceRow = CellRun["rows"][number];

function readRow(
  source: SourceRow,
  kind: TableKind,
  header: readonly string[],
  addOns: AddOnRow["addOns"],
  findings: Findings,
): ListRow {
  const asIs = (): ListRow => ({
    kind: "other",
    table: header[0] ?? "",
    header,
    cells: source.cells.map(({ text }) => text),
  });
  if (kind.startsWith("tier:")) return readTier(source, kind.slice("tier:".length) as TierKind, findings);
  switch (kind) {
    case "products":
      return readProduct(source, header, findings);
    case "transitions":
      return readTransition(source);
    case "bridges":
      return readBridge(source);
    case "from-sa":
      return readFromSa(source, findings);
    case "add-ons":
      return readAddOn(source, addOns, findings);
    case "step-ups":
      return readStepUp(source, findings);
    case "migration-grants":
      return readMigrationGrant(source);
    case "sa-renewal-offers":
      return readSaRenewalOffer(source);
    case "downgrades":
      return readDowngrade(source);
    case "planning-points":
      return readPlanningPoints(source) ?? asIs();
    case "price-levels":
      return readPriceLevel(source) ?? asIs();
    case "currency-incidents":
      return readCurrency(source, "incidents", findings) ?? asIs();
    case "currency-unlimited-support":
      return readCurrency(source, "unlimited-support", findings) ?? asIs();
    default:
      return asIs();
  }
}

/** The first three columns are merged downwards: an empty cell repeats the one above it. */
function readTermPayments(run: CellRun): ReadRow[] {
  let above: readonly string[] = [];
  return run.rows.slice(1).map((source) => {
    const raw = source.cells.map((_, index) => cellText(source, index) || (index < 3 ? (above[index] ?? "") : ""));
    above = raw;
    return { row: readTermPayment(raw), line: source.line, lineEnd: source.lineEnd };
  });
}
