import type { CellRun, Row } from "./cell-runs.ts";
import { addWarning, type Findings } from "./findings.ts";
import { splitFootnotes } from "./footnotes.ts";
import type {
  AddOnRow,
  BridgeRow,
  DowngradeRow,
  FromSaRow,
  MigrationGrantRow,
  SaRenewalOfferRow,
  StepUpRow,
  TransitionRow,
} from "./rows.ts";
import { splitOutsideBrackets } from "./scope.ts";
import { onOneLine } from "./source-lines.ts";

/** Tables that say from where one may move to what: transitions, bridges, From SA, add-ons, step-ups, grants. */

export function cellText(row: Row, index: number): string {
  return onOneLine(row.cells[index]?.text ?? "");
}

/** The names of an AND set: `A und B`. */
function allOf(text: string): string[] {
  return splitOutsideBrackets(onOneLine(text), /^ (?:und|\+) /).map((name) => name.trim());
}

/** One name with its footnotes split off; says so where that was not safe. */
function nameOf(text: string, row: Row, findings: Findings): { text: string; marks: readonly string[] } {
  const split = splitFootnotes(onOneLine(text));
  if (split.isUnsure) addWarning(findings, row.line, "unsure-footnote", split.text);
  return split;
}

export function readTransition(row: Row): TransitionRow {
  const options = splitOutsideBrackets(cellText(row, 1), /^, /).map((part) => {
    const match = /^(.*?)(?:\s*\(([^)]*)\))?(\*?)$/.exec(part.trim());
    return {
      name: (match?.[1] ?? part).trim(),
      editions: editionsOf(match?.[2] ?? ""),
      needsBridge: match?.[3] === "*",
    };
  });
  return { kind: "transition", from: allOf(cellText(row, 0)), options };
}

/** `Enterprise & Government E3, E4` is four editions: each level belongs to all families named before it. */
function editionsOf(text: string): string[] {
  const editions: string[] = [];
  let families: string[] = [];
  let hasLevels = true;
  for (const part of text.split(/, | & | und /).filter((name) => name !== "")) {
    const [, family = "", level] = /^(.*?) ?\b([A-Z]\d)?$/.exec(part) ?? [];
    if (family !== "") {
      families = hasLevels ? [family] : [...families, family];
      hasLevels = false;
    }
    if (level === undefined) continue;
    hasLevels = true;
    editions.push(...(families.length === 0 ? [level] : families.map((name) => `${name} ${level}`)));
  }
  return editions.length === 0 && text !== "" ? [text] : editions;
}

/** Alternatives stand one per paragraph and end in “oder” but for the last. */
function alternativesOf(text: string): string[] {
  return text
    .split("\n")
    .map((part) => part.trim().replace(/ oder$/, ""))
    .filter((part) => part !== "");
}

export function readBridge(row: Row): BridgeRow {
  const alternatives = alternativesOf(row.cells[2]?.text ?? "").map(allOf);
  return { kind: "bridge", bridge: cellText(row, 0), parent: cellText(row, 1), alternatives };
}

export function readFromSa(row: Row, findings: Findings): FromSaRow {
  const to = nameOf(cellText(row, 1), row, findings);
  const bridge = row.cells.length > 2 ? nameOf(cellText(row, 2), row, findings) : null;
  return {
    kind: "from-sa",
    from: allOf(cellText(row, 0)),
    to: to.text,
    toMarks: to.marks,
    bridge: bridge?.text ?? null,
    bridgeMarks: bridge?.marks ?? [],
  };
}

/** @param above what stood in the right column before: the cells below it may be merged into it and empty */
export function readAddOn(row: Row, above: AddOnRow["addOns"], findings: Findings): AddOnRow {
  const sets = alternativesOf(row.cells[0]?.text ?? "").map((set) =>
    set.split(" + ").map((part) => nameOf(part, row, findings)),
  );
  const listed = (row.cells[1]?.text ?? "")
    .split("\n")
    .filter((part) => part !== "")
    .map((part) => {
      const { text, marks } = nameOf(part.replace(/^- /, ""), row, findings);
      return { name: text, marks };
    });
  return {
    kind: "add-on",
    qualifying: sets.map((set) => set.map(({ text }) => text)),
    needsActiveSa: sets.every((set) => set.every(({ marks }) => marks.includes("1"))),
    addOns: listed.length === 0 ? above : listed,
  };
}

/** A row of one cell has lost its lower edition. */
export function readStepUp(row: Row, findings: Findings): StepUpRow {
  if (row.cells.length > 1) return { kind: "step-up", from: cellText(row, 0), to: cellText(row, 1) };
  addWarning(findings, row.line, "half-row", cellText(row, 0));
  return { kind: "step-up", from: null, to: cellText(row, 0) };
}

export function readMigrationGrant(row: Row): MigrationGrantRow {
  const granted = (row.cells[1]?.text ?? "").split("\n").map((part) => part.trim().replace(/ und$/, ""));
  return { kind: "migration-grant", from: cellText(row, 0), granted };
}

export function readSaRenewalOffer(row: Row): SaRenewalOfferRow {
  return { kind: "sa-renewal-offer", from: (row.cells[0]?.text ?? "").split("\n"), to: cellText(row, 1) };
}

export function readDowngrade(row: Row): DowngradeRow {
  return { kind: "downgrade", from: cellText(row, 0), to: alternativesOf(row.cells[1]?.text ?? "") };
}

/** What is granted is counted (“4 …”, “Eine Lizenz …”); a step-up names an edition. */
export function grantsLicences(run: CellRun): boolean {
  return run.rows.slice(1).some((row) => /^(?:\d+|Eine?|One) /.test(cellText(row, 1)));
}
