import type { CellRun, Row } from "./cell-runs.ts";
import { addProblem, addWarning, type Findings } from "./findings.ts";
import { cellText } from "./move-tables.ts";
import type { MatrixCell, MatrixKind, MatrixRow } from "./rows.ts";
import { onOneLine, tick } from "./source-lines.ts";

/** Tables of ticks. In them an empty cell of a known column says no: every cell is either ticked or not. */

/**
 * Matrices whose cells are ticks or empty and nothing else, with their columns of ticks, which the calculators know. A
 * row with another number of cells is damage, and so is a table without any tick: empty cells would all say no.
 */
const strictColumns: Partial<Record<MatrixKind, number>> = {
  "rental-office": 5,
  "rental-windows": 5,
  "windows-upgrade": 5,
  "embedded-upgrade": 3,
  "sa-benefits": 3,
};

/**
 * How the columns begin in the matrices that have one for each programme or channel. An edition may bring one more: its
 * ticks are read, and what an empty cell of it means is not known.
 */
const programmeColumns: Partial<Record<MatrixKind, readonly RegExp[]>> = {
  "rental-office": [/^OEM/, /^PIPC/, /^S\/S\+/, /^OL/, /^MPSA/],
  "rental-windows": [/^OEM/, /^FPP/, /^S\/S\+/, /^OL/, /^MPSA/],
  "windows-upgrade": [/^EA\/.*\(neu\)/, /^EA\/.*\(vorhanden\)/, /^Select/, /^Open/, /^Forschung/],
};

export type ReadMatrixRow = { readonly row: MatrixRow; readonly source: Row };

/** Reads a matrix. Rows of one cell are headings of the rows below them and are not rows themselves. */
export function readMatrix(run: CellRun, matrix: MatrixKind, findings: Findings): ReadMatrixRow[] {
  const [header, ...rows] = run.rows;
  const columns = (header?.cells ?? []).slice(1).map(({ text }) => onOneLine(text));
  const columnsKnown = strictColumns[matrix];
  const isStrict = columnsKnown !== undefined;
  const unknown = unknownColumns(matrix, columns);
  const isWide = programmeColumns[matrix] !== undefined && columns.length > (columnsKnown ?? 0);
  if (isStrict && columns.length !== columnsKnown && !isWide)
    addProblem(findings, run.line, "matrix-columns", `${columns.length}/${columnsKnown}`);
  for (const index of unknown)
    addWarning(findings, header?.cells[index + 1]?.line ?? run.line, "column-unknown", columns[index] ?? "");
  if (isStrict && countTicks(run) === 0) addProblem(findings, run.line, "ticks-missing", columns.join(", "));
  const read: ReadMatrixRow[] = [];
  let group: string | null = null;
  for (const source of rows) {
    if (source.cells.length === 1) {
      group = cellText(source, 0);
      continue;
    }
    const isWhole = source.cells.length === columns.length + 1;
    if (!isWhole && isStrict) {
      addProblem(findings, source.line, "matrix-row", `${source.cells.length}/${columns.length + 1}`);
      continue;
    }
    const label = cellText(source, 0);
    if (group !== null && endsGroup(group, label)) group = null;
    const cells = source.cells.slice(1).map((cell, index) => readCell(cell, columns[index] ?? "", unknown.has(index)));
    const odd = cells.find(({ text }) => text !== null);
    if (isStrict && odd !== undefined) addProblem(findings, odd.line, "matrix-cell", odd.text ?? "");
    read.push({ row: { kind: "matrix", matrix, group, label, cells }, source });
  }
  return read;
}

/** The places of columns that begin like none that is known, each of which may stand there once. */
function unknownColumns(matrix: MatrixKind, columns: readonly string[]): Set<number> {
  const free = [...(programmeColumns[matrix] ?? [])];
  if (free.length === 0) return new Set();
  const isNew = (column: string) => {
    const found = free.findIndex((beginning) => beginning.test(column));
    if (found >= 0) free.splice(found, 1);
    return found < 0;
  };
  return new Set(columns.flatMap((column, index) => (isNew(column) ? [index] : [])));
}

function readCell(cell: Row["cells"][number], column: string, isColumnUnknown: boolean): MatrixCell {
  const { line } = cell;
  if (cell.text.startsWith(tick)) {
    const mark = cell.text.slice(tick.length).trim();
    return { column, allowed: "yes", text: null, marks: mark === "" ? [] : mark.split(/\s*,\s*/), line };
  }
  if (cell.text === "") return { column, allowed: isColumnUnknown ? null : "no", text: null, marks: [], line };
  return { column, allowed: null, text: cell.text, marks: [], line };
}

const brands = /^(?:Windows|Apple|Office) /;

/**
 * Headings inside a matrix have no end mark. A row that names a system of its own, of another version than the
 * heading, no longer belongs to it.
 */
function endsGroup(group: string, label: string): boolean {
  const brand = brands.exec(label)?.[0];
  if (brand === undefined) return false;
  if (brand === "Office ") return !label.startsWith(group);
  const versions = wordsOf(group);
  return versions.length > 0 && !wordsOf(label).some((word) => versions.some((known) => word.startsWith(known)));
}

/** The words of a name that tell its version. */
function wordsOf(name: string): string[] {
  return name
    .replace(/\([^)]*\)/g, "")
    .split(/[\s,]+/)
    .filter((word) => /\d|^(?:Vista|XP|NT)$/.test(word));
}

export function countTicks(run: CellRun): number {
  return run.rows.flatMap((row) => row.cells).reduce((sum, cell) => sum + (cell.text.split(tick).length - 1), 0);
}
