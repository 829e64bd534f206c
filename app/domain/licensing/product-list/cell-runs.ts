import type { SourceLine } from "./source-lines.ts";

/** A cell: one line, or more where it has several paragraphs. */
export type Cell = {
  readonly line: number;
  readonly lineEnd: number;
  /** Paragraphs, trimmed; the first may be empty. */
  readonly paragraphs: readonly string[];
  /** Paragraphs joined by line breaks, without the empty ones. */
  readonly text: string;
  /** Tabs in front of the text: one is the cell's own. */
  readonly tabs: number;
};

export type Row = { readonly line: number; readonly lineEnd: number; readonly cells: readonly Cell[] };

/** Lines that begin with a tab, in one piece: a table, a block of attributes, or a stray tab. */
export type CellRun = {
  readonly line: number;
  readonly lineEnd: number;
  readonly isAfterPageBreak: boolean;
  readonly rows: readonly Row[];
};

type OpenCell = { line: number; lineEnd: number; paragraphs: string[]; tabs: number };

/**
 * Finds all runs. An empty line ends a row; two of them, a line that is no cell behind one, or a page break end the run.
 * A line without a tab right behind a cell is another paragraph of it.
 */
export function findCellRuns(lines: readonly SourceLine[]): CellRun[] {
  const runs: CellRun[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index];
    if (line === undefined || !isCell(line)) {
      index += 1;
      continue;
    }
    const { run, next } = readRun(lines, index);
    runs.push(run);
    index = next;
  }
  return runs;
}

function isCell(line: SourceLine): boolean {
  return line.shape === "cell" || line.shape === "page-cell";
}

function readRun(lines: readonly SourceLine[], start: number): { run: CellRun; next: number } {
  const rows: OpenCell[][] = [[]];
  let index = start;
  for (; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined) break;
    const cells = rows.at(-1) ?? [];
    if (isCell(line)) {
      if (line.shape === "page-cell" && index > start) break;
      cells.push(openCell(line));
    } else if (line.shape === "empty") {
      if (lines[index + 1]?.shape !== "cell") break;
      rows.push([]);
    } else if (line.shape === "page-text" || cells.length === 0) {
      break;
    } else {
      const cell = cells.at(-1);
      cell?.paragraphs.push(line.text);
      if (cell !== undefined) cell.lineEnd = line.number;
    }
  }
  const read = mergeSplitRows(rows.map(rowOf));
  const first = lines[start];
  const run = {
    line: first?.number ?? 0,
    lineEnd: read.at(-1)?.lineEnd ?? 0,
    isAfterPageBreak: first?.shape === "page-cell",
    rows: read,
  };
  return { run, next: Math.max(index, start + 1) };
}

function openCell(line: SourceLine): OpenCell {
  const tabs = /^ ?(\t+)/.exec(line.raw)?.[1]?.length ?? 1;
  return { line: line.number, lineEnd: line.number, paragraphs: [line.text], tabs };
}

function rowOf(cells: readonly OpenCell[]): Row {
  const read = cells.map((cell) => ({ ...cell, text: cell.paragraphs.filter((part) => part !== "").join("\n") }));
  return { line: read[0]?.line ?? 0, lineEnd: read.at(-1)?.lineEnd ?? 0, cells: read };
}

/** A cell that ends in an empty paragraph looks like the end of its row: two short rows that make up the header's number are one. */
function mergeSplitRows(rows: readonly Row[]): Row[] {
  const width = rows[0]?.cells.length ?? 0;
  const merged: Row[] = [];
  for (const row of rows) {
    const before = merged.at(-1);
    const isSplit =
      width > 2 && before !== undefined && before.cells.length > 1 && before.cells.length + row.cells.length === width;
    if (!isSplit) merged.push(row);
    else merged.splice(-1, 1, { line: before.line, lineEnd: row.lineEnd, cells: [...before.cells, ...row.cells] });
  }
  return merged;
}

/** One row of one cell: an indented footnote or a stray tab, no table. */
export function isNoTable(run: CellRun): boolean {
  return run.rows.length === 1 && run.rows[0]?.cells.length === 1;
}
