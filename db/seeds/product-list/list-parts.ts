/** Parts of a product list, from which its text is written (`write-list.ts`). */

/** A table: its header, unless it lost it, and its rows. A cell may have several paragraphs, parted by line breaks. */
export type TablePart = {
  /** The line above the table. */
  readonly heading?: string;
  readonly header: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
  /** Lines below it. */
  readonly footnotes?: readonly string[];
};

export type NotePart = { readonly heading: string | null; readonly lines: readonly string[] };

export type GroupPart = {
  /** A name by which an edition can be varied; readers of the list never see it. */
  readonly id: string;
  /** Rows of cells, `Key: value`; null for notes that stand without a block. */
  readonly block: readonly (readonly string[])[] | null;
  /** The heading and the product table above the block, where both are there. */
  readonly products?: TablePart;
  readonly notes: readonly NotePart[];
  readonly tables?: readonly TablePart[];
};

export type ListParts = {
  readonly legends: Readonly<Record<"columns" | "cells" | "attributes", readonly (readonly [string, string])[]>>;
  readonly software: readonly GroupPart[];
  /** What stands between the software and the first online service. */
  readonly generalNotes: readonly NotePart[];
  readonly termTable: TablePart;
  readonly services: readonly GroupPart[];
  readonly assuranceNotes: readonly NotePart[];
  readonly assuranceTables: readonly TablePart[];
  readonly stepUps: TablePart;
  readonly priceLevels: TablePart;
  readonly promotion: { readonly name: string; readonly text: string; readonly remark: string };
};

/** A note of a heading and lines. */
export function note(heading: string | null, ...lines: readonly string[]): NotePart {
  return { heading, lines };
}
