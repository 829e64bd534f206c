import type { AttributeBlock } from "./attribute-blocks.ts";
import type { CellRun } from "./cell-runs.ts";
import { addWarning, type Findings } from "./findings.ts";
import { type KnownName, nameGroups } from "./group-names.ts";
import { notesHeading, readNotes } from "./notes.ts";
import type { ProductGroup } from "./product-list.ts";
import { type SectionStarts, sectionAt } from "./sections.ts";
import type { SourceLine } from "./source-lines.ts";

type Region = { start: number; end: number; block: AttributeBlock | null; heading: SourceLine | null };

const noteLinesForNames = 40;

/**
 * The groups of the software and online service sections: each block of attributes with its notes, and notes that
 * stand behind a page break without a block in front of them.
 */
export function readGroups(
  lines: readonly SourceLine[],
  blocks: readonly AttributeBlock[],
  tables: readonly CellRun[],
  starts: SectionStarts,
  known: readonly KnownName[],
  findings: Findings,
): ProductGroup[] {
  const regions = findRegions(lines, blocks, tables, starts);
  const isTableLine = tableLines(
    blocks.map(({ run }) => run),
    tables,
  );
  const nameless = regions.map(({ start, end, block, heading }) => ({
    heading,
    block,
    line: block?.run.line ?? start,
    noteLines: lines
      .slice(block?.run.lineEnd ?? start - 1, end)
      .filter(({ text, number }) => text !== "" && text !== notesHeading && !isTableLine(number))
      .slice(0, noteLinesForNames),
  }));
  const names = nameGroups(nameless, known);
  const keys = new Set<string>();
  return regions.map((region, index) => {
    const { name, source, line } = names[index] ?? { name: null, source: "unknown" as const, line: null };
    const blockLine = region.block?.run.line ?? region.start;
    if (source === "unknown" || source === "order") addWarning(findings, blockLine, "name-doubtful", name ?? "");
    return {
      key: uniqueKey(name ?? `group ${index + 1}`, keys),
      section: sectionAt(starts, blockLine) === "software" ? "software" : "online-services",
      name,
      nameSource: source,
      nameLine: line,
      line: blockLine,
      lineEnd: region.end,
      hasBlock: region.block !== null,
      attributes: region.block?.attributes ?? [],
      pools: region.block?.pools ?? [],
      saClasses: region.block?.saClasses ?? [],
      predecessors: region.block?.predecessors ?? [],
      predecessorRemarks: region.block?.predecessorRemarks ?? [],
      notes: readNotes(
        lines,
        region.block === null ? region.start : region.block.run.lineEnd + 1,
        region.end,
        isTableLine,
      ),
    };
  });
}

/** Whether a line belongs to a table or a block. */
export function tableLines(...runs: readonly (readonly CellRun[])[]): (line: number) => boolean {
  const taken = new Set<number>();
  for (const { line, lineEnd } of runs.flat())
    for (let number = line; number <= lineEnd; number += 1) taken.add(number);
  return (line) => taken.has(line);
}

function findRegions(
  lines: readonly SourceLine[],
  blocks: readonly AttributeBlock[],
  tables: readonly CellRun[],
  starts: SectionStarts,
): Region[] {
  const last = starts["software-assurance"] - 1;
  const ends = new Set(blocks.map(({ run }) => run.lineEnd));
  const withBlock = blocks.map((block) => {
    const heading = headingBefore(lines, block.run, tables);
    return { start: heading?.number ?? block.run.line, end: 0, block, heading };
  });
  const withoutBlock = lines
    .filter(({ shape, text, number }) => shape === "page-text" && text === notesHeading && !ends.has(number - 1))
    .map(({ number }) => ({ start: number, end: 0, block: null, heading: null }));
  const regions: Region[] = [...withBlock, ...withoutBlock]
    .filter(({ start }) => start <= last)
    .toSorted((one, other) => one.start - other.start);
  return regions.map((region, index) => {
    const next = regions[index + 1]?.start ?? last + 1;
    const isLastOfSoftware = region.start < starts["online-services"] && next > starts["online-services"];
    return { ...region, end: (isLastOfSoftware ? starts["online-services"] : next) - 1 };
  });
}

/** The heading above the product table of a block, where both survived. */
function headingBefore(lines: readonly SourceLine[], run: CellRun, tables: readonly CellRun[]): SourceLine | null {
  const table = tables.find(
    ({ lineEnd, rows }) => lineEnd < run.line && run.line - lineEnd <= 4 && rows[0]?.cells[0]?.text === "Produkte",
  );
  const above = table === undefined ? undefined : lines[table.line - 2];
  return above === undefined || above.text === "" ? null : above;
}

/** A key for addresses: letters and digits of the name, else the place in the order, which added lines do not move. */
function uniqueKey(name: string, keys: Set<string>): string {
  const plain = name
    .toLowerCase()
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  let key = plain;
  for (let count = 2; keys.has(key); count += 1) key = `${plain}-${count}`;
  keys.add(key);
  return key;
}
