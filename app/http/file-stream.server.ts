import { BrokenBody, type Part, readParts } from "./multipart-stream.server.ts";

/** A file as it comes in, with the fields that stand before it in the form. */
export type IncomingFile = {
  readonly name: string;
  /** Read once. Fails with `BrokenOff` where the sender goes away. */
  readonly content: AsyncIterable<Uint8Array>;
};

/** What became of a form with one file. */
export type Received<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: "file-needed" | "broken-off" };

/** The sender went away in the middle of its request, or sent something else than it said. */
class BrokenOff extends Error {}

const fieldBytesMax = 4_096;

/**
 * Reads a form with one file without ever holding the file: `take` is given it as it comes in, once the fields before
 * it are known. What `take` leaves of the file is read and thrown away, so that the sender sees the answer; a browser
 * that is cut off in the middle of its upload shows none.
 *
 * @param fieldName of the file; the other fields stand before it in the form
 */
export async function receiveFile<T>(
  request: Request,
  fieldName: string,
  take: (fields: ReadonlyMap<string, string>, file: IncomingFile) => Promise<T>,
): Promise<Received<T>> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\b/i.test(contentType) || request.body === null)
    return { ok: false, problem: "file-needed" };
  const fields = new Map<string, string>();
  let taken: { readonly value: T } | undefined;
  try {
    for await (const part of readParts(piecesOf(request.body), contentType)) {
      if (part.fileName === undefined) fields.set(part.name, await textOf(part));
      // A form sent without a choice has a file without name.
      else if (part.name === fieldName && part.fileName !== "" && taken === undefined)
        taken = { value: await take(fields, { name: part.fileName, content: part.data }) };
    }
  } catch (error) {
    if (error instanceof BrokenBody || error instanceof BrokenOff) return { ok: false, problem: "broken-off" };
    throw error;
  }
  return taken === undefined ? { ok: false, problem: "file-needed" } : { ok: true, value: taken.value };
}

/** What became of a form with several files, or none. */
export type ReceivedForm<T> =
  | { readonly ok: true; readonly fields: FormData; readonly taken: readonly T[] }
  | { readonly ok: false; readonly problem: "not-a-form" | "broken-off" };

/**
 * Reads a form with any number of files in one field, each as it comes in. `take` answers undefined for a file that it
 * does not want; the rest of that file is read and thrown away. The plain fields come back as a form of their own.
 *
 * @param undo called with what was taken before the form broke off, so that nothing half done is left
 * @param textBytesMax of one plain field
 */
export async function receiveForm<T>(
  request: Request,
  { fieldName, textBytesMax }: { readonly fieldName: string; readonly textBytesMax: number },
  take: (file: IncomingFile) => Promise<T | undefined>,
  undo: (taken: readonly T[]) => Promise<void>,
): Promise<ReceivedForm<T>> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\b/i.test(contentType) || request.body === null) {
    // A form without files can come as any other does, and is as short: `body-limit.ts` sees to it.
    const plain = await request.formData().catch(() => null);
    return plain === null ? { ok: false, problem: "not-a-form" } : { ok: true, fields: plain, taken: [] };
  }
  const fields = new FormData();
  const taken: T[] = [];
  try {
    for await (const part of readParts(piecesOf(request.body), contentType)) {
      if (part.fileName === undefined) fields.append(part.name, await textOf(part, textBytesMax));
      else if (part.name === fieldName && part.fileName !== "") {
        const one = await take({ name: part.fileName, content: part.data });
        if (one !== undefined) taken.push(one);
      }
    }
  } catch (error) {
    await undo(taken);
    if (error instanceof BrokenBody || error instanceof BrokenOff) return { ok: false, problem: "broken-off" };
    throw error;
  }
  return { ok: true, fields, taken };
}

async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (;;) {
    // Nothing but the sender makes reading fail.
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw new BrokenOff("The upload broke off", { cause: error });
    });
    if (done) return;
    yield value;
  }
}

async function textOf(part: Part, bytesMax = fieldBytesMax): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of part.data) {
    bytes += piece.length;
    if (bytes > bytesMax) throw new BrokenBody("A field that is too long");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}
