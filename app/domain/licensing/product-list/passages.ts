import { labelOf } from "./compare-editions.ts";
import type { ProductList } from "./product-list.ts";
import { foldedWords } from "./search-words.ts";
import { onOneLine } from "./source-lines.ts";

/** Something that a search can find, with the line it stands on. */
export type Passage = {
  readonly kind: "group" | "predecessor" | "product" | "legend" | "table" | "heading" | "text";
  /** The lower, the more a hit is worth. */
  readonly rank: number;
  readonly groupKey: string | null;
  readonly line: number;
  readonly text: string;
  /** Folded words of the text, once each, with blanks between them. */
  readonly words: string;
};

const ranks: Readonly<Record<Passage["kind"], number>> = {
  group: 1,
  predecessor: 2,
  product: 3,
  legend: 2,
  table: 4,
  heading: 5,
  text: 6,
};

/** Everything of an edition that can be found: names, predecessors, products, codes, rows of tables, and each line of text. */
export function passagesOf(list: ProductList): Passage[] {
  const passage = (kind: Passage["kind"], groupKey: string | null, line: number, text: string, also = ""): Passage => ({
    kind,
    rank: ranks[kind],
    groupKey,
    line,
    text: onOneLine(text),
    words: [...new Set(foldedWords(`${text} ${also}`))].join(" "),
  });
  const names = list.groups.flatMap(({ key, name, line }) =>
    name === null ? [] : [passage("group", key, line, name)],
  );
  const prior = list.groups.flatMap(({ key, name, predecessors, attributes }) => {
    const line = attributes.find((attribute) => attribute.key === "predecessor")?.line ?? 0;
    return predecessors.map(({ name: before, month, scope }) =>
      passage("predecessor", key, line, [before, month ?? "", scope ?? ""].join(" "), `fruhere version ${name ?? ""}`),
    );
  });
  const legends = list.legends.map(({ code, name, description, line }) =>
    passage("legend", null, line, `${code} = ${name}${description === null ? "" : `: ${description}`}`),
  );
  const rows = list.rows.map(({ row, line, groupKey }) =>
    passage(row.kind === "product" ? "product" : "table", groupKey, line, labelOf(row), wordsOfRow(row)),
  );
  const texts = list.lines
    .filter(({ kind }) => kind === "heading" || kind === "note" || kind === "bullet" || kind === "footnote")
    .map(({ kind, number, text }) =>
      passage(kind === "heading" ? "heading" : "text", groupAt(list, number), number, text),
    );
  return [...names, ...prior, ...legends, ...rows, ...texts].filter(({ words }) => words !== "");
}

/** All texts inside a row, so that what a transition leads to is found as well as what it leads from. */
function wordsOfRow(row: object): string {
  return Object.entries(row)
    .filter(([name]) => name !== "kind")
    .map(([, value]) => textsIn(value))
    .join(" ");
}

function textsIn(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(textsIn).join(" ");
  return typeof value === "object" && value !== null ? Object.values(value).map(textsIn).join(" ") : "";
}

function groupAt({ groups }: ProductList, line: number): string | null {
  return groups.find((group) => group.line <= line && line <= group.lineEnd)?.key ?? null;
}

/** The different words of all passages, sorted. */
export function vocabularyOf(passages: readonly Passage[]): string[] {
  return [...new Set(passages.flatMap(({ words }) => words.split(" ")))].toSorted();
}
