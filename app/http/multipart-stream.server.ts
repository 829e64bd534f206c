/** A part of a `multipart/form-data` body, as it comes in. */
export type Part = {
  readonly name: string;
  /** Undefined for a plain field. */
  readonly fileName: string | undefined;
  /** Read once. What is left of it is skipped before the next part. */
  readonly data: AsyncIterable<Uint8Array>;
};

/** The body ended in the middle, or is not what it says it is. */
export class BrokenBody extends Error {}

const headersBytesMax = 16_384;
const partsMax = 100;

/**
 * Reads a multipart body part by part and never more of it than a piece: for files that no memory holds. The body is
 * read only as fast as its parts are.
 *
 * @throws BrokenBody where the body ends too early or is malformed, also out of a part's data
 */
export async function* readParts(body: AsyncIterable<Uint8Array>, contentType: string): AsyncGenerator<Part> {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType);
  if (boundary === null) throw new BrokenBody("A body without a boundary");
  const input = new Input(body);
  const delimiter = Buffer.from(`\r\n--${boundary[1] ?? boundary[2]}`);
  await skip(input.until(delimiter));
  for (let parts = 0; parts < partsMax; parts++) {
    const end = await input.take(2);
    if (end.equals(endMark)) return;
    if (!end.equals(lineEnd)) throw new BrokenBody("A boundary that goes on");
    const headers = (await input.all(headersEnd, headersBytesMax)).toString("utf8");
    const data = input.until(delimiter);
    yield { ...dispositionOf(headers), data };
    await skip(data);
  }
  throw new BrokenBody("Too many parts");
}

const endMark = Buffer.from("--");
const lineEnd = Buffer.from("\r\n");
const headersEnd = Buffer.from("\r\n\r\n");

async function skip(data: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of data) void piece;
}

/** Browsers write quotes and line ends of a name as in an address. */
function dispositionOf(headers: string): Pick<Part, "name" | "fileName"> {
  const line = headers.split("\r\n").find((header) => /^content-disposition:\s*form-data/i.test(header)) ?? "";
  const valueOf = (name: string): string | undefined =>
    new RegExp(`;\\s*${name}="((?:\\\\"|[^"])*)"`, "i")
      .exec(line)?.[1]
      ?.replaceAll('\\"', '"')
      .replace(/%22/g, '"')
      .replace(/%0[AD]/gi, " ");
  const name = valueOf("name");
  if (name === undefined) throw new BrokenBody("A part without a name");
  return { name, fileName: valueOf("filename") };
}

/** What has come in and was not taken yet: at most a piece and what may be the beginning of a delimiter. */
class Input {
  readonly #source: AsyncIterator<Uint8Array>;
  // The first boundary stands at the very beginning, all others on a line of their own.
  #pending: Buffer = Buffer.from("\r\n");

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#source = body[Symbol.asyncIterator]();
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#source.next();
    if (done === true) throw new BrokenBody("The body ended too early");
    const chunk = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
  }

  async take(length: number): Promise<Buffer> {
    while (this.#pending.length < length) await this.#more();
    const taken = this.#pending.subarray(0, length);
    this.#pending = this.#pending.subarray(length);
    return taken;
  }

  /** Everything up to a delimiter, which is taken as well. */
  async all(delimiter: Buffer, bytesMax: number): Promise<Buffer> {
    for (;;) {
      const at = this.#pending.indexOf(delimiter);
      if (at >= 0) return (await this.take(at + delimiter.length)).subarray(0, at);
      if (this.#pending.length > bytesMax) throw new BrokenBody("Headers without an end");
      await this.#more();
    }
  }

  /** The same piece by piece. Left before its end, it goes on from there. */
  until(delimiter: Buffer): AsyncIterableIterator<Uint8Array> {
    let isOver = false;
    const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
      while (!isOver) {
        const at = this.#pending.indexOf(delimiter);
        // What is at the end may be the beginning of the delimiter.
        const ready = at >= 0 ? at : Math.max(0, this.#pending.length - delimiter.length + 1);
        isOver = at >= 0;
        const piece = this.#pending.subarray(0, ready);
        this.#pending = this.#pending.subarray(ready + (isOver ? delimiter.length : 0));
        if (piece.length > 0) return { done: false, value: piece };
        if (!isOver) await this.#more();
      }
      return { done: true, value: undefined };
    };
    const iterator = { next, [Symbol.asyncIterator]: () => iterator };
    return iterator;
  }
}
