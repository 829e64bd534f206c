import { keyLineLengthMax } from "#app/domain/entitlement/key-format.ts";

/** One line of a key file that holds something. `text` is null where the line is too long to be a key. */
export type KeyFileLine = { readonly line: number; readonly text: string | null; readonly bytesRead: number };

/**
 * The lines of a key file as they come in, numbered from 1 with the empty ones, which are left out. Holds no more than
 * one line of the allowed length, whatever the file is.
 */
export async function* keyFileLines(content: AsyncIterable<Uint8Array>): AsyncGenerator<KeyFileLine> {
  const lengthMax = keyLineLengthMax + 2;
  let bytesRead = 0;
  let line = 1;
  let begun = "";
  let isTooLong = false;
  for await (const chunk of content) {
    bytesRead += chunk.length;
    // Keys are ASCII; anything else makes a line wrong, in whatever encoding it came.
    const pieces = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString("latin1").split("\n");
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) {
        yield* endOfLine(line, begun, isTooLong, bytesRead);
        line++;
        begun = "";
        isTooLong = false;
      }
      if (begun.length + piece.length > lengthMax) isTooLong = true;
      else begun += piece;
    }
  }
  yield* endOfLine(line, begun, isTooLong, bytesRead);
}

const byteOrderMark = "\u00ef\u00bb\u00bf";

function* endOfLine(line: number, text: string, isTooLong: boolean, bytesRead: number): Generator<KeyFileLine> {
  if (isTooLong) {
    yield { line, text: null, bytesRead };
    return;
  }
  const clean = (line === 1 && text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text).trim();
  if (clean !== "") yield { line, text: clean, bytesRead };
}
