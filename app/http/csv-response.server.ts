import { Readable } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { stringify } from "csv-stringify/sync";
import { contentDisposition } from "#app/services/downloads/content-disposition.server.ts";

/**
 * A field: a text, which is made safe, or a number, which is. A decimal is an amount as it is to stand there, with all
 * digits of its currency. Null for an empty field.
 */
export type CsvField = string | number | { readonly decimal: Decimal } | null;
type Decimal = `${number}`;

type CsvFile = {
  readonly fileName: string;
  readonly header: readonly string[];
  readonly rows: AsyncIterable<readonly CsvField[]>;
};

/** Spreadsheets take a text that begins so for a formula; the last four are the same signs in their wide form. */
const formulaStart = /^[=+\-@\t\r\n\0\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}]/u;

/** A text that no spreadsheet calculates: with an apostrophe before what could begin a formula. */
export function formulaSafe(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

/** One line of a CSV file after RFC 4180, with its line end. */
export function csvLine(fields: readonly CsvField[]): string {
  return csvText([fields]);
}

function csvText(rows: readonly (readonly CsvField[])[]): string {
  const safe = rows.map((fields) =>
    fields.map((field) => {
      if (typeof field === "string") return formulaSafe(field);
      return typeof field === "object" ? (field?.decimal ?? null) : field;
    }),
  );
  return stringify(safe, { record_delimiter: "\r\n" });
}

/**
 * Answers with a CSV file, in UTF-8 with a byte order mark, without which spreadsheets guess. Rows are read while they
 * are sent and no faster: the file is never in memory as a whole.
 */
export function csvResponse({ fileName, header, rows }: CsvFile): Response {
  const stream = createReadableStreamFromReadable(Readable.from(linesOf(header, rows), { objectMode: false }));
  return new Response(stream, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": contentDisposition(fileName),
    },
  });
}

/** Rows that are written at once: a file of 100,000 takes half the time so, and few enough are in memory at any time. */
const rowsPerPart = 100;

async function* linesOf(header: readonly string[], rows: AsyncIterable<readonly CsvField[]>): AsyncGenerator<Buffer> {
  yield Buffer.from(`\u{FEFF}${csvLine(header)}`, "utf8");
  let part: (readonly CsvField[])[] = [];
  for await (const row of rows) {
    part.push(row);
    if (part.length < rowsPerPart) continue;
    yield Buffer.from(csvText(part), "utf8");
    part = [];
  }
  if (part.length > 0) yield Buffer.from(csvText(part), "utf8");
}
