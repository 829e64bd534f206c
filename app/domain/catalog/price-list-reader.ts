import { fieldsOfLine } from "./price-list-fields.ts";
import { createLineSplitter, type LineEnd, type LineOfBytes } from "./price-list-lines.ts";
import { type CatalogueFacts, rowOfFields } from "./price-list-row.ts";
import { defect, offerKey, type PriceListDefect, type PriceListRow, priceListColumns } from "./price-list.ts";

/** Rows of one file. Beyond it a list is refused: what has to be remembered of each row must fit into memory. */
export const priceListRowsMax = 500_000;

/** What a piece of a file gave: rows that are good by themselves, and what is refused. */
export type PriceListPiece = { readonly rows: readonly PriceListRow[]; readonly defects: readonly PriceListDefect[] };

export type PriceListReader = {
  push(chunk: Uint8Array): PriceListPiece;
  /** What was left, and whether there was a file at all. Call it once, behind the last piece. */
  end(): PriceListPiece;
  /** Physical lines read so far, the header among them. */
  readonly linesRead: number;
};

type Taken = { line: number; fromMs: number; untilMs: number; unitPriceMinor: number; retailPriceMinor: number | null };

/**
 * Reads a price list piece by piece: bytes in, rows and refusals with line and column out. It never gives up in the
 * middle but for a wrong header, whose columns would mean something else.
 *
 * Two rows of a file must not say two things about one offer at one instant; the later line is the refused one.
 * For that the reader remembers the period and the price of every good row, and nothing else of the file.
 */
export function createPriceListReader(catalogue: CatalogueFacts): PriceListReader {
  const splitter = createLineSplitter();
  const taken = new Map<string, Taken[]>();
  let fileLineEnd: LineEnd | undefined;
  let linesRead = 0;
  let rowCount = 0;
  let isStopped = false;

  function readHeader(line: LineOfBytes): PriceListDefect[] {
    fileLineEnd = line.end;
    const found = headerDefect(line);
    isStopped = found !== undefined;
    return found === undefined ? [] : [found];
  }

  function readRow(line: LineOfBytes, rows: PriceListRow[], defects: PriceListDefect[]): void {
    const parts = fieldsOfLine(line, fileLineEnd ?? "lf");
    if (!parts.ok) return void defects.push(parts.defect);
    const read = rowOfFields(line.number, parts.fields, catalogue);
    if (!read.ok) return void defects.push(...read.defects);
    rowCount += 1;
    if (rowCount > priceListRowsMax) {
      isStopped = true;
      return void defects.push(defect(line.number, null, "rows-too-many", null, { rowsMax: priceListRowsMax }));
    }
    const collision = take(taken, read.row, parts.fields);
    if (collision === undefined) rows.push(read.row);
    else defects.push(collision);
  }

  function read(lines: readonly LineOfBytes[]): PriceListPiece {
    const rows: PriceListRow[] = [];
    const defects: PriceListDefect[] = [];
    for (const line of lines) {
      linesRead = line.number;
      if (isStopped) continue;
      if (line.number === 1) defects.push(...readHeader(line));
      else readRow(line, rows, defects);
    }
    return { rows, defects };
  }

  return {
    push: (chunk) => read(splitter.push(chunk)),
    end() {
      const piece = read(splitter.end());
      return linesRead > 0 ? piece : { rows: [], defects: [defect(1, null, "file-empty", null)] };
    },
    get linesRead() {
      return linesRead;
    },
  };
}

const utf8ByteOrderMark = [0xef, 0xbb, 0xbf];

/** The first line must be the documented header, name by name. One byte order mark before it is fine. */
function headerDefect(line: LineOfBytes): PriceListDefect | undefined {
  const hasMark = utf8ByteOrderMark.every((byte, index) => line.bytes[index] === byte);
  const bytes = hasMark ? line.bytes.subarray(utf8ByteOrderMark.length) : line.bytes;
  const parts = fieldsOfLine({ ...line, bytes }, line.end);
  if (!parts.ok) return parts.defect;
  const wrongAt = priceListColumns.findIndex((name, index) => parts.fields[index] !== name);
  if (wrongAt === -1) return undefined;
  return defect(line.number, wrongAt + 1, "header-wrong", parts.fields[wrongAt] ?? "", {
    expected: priceListColumns[wrongAt] ?? "",
  });
}

/** Remembers what a row says, or refuses it because an earlier line has said something about the same time. */
function take(taken: Map<string, Taken[]>, row: PriceListRow, fields: readonly string[]): PriceListDefect | undefined {
  const key = offerKey(row);
  const earlier = taken.get(key);
  const { effectiveFromMs: fromMs, effectiveUntilMs: untilMs, unitPriceMinor, retailPriceMinor, line } = row;
  const other = earlier?.find((one) => one.fromMs < untilMs && fromMs < one.untilMs);
  if (other !== undefined) return collisionWith(other, row, fields);
  const own = { line, fromMs, untilMs, unitPriceMinor, retailPriceMinor };
  if (earlier === undefined) taken.set(key, [own]);
  else earlier.push(own);
  return undefined;
}

function collisionWith(other: Taken, row: PriceListRow, fields: readonly string[]): PriceListDefect {
  const saysTheSame =
    other.fromMs === row.effectiveFromMs &&
    other.untilMs === row.effectiveUntilMs &&
    other.unitPriceMinor === row.unitPriceMinor &&
    other.retailPriceMinor === row.retailPriceMinor;
  const facts = { otherLine: other.line };
  if (saysTheSame) return defect(row.line, null, "row-duplicate", null, facts);
  // The date that reaches into the other row's time: the start where it lies in there, else the end.
  const column = row.effectiveFromMs >= other.fromMs ? "EffectiveStartDate" : "EffectiveEndDate";
  return defect(row.line, column, "period-overlaps", fields[priceListColumns.indexOf(column)] ?? "", facts);
}
