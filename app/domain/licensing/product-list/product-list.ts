import type { AttributeKey, Classed, Pool, SaClass } from "./attributes.ts";
import type { Predecessor } from "./predecessors.ts";
import type { Scope } from "./scope.ts";
import type { ListRow } from "./rows.ts";

export const listSections = [
  "introduction",
  "software",
  "online-services",
  "software-assurance",
  "services",
  "appendix-a",
  "appendix-b",
] as const;
export type ListSection = (typeof listSections)[number];

/**
 * Where the name of a group is taken from: a heading, the text of its notes, a predecessor, the value of an attribute,
 * the order of the document alone, set by hand, or nowhere.
 */
export type NameSource = "heading" | "text" | "predecessor" | "value" | "order" | "hand" | "unknown";
export type Confidence = "certain" | "inferred" | "low" | "none";

export function confidenceOf(source: NameSource): Confidence {
  if (source === "heading" || source === "hand") return "certain";
  if (source === "order") return "low";
  return source === "unknown" ? "none" : "inferred";
}

export const legendNames = ["columns", "cells", "attributes"] as const;
export type LegendName = (typeof legendNames)[number];

export type LegendEntry = {
  readonly legend: LegendName;
  readonly code: string;
  readonly name: string;
  readonly description: string | null;
  readonly line: number;
};

export type GroupAttribute = {
  readonly key: AttributeKey;
  /** As printed, where it is another spelling of the key. */
  readonly alias: string | null;
  readonly scope: Scope;
  readonly raw: string;
  readonly line: number;
  readonly lineEnd: number;
};

export type GroupNote = {
  readonly heading: string | null;
  /** As printed, one line per paragraph; bullets keep their mark. */
  readonly body: string;
  readonly line: number;
  readonly lineEnd: number;
  /** Older editions that the note refers to, `YYYY-MM`. Their rules are not in this edition. */
  readonly olderEditions: readonly string[];
};

export type ProductGroup = {
  /** Stable within an edition and readable: made of the name, or of the place in the order where there is none. */
  readonly key: string;
  readonly section: "software" | "online-services";
  readonly name: string | null;
  readonly nameSource: NameSource;
  /** The line of the evidence for the name. */
  readonly nameLine: number | null;
  /** First line that belongs to the group, and the last. */
  readonly line: number;
  readonly lineEnd: number;
  /** A group without a block of attributes has notes alone. */
  readonly hasBlock: boolean;
  readonly attributes: readonly GroupAttribute[];
  readonly pools: readonly Classed<Pool>[];
  readonly saClasses: readonly Classed<SaClass>[];
  readonly predecessors: readonly Predecessor[];
  readonly predecessorRemarks: readonly string[];
  readonly notes: readonly GroupNote[];
};

/** A row of a table, with the group in whose region it stands. */
export type PlacedRow = {
  readonly row: ListRow;
  readonly line: number;
  readonly lineEnd: number;
  readonly groupKey: string | null;
};

export type ListTable = {
  readonly kind: string;
  readonly line: number;
  readonly lineEnd: number;
  readonly header: readonly string[];
  /** Rows with the header. */
  readonly rows: number;
  /** Cells of the first row. */
  readonly columns: number;
  readonly ticks: number;
};

export type RegionStatement = {
  readonly line: number;
  readonly places: readonly string[];
  readonly effect: "allow" | "deny" | "varies";
  readonly groupKey: string | null;
};

export type LifecycleEvent = { readonly on: string; readonly line: number; readonly groupKey: string | null };

export type ListPromotion = {
  readonly name: string;
  readonly startOn: string | null;
  /** Inclusive. */
  readonly endOn: string | null;
  readonly condition: string;
  readonly publicSectorRemark: string | null;
  readonly line: number;
  readonly lineEnd: number;
};

export const lineKinds = [
  "heading",
  "legend",
  "block-cell",
  "table-cell",
  "note",
  "bullet",
  "footnote",
  "empty",
  "artefact",
  "unclassified",
] as const;
export type LineKind = (typeof lineKinds)[number];

export type ChangeKind = "added" | "removed" | "changed" | "clarified";

/** Something the importer could read only in part; nothing of it was invented. */
export type ListWarning = { readonly line: number; readonly code: ListWarningCode; readonly text: string };
export type ListWarningCode =
  | "unknown-value"
  | "column-unknown"
  | "unsure-footnote"
  | "half-row"
  | "name-doubtful"
  | "currency-mark"
  | "number-format"
  | "unclassified-line"
  | "promotion-without-dates"
  | "rule-not-found";

/** Why a document is refused. */
export type ListProblem = { readonly line: number; readonly code: ListProblemCode; readonly text: string };
export type ListProblemCode =
  | "file-empty"
  | "not-utf-8"
  | "broken-text"
  | "legend-missing"
  | "section-missing"
  | "attribute-unknown"
  | "value-without-key"
  | "product-row"
  | "matrix-row"
  | "matrix-columns"
  | "matrix-cell"
  | "ticks-missing"
  | "text-doubled"
  | "no-groups";

export type ProductList = {
  readonly title: string;
  readonly locale: "de";
  readonly lineCount: number;
  /** `YYYY-MM` where it is printed. */
  readonly published: string | null;
  readonly publishedInferred: string | null;
  readonly legends: readonly LegendEntry[];
  readonly groups: readonly ProductGroup[];
  readonly rows: readonly PlacedRow[];
  readonly tables: readonly ListTable[];
  /** Runs of cells that are neither a table nor a block. */
  readonly strayRuns: number;
  readonly promotions: readonly ListPromotion[];
  /** Promotions that are named and not described. */
  readonly namedPromotions: readonly { readonly name: string; readonly line: number; readonly groupKey: string }[];
  readonly rules: readonly { readonly id: string; readonly line: number | null }[];
  readonly regions: readonly RegionStatement[];
  readonly lifecycle: readonly LifecycleEvent[];
  readonly olderEditionLines: readonly number[];
  readonly fullDates: readonly { readonly on: string; readonly line: number }[];
  /** Change entries that are printed in the document. */
  readonly printedChanges: readonly { readonly text: string; readonly line: number }[];
  readonly lines: readonly { readonly number: number; readonly kind: LineKind; readonly text: string }[];
  readonly warnings: readonly ListWarning[];
};
