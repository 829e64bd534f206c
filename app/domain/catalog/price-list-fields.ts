import { defect, type PriceListDefect, priceListColumns } from "./price-list.ts";
import type { LineEnd, LineOfBytes } from "./price-list-lines.ts";

/** A line taken apart: its fields, or the one thing that makes it unreadable. */
export type FieldsOfLine =
  | { readonly ok: true; readonly fields: readonly string[] }
  | { readonly ok: false; readonly defect: PriceListDefect };

const byteOrderMark = "\uFEFF";
const namesOfLineEnd = { lf: "LF", crlf: "CR LF", none: "" } as const satisfies Record<LineEnd, string>;

// `ignoreBOM` keeps a byte order mark in the text, where it can be found and named.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Takes a line apart. `fileLineEnd` is the end of the header line; a line that ends in another way is refused,
 * because the carriage return of the one kind would become part of the last field of the other.
 */
export function fieldsOfLine(line: LineOfBytes, fileLineEnd: LineEnd): FieldsOfLine {
  const { number, bytes } = line;
  if (line.isTooLong) return no(defect(number, null, "line-too-long", null));
  if (bytes.length === 0) return no(defect(number, null, "line-empty", ""));
  const text = decode(bytes);
  if (text === undefined) return no(notUtf8(number, bytes));
  if (line.end !== "none" && line.end !== fileLineEnd)
    return no(
      defect(number, priceListColumns.length, "line-end-mixed", namesOfLineEnd[line.end], {
        expected: namesOfLineEnd[fileLineEnd],
      }),
    );
  const markAt = text.indexOf(byteOrderMark);
  if (markAt !== -1) return no(defect(number, columnAt(text, markAt), "bom-inside-file", "U+FEFF"));
  const parsed = splitFields(text, number);
  if (!parsed.ok) return parsed;
  const count = parsed.fields.length;
  if (count === priceListColumns.length) return parsed;
  return no(
    defect(number, null, count > priceListColumns.length ? "columns-too-many" : "columns-too-few", `${count} fields`, {
      count,
      expected: priceListColumns.length,
    }),
  );
}

function no(found: PriceListDefect): FieldsOfLine {
  return { ok: false, defect: found };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Fields of one line as RFC 4180 has them, but for line breaks inside quotes: separated by commas, quoted where they need it. */
function splitFields(text: string, line: number): FieldsOfLine {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text.charCodeAt(at) === 0x22) {
      const closing = closingQuote(text, at + 1);
      if (closing === -1) return no(defect(line, fields.length + 1, "quote-not-closed", startOfField(text, at)));
      const next = text[closing + 1];
      if (next !== undefined && next !== ",")
        return no(defect(line, fields.length + 1, "quoting-wrong", rawField(text, at, closing + 1)));
      fields.push(text.slice(at + 1, closing).replaceAll('""', '"'));
      at = closing + 2;
      if (next === undefined) return { ok: true, fields };
    } else {
      const comma = text.indexOf(",", at);
      const field = comma === -1 ? text.slice(at) : text.slice(at, comma);
      if (field.includes('"')) return no(defect(line, fields.length + 1, "quoting-wrong", field));
      fields.push(field);
      if (comma === -1) return { ok: true, fields };
      at = comma + 1;
    }
  }
}

/** Where the quote stands that closes a field; a doubled one is a quote of the text. -1 where there is none. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

/** What stands in the file for a field whose quotes are wrong, up to the next comma. */
function rawField(text: string, start: number, from: number): string {
  const comma = text.indexOf(",", from);
  return comma === -1 ? text.slice(start) : text.slice(start, comma);
}

/** The beginning of a field that never ends, up to the comma where it was probably meant to. */
function startOfField(text: string, start: number): string {
  const comma = text.indexOf(",", start);
  return comma === -1 ? text.slice(start) : `${text.slice(start, comma + 1)}…`;
}

/** In which column a place of the line lies: commas before it, but for those inside quotes. */
function columnAt(text: string, position: number): number {
  let column = 1;
  let isQuoted = false;
  for (let at = 0; at < position; at += 1) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === "," && !isQuoted) column += 1;
  }
  return column;
}

function notUtf8(line: number, bytes: Uint8Array): PriceListDefect {
  const at = firstWrongByte(bytes);
  // Up to the wrong byte the line is text, and its commas and quotes can be counted.
  const column = columnAt(decoder.decode(bytes.subarray(0, at)), at);
  const code = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, "0");
  return defect(line, column, "not-utf-8", `byte 0x${code}`);
}

/** How long a sequence is that begins with a byte, and between which bounds its second byte lies; undefined for no first byte. */
function sequenceOf(first: number): { length: number; low: number; high: number } | undefined {
  if (first < 0x80) return { length: 1, low: 0, high: 0 };
  if (first >= 0xc2 && first <= 0xdf) return { length: 2, low: 0x80, high: 0xbf };
  if (first === 0xe0) return { length: 3, low: 0xa0, high: 0xbf };
  if (first === 0xed) return { length: 3, low: 0x80, high: 0x9f };
  if (first >= 0xe1 && first <= 0xef) return { length: 3, low: 0x80, high: 0xbf };
  if (first === 0xf0) return { length: 4, low: 0x90, high: 0xbf };
  if (first === 0xf4) return { length: 4, low: 0x80, high: 0x8f };
  if (first >= 0xf1 && first <= 0xf3) return { length: 4, low: 0x80, high: 0xbf };
  return undefined;
}

/** Where the first sequence begins that is not UTF-8; the length where all are. */
export function firstWrongByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const sequence = sequenceOf(bytes[at] ?? 0);
    if (sequence === undefined) return at;
    for (let offset = 1; offset < sequence.length; offset += 1) {
      const byte = bytes[at + offset];
      const low = offset === 1 ? sequence.low : 0x80;
      const high = offset === 1 ? sequence.high : 0xbf;
      if (byte === undefined || byte < low || byte > high) return at;
    }
    at += sequence.length;
  }
  return at;
}
