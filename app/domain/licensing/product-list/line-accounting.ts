import type { CellRun } from "./cell-runs.ts";
import { addWarning, type Findings } from "./findings.ts";
import { tableLines } from "./groups.ts";
import { isArtefact, isBullet, isFootnote, isHeading } from "./notes.ts";
import type { LegendEntry, LineKind, ProductList } from "./product-list.ts";
import { type SourceLine, tick } from "./source-lines.ts";

/** What became of every line of the file: none is dropped in silence. */
export function accountForLines(
  lines: readonly SourceLine[],
  blocks: readonly CellRun[],
  tables: readonly CellRun[],
  legends: readonly LegendEntry[],
  findings: Findings,
): ProductList["lines"] {
  const isBlockLine = tableLines(blocks);
  const isTableLine = tableLines(tables);
  const legendLines = new Set(legends.map(({ line }) => line));
  const kindOf = (line: SourceLine, index: number): LineKind => {
    if (line.shape === "empty") return "empty";
    if (isBlockLine(line.number)) return "block-cell";
    if (isTableLine(line.number)) return "table-cell";
    if (isArtefact(line)) return "artefact";
    if (legendLines.has(line.number)) return "legend";
    if (hasStrangeLetters(line.text)) return "unclassified";
    if (isBullet(line)) return "bullet";
    if (isFootnote(line)) return "footnote";
    return isHeading(lines, index) ? "heading" : "note";
  };
  return lines.map((line, index) => {
    const kind = kindOf(line, index);
    if (kind === "unclassified") addWarning(findings, line.number, "unclassified-line", line.text.slice(0, 80));
    return { number: line.number, kind, text: line.text };
  });
}

/** Ticks outside of tables, control characters, letters of fonts that are not there. */
function hasStrangeLetters(text: string): boolean {
  return text.includes(tick) || /[\p{Co}\p{Cn}\u0000-\u0008\u000B-\u001F]/u.test(text);
}

/** How many lines are of each kind. */
export function countLineKinds(lines: ProductList["lines"]): Partial<Record<LineKind, number>> {
  const counts: Partial<Record<LineKind, number>> = {};
  for (const { kind } of lines) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
