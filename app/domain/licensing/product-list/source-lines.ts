/**
 * The physical lines of a product list. Whether a line is a cell is decided on the raw line; bookmarks are taken out
 * afterwards, because a heading may be a bookmark followed by a tab.
 */

/** U+F0FC: a check mark of the font Wingdings. Most editors show nothing where it stands. */
export const tick = "\uF0FC";

/** `page-…` lines begin with a blank: the trace of a page break, which no table goes across. */
export type LineShape = "empty" | "cell" | "page-cell" | "text" | "page-text";

export type SourceLine = {
  /** From 1. */
  readonly number: number;
  readonly raw: string;
  /** Without bookmarks, with plain blanks, without blanks around it. Tabs inside are kept. */
  readonly text: string;
  readonly shape: LineShape;
  /** Names of the bookmarks that stood in the line. */
  readonly bookmarks: readonly string[];
};

const bookmark = /\[bookmark: ([^\]]*)\]/g;

/** U+00A0 becomes a blank. */
export function plainBlanks(text: string): string {
  return text.replaceAll("\u00A0", " ");
}

function shapeOf(raw: string): LineShape {
  if (raw === "") return "empty";
  if (raw.startsWith("\t")) return "cell";
  if (raw.startsWith(" \t")) return "page-cell";
  return raw.startsWith(" ") ? "page-text" : "text";
}

/** Splits a document into its lines. The last one may be without a line end. */
export function readSourceLines(document: string): SourceLine[] {
  const raws = document.replace(/\r\n/g, "\n").split("\n");
  if (raws.at(-1) === "") raws.pop();
  return raws.map((original, index) => {
    const raw = plainBlanks(original);
    return {
      number: index + 1,
      raw,
      text: raw.replace(bookmark, "").trim(),
      shape: shapeOf(raw),
      bookmarks: [...raw.matchAll(bookmark)].map((match) => match[1] ?? ""),
    };
  });
}

/** A text on one line with single blanks. */
export function onOneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
