import {
  type AttributeKey,
  type Classed,
  isAlias,
  keyedText,
  parsePools,
  parseSaClasses,
  type Pool,
  type SaClass,
} from "./attributes.ts";
import { type CellRun, isNoTable } from "./cell-runs.ts";
import { addProblem, addWarning, type Findings } from "./findings.ts";
import { parsePredecessors, type Predecessor } from "./predecessors.ts";
import type { GroupAttribute } from "./product-list.ts";
import { parseScope, type Scope } from "./scope.ts";
import { onOneLine } from "./source-lines.ts";

/** The block of attributes that stands below the (lost) product table of a group. */
export type AttributeBlock = {
  readonly run: CellRun;
  readonly attributes: readonly GroupAttribute[];
  readonly pools: readonly Classed<Pool>[];
  readonly saClasses: readonly Classed<SaClass>[];
  readonly predecessors: readonly Predecessor[];
  readonly predecessorRemarks: readonly string[];
};

const rowsMax = 3;
const columnsMax = 3;

/** A small table without a header in which a cell begins with the name of an attribute. */
export function isAttributeBlock(run: CellRun): boolean {
  if (run.rows.length > rowsMax || run.rows.some((row) => row.cells.length > columnsMax + 1) || isNoTable(run))
    return false;
  const keyed = run.rows.flatMap((row) => row.cells).flatMap((cell) => cell.paragraphs.map((part) => keyedText(part)));
  return keyed.some((found) => found?.key !== undefined) || (run.isAfterPageBreak && keyed[0] !== undefined);
}

/** Attributes whose values are no scope themselves: they are read into pools, classes and predecessors. */
const classedKeys: ReadonlySet<AttributeKey> = new Set(["pool", "sa-class", "predecessor"]);

function unscoped(value: string): Scope {
  return { mode: "list", items: [], except: [], raw: onOneLine(value) };
}

type OpenValue = { keyRaw: string; key: AttributeKey; paragraphs: string[]; line: number; lineEnd: number };

/** Reads a block. Each column is read downwards: text without a key goes on where the column above it ended. */
export function readAttributeBlock(run: CellRun, findings: Findings): AttributeBlock {
  const attributes = readColumns(run, findings).map((value): GroupAttribute => ({
    key: value.key,
    alias: isAlias(value.keyRaw) ? value.keyRaw : null,
    scope: classedKeys.has(value.key) ? unscoped(value.paragraphs.join(" ")) : parseScope(value.paragraphs.join(" ")),
    raw: value.paragraphs.join("\n"),
    line: value.line,
    lineEnd: value.lineEnd,
  }));
  const rawOf = (key: AttributeKey) => attributes.filter((attribute) => attribute.key === key);
  const classed = <T>(key: AttributeKey, parse: (value: string) => Classed<T>[] | undefined): Classed<T>[] =>
    rawOf(key).flatMap(({ raw, line }) => {
      const read = parse(raw);
      if (read === undefined) addWarning(findings, line, "unknown-value", raw);
      return read ?? [];
    });
  const prior = rawOf("predecessor").map(({ raw }) => parsePredecessors(raw));
  return {
    run,
    attributes,
    pools: classed("pool", parsePools),
    saClasses: classed("sa-class", parseSaClasses),
    predecessors: prior.flatMap(({ entries }) => entries),
    predecessorRemarks: prior.flatMap(({ remarks }) => remarks),
  };
}

function readColumns(run: CellRun, findings: Findings): OpenValue[] {
  const values: OpenValue[] = [];
  const lastOfColumn: (OpenValue | undefined)[] = [];
  for (const row of run.rows) {
    let column = -1;
    for (const cell of row.cells) {
      const isKeyed = cell.paragraphs.some((part) => keyedText(part) !== undefined);
      // Two tabs and no key: no new cell, but more of the one before.
      if (column < 0 || cell.tabs < 2 || isKeyed) column += 1;
      cell.paragraphs.forEach((paragraph, index) => {
        if (paragraph === "") return;
        const line = cell.line + index;
        const keyed = keyedText(paragraph);
        const open = lastOfColumn[column];
        if (keyed?.key !== undefined) {
          const value = { keyRaw: keyed.keyRaw, key: keyed.key, paragraphs: [keyed.value], line, lineEnd: line };
          values.push(value);
          lastOfColumn[column] = value;
        } else if (keyed !== undefined) {
          addProblem(findings, line, "attribute-unknown", keyed.keyRaw);
        } else if (open !== undefined) {
          open.paragraphs.push(paragraph);
          open.lineEnd = line;
        } else {
          addProblem(findings, line, "value-without-key", paragraph);
        }
      });
    }
  }
  return values;
}
