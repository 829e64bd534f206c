import { isAttributeBlock, readAttributeBlock } from "./attribute-blocks.ts";
import { findCellRuns, isNoTable } from "./cell-runs.ts";
import { fullDatesOf, inferPublished, olderEditionLinesOf, readPromotions, regionStatement } from "./facts.ts";
import { addProblem, addWarning, type Findings, newFindings } from "./findings.ts";
import type { KnownName } from "./group-names.ts";
import { readGroups } from "./groups.ts";
import { knownNames } from "./known-names.ts";
import { readLegends } from "./legends.ts";
import { accountForLines } from "./line-accounting.ts";
import type { ListProblem, ProductGroup, ProductList } from "./product-list.ts";
import { locateRules } from "./rules.ts";
import { findSections } from "./sections.ts";
import { readSourceLines, type SourceLine } from "./source-lines.ts";
import { readTable } from "./tables.ts";

export type ReadProductList =
  | { readonly ok: true; readonly list: ProductList }
  | { readonly ok: false; readonly problems: readonly ListProblem[] };

/**
 * Reads the text of a product list. All or nothing: a document with a problem is refused with every line that has one.
 * What the document lost is null or unknown in the answer; nothing is invented.
 */
export function readProductList(text: string, known: readonly KnownName[] = knownNames): ReadProductList {
  const findings = newFindings();
  const lines = readSourceLines(text);
  refuseBrokenText(lines, findings);
  refuseDoubledText(lines, findings);
  if (findings.problems.length > 0) return { ok: false, problems: findings.problems };
  const legends = readLegends(lines, findings);
  if (findings.problems.length > 0) return { ok: false, problems: findings.problems };

  const runs = findCellRuns(lines);
  const blockRuns = runs.filter(isAttributeBlock);
  const tableRuns = runs.filter((run) => !isAttributeBlock(run) && !isNoTable(run));
  const blocks = blockRuns.map((run) => readAttributeBlock(run, findings));
  const firstBlock = blockRuns[0]?.line;
  if (firstBlock === undefined) addProblem(findings, lines.length, "no-groups");
  const starts = findSections(lines, firstBlock ?? lines.length, findings);
  const groups = readGroups(lines, blocks, tableRuns, starts, known, findings);
  const groupAt = (line: number) => groupKeyAt(groups, tableRuns, line);
  const tables = tableRuns.map((run) => readTable(run, textBefore(lines, run.line), findings));
  const promotions = readPromotions(lines, starts["appendix-b"], findings);
  const rules = locateRules(lines);
  for (const { id, line } of rules) if (line === null) addWarning(findings, 1, "rule-not-found", id);
  const account = accountForLines(lines, blockRuns, tableRuns, legends.entries, findings);
  if (findings.problems.length > 0) return { ok: false, problems: findings.problems };

  const publishedInferred = inferPublished(lines, promotions);
  const fullDates = fullDatesOf(lines);
  return {
    ok: true,
    list: {
      title: /Produktliste für [^\s(]+/.exec(lines[0]?.text ?? "")?.[0] ?? "Produktliste",
      locale: "de",
      lineCount: lines.length,
      published: null,
      publishedInferred,
      legends: legends.entries,
      groups,
      rows: tables.flatMap(({ rows }) => rows.map((row) => ({ ...row, groupKey: groupAt(row.line) }))),
      tables: tables.map(({ table }) => table),
      strayRuns: runs.filter((run) => isNoTable(run) && !isAttributeBlock(run)).length,
      promotions,
      namedPromotions: groups.flatMap(({ key, attributes }) =>
        attributes
          .filter((attribute) => attribute.key === "promotion")
          .map(({ raw, line }) => ({ name: raw, line, groupKey: key })),
      ),
      rules,
      regions: lines.flatMap((line) => {
        const statement = regionStatement(line);
        return statement === undefined ? [] : [{ ...statement, groupKey: groupAt(line.number) }];
      }),
      lifecycle: fullDates
        .filter(
          ({ on, line }) =>
            line < starts["appendix-b"] && publishedInferred !== null && on.slice(0, 7) > publishedInferred,
        )
        .map(({ on, line }) => ({ on, line, groupKey: groupAt(line) })),
      olderEditionLines: olderEditionLinesOf(lines),
      fullDates,
      printedChanges: printedChangesOf(lines, legends.lineEnd, firstBlock ?? 0),
      lines: account,
      warnings: findings.warnings.toSorted((one, other) => one.line - other.line),
    },
  };
}

/** Text in the wrong encoding shows as replacement characters, or as pairs such as “Ã¼”. */
function refuseBrokenText(lines: readonly SourceLine[], findings: Findings): void {
  if (lines.every(({ text }) => text === "")) addProblem(findings, 1, "file-empty");
  const broken = lines.filter(({ raw }) => /\uFFFD|Ã[¤¶¼Ÿ„–œ]|\u0000/.test(raw));
  for (const { number, text } of broken.slice(0, 20)) addProblem(findings, number, "broken-text", text.slice(0, 80));
}

/** So many lines that say the same as earlier ones, without a break: nothing in a list does that, a file put together twice does. */
const doubledLinesMin = 25;

/** Names the first line that stands there a second time. */
function refuseDoubledText(lines: readonly SourceLine[], findings: Findings): void {
  const said = lines.filter(({ text }) => text !== "");
  const firstLines = new Map<string, number>();
  for (let from = 0; from + doubledLinesMin <= said.length; from += 1) {
    const key = said
      .slice(from, from + doubledLinesMin)
      .map(({ text }) => text)
      .join("\n");
    const first = firstLines.get(key);
    const line = said[from]?.number ?? 1;
    if (first !== undefined) {
      addProblem(findings, line, "text-doubled", String(first));
      return;
    }
    firstLines.set(key, line);
  }
}

/** The nearest text above a table. */
function textBefore(lines: readonly SourceLine[], line: number): string {
  for (let number = line - 1; number > 0; number -= 1) {
    const above = lines[number - 1];
    if (above !== undefined && above.text !== "") return above.text;
  }
  return "";
}

/** The group in whose region a line stands; a product table stands above the block of its group. */
function groupKeyAt(
  groups: readonly ProductGroup[],
  tables: readonly { line: number; lineEnd: number; rows: readonly { cells: readonly { text: string }[] }[] }[],
  line: number,
): string | null {
  const table = tables.find(
    (run) => run.line <= line && line <= run.lineEnd && run.rows[0]?.cells[0]?.text === "Produkte",
  );
  const at = table === undefined ? line : table.lineEnd;
  const below = table === undefined ? undefined : groups.find((group) => group.line > at && group.line - at <= 4);
  return (below ?? groups.find((group) => group.line <= line && line <= group.lineEnd))?.key ?? null;
}

/** Entries of the change log that are printed between the legends and the first group; its introduction is none. */
function printedChangesOf(lines: readonly SourceLine[], from: number, to: number): { text: string; line: number }[] {
  const between = lines.slice(from, Math.max(from, to - 1)).filter(({ text }) => text !== "");
  const intro = between.findLastIndex(({ text }) => /Hinzufügungen, Streichungen/.test(text));
  return between
    .slice(intro + 1)
    .filter(({ text }) => text.length > 0 && intro >= 0)
    .map(({ text, number }) => ({ text, line: number }));
}
