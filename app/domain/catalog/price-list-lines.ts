/**
 * Cuts a file into lines, byte by byte and without guessing.
 *
 * This reader is our own, because a CSV library reads a file as one stream of fields: one unclosed quote swallows the
 * lines behind it, one wrong byte ends the reading or becomes a silent replacement character, and line numbers count
 * records. A price list has one row per line and no line breaks inside fields, so here every line stands for itself:
 * whatever is wrong in one is named with its line and column, and the next is read as if nothing had happened.
 */

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** A line longer than this is no row of a price list; it is counted and thrown away, so that memory stays bounded. */
export const lineBytesMax = 65_536;

export type LineEnd = "lf" | "crlf" | "none";

export type LineOfBytes = {
  /** From 1. */
  readonly number: number;
  /** Without its line end. Empty where the line is too long. */
  readonly bytes: Uint8Array;
  /** `none` for a last line that just stops. */
  readonly end: LineEnd;
  readonly isTooLong: boolean;
};

export type LineSplitter = {
  /** The lines that a further piece of the file completes. */
  push(chunk: Uint8Array): LineOfBytes[];
  /** The last line, where the file does not end with a line feed. */
  end(): LineOfBytes[];
};

const nothing = new Uint8Array(0);

export function createLineSplitter(): LineSplitter {
  let pending = nothing;
  let isTooLong = false;
  let number = 0;

  function complete(bytes: Uint8Array, isEnded: boolean): LineOfBytes {
    number += 1;
    const wasTooLong = isTooLong || bytes.length > lineBytesMax;
    isTooLong = false;
    pending = nothing;
    const isCrLf = isEnded && bytes.at(-1) === carriageReturn;
    return {
      number,
      bytes: wasTooLong ? nothing : isCrLf ? bytes.subarray(0, -1) : bytes,
      end: isEnded ? (isCrLf ? "crlf" : "lf") : "none",
      isTooLong: wasTooLong,
    };
  }

  function keep(rest: Uint8Array): void {
    if (isTooLong || pending.length + rest.length > lineBytesMax + 1) {
      isTooLong = true;
      // The last byte is kept: it may be the carriage return of the line end.
      pending = rest.length > 0 ? rest.slice(-1) : pending;
    } else {
      pending = joined(pending, rest);
    }
  }

  return {
    push(chunk) {
      const lines: LineOfBytes[] = [];
      let start = 0;
      for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, start)) {
        lines.push(complete(joined(pending, chunk.subarray(start, at)), true));
        start = at + 1;
      }
      if (start < chunk.length) keep(chunk.subarray(start));
      return lines;
    },
    end() {
      return pending.length > 0 || isTooLong ? [complete(pending, false)] : [];
    },
  };
}

/** Both pieces as one; a copy, because the caller may use its buffer again. */
function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
