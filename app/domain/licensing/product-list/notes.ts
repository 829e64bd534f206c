import { olderEditionsIn } from "./numbers.ts";
import type { GroupNote } from "./product-list.ts";
import type { SourceLine } from "./source-lines.ts";

export const notesHeading = "Zusätzliche Informationen";
/** The line under which the navigation of the printed list survived once. */
const navigation = "Inhaltsverzeichnis/Tabellenlegende/Index";

export function isBullet(line: SourceLine): boolean {
  return line.text.startsWith("· ");
}

/** `* …`, `1Mit …`, `2 Möglicherweise …`; a numbered list (`1. …`) is none. */
export function isFootnote(line: SourceLine): boolean {
  return /^(?:\*{1,2}\s?\S|\(\*|\d(?![.\d])\s?\p{Lu})/u.test(line.text);
}

/** What the layout left behind: pictures, bookmarks without text, a lone blank, a stray tab. */
export function isArtefact(line: SourceLine): boolean {
  return line.shape !== "empty" && (line.text === "" || /^\[image: ?\]$/.test(line.text) || line.text === navigation);
}

const headingLettersMax = 240;

/** A line of its own with text below it and no sentence end, as headings are. */
export function isHeading(lines: readonly SourceLine[], index: number): boolean {
  const line = lines[index];
  if (line === undefined || line.shape === "empty" || line.text === "" || isBullet(line) || isFootnote(line))
    return false;
  if (line.shape === "cell" || line.shape === "page-cell") return false;
  if (line.text === notesHeading || line.bookmarks.length > 0) return line.text.length <= headingLettersMax;
  if (line.text.length > headingLettersMax || /[.:;,!]$/.test(line.text)) return false;
  const before = lines[index - 1];
  const after = lines[index + 1];
  if (after === undefined || after.shape === "empty") return false;
  return before === undefined || before.shape === "empty" || before.text === notesHeading || line.shape === "page-text";
}

/**
 * The notes of a region: headings with the text below them. Text is kept as printed; lines of tables are left out,
 * they are rows of their own.
 */
export function readNotes(
  lines: readonly SourceLine[],
  from: number,
  to: number,
  isTableLine: (line: number) => boolean,
): GroupNote[] {
  const notes: { heading: string | null; body: string[]; line: number; lineEnd: number }[] = [];
  for (let number = from; number <= to; number += 1) {
    const line = lines[number - 1];
    if (line === undefined || line.shape === "empty" || isTableLine(number) || isArtefact(line)) continue;
    if (line.text === notesHeading) continue;
    const open = notes.at(-1);
    if (isHeading(lines, number - 1)) notes.push({ heading: line.text, body: [], line: number, lineEnd: number });
    else if (open === undefined) notes.push({ heading: null, body: [line.text], line: number, lineEnd: number });
    else {
      open.body.push(line.text);
      open.lineEnd = number;
    }
  }
  return notes.map(({ body, ...note }) => {
    const text = body.join("\n");
    return { ...note, body: text, olderEditions: [...new Set(olderEditionsIn(text))] };
  });
}
