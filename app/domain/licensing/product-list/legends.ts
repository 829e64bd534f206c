import { addProblem, type Findings } from "./findings.ts";
import type { LegendEntry, LegendName } from "./product-list.ts";
import { onOneLine, type SourceLine } from "./source-lines.ts";

const headings: readonly (readonly [string, LegendName])[] = [
  ["Spaltenüberschriften", "columns"],
  ["Zellenwerte", "cells"],
  ["Produktattribute", "attributes"],
];

export type ReadLegends = {
  readonly entries: readonly LegendEntry[];
  /** The last line of the last legend. */ readonly lineEnd: number;
};

/** Reads the three legends: `CODE = Name[: description]`, one per line. A document without all three is no product list. */
export function readLegends(lines: readonly SourceLine[], findings: Findings): ReadLegends {
  const entries: LegendEntry[] = [];
  let lineEnd = 0;
  for (const [heading, legend] of headings) {
    const at = lines.findIndex(({ text }) => text === heading);
    const read = at < 0 ? [] : readLegend(lines, at + 1, legend);
    if (read.length === 0) addProblem(findings, at < 0 ? 1 : at + 1, "legend-missing", heading);
    entries.push(...read);
    lineEnd = Math.max(lineEnd, read.at(-1)?.line ?? 0);
  }
  return { entries, lineEnd };
}

function readLegend(lines: readonly SourceLine[], start: number, legend: LegendName): LegendEntry[] {
  const entries: LegendEntry[] = [];
  for (const { text, number } of lines.slice(start)) {
    // A tab inside a word is a trace of the layout.
    const match = /^(.{1,60}?) = (.+)$/.exec(text.replaceAll("\t", ""));
    if (match === null) break;
    const code = onOneLine(match[1] ?? "");
    const meaning = onOneLine(match[2] ?? "");
    const [, name, description] = /^([^:]+): (.+)$/.exec(meaning) ?? [];
    const isNamed = legend !== "attributes" && name !== undefined && description !== undefined;
    entries.push({
      legend,
      code,
      name: isNamed ? name : legend === "attributes" ? code : meaning.replace(/\.$/, ""),
      description: isNamed ? description : legend === "attributes" ? meaning : null,
      line: number,
    });
  }
  return entries;
}
