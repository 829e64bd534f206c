import {
  type AttachmentKind,
  type AttachmentProblem,
  attachmentBytesMax,
} from "#app/domain/support/support-request.ts";

/** A file that is not taken; thrown into the store's face, so that it keeps nothing of it. */
export class AttachmentRefused extends Error {
  readonly reason: AttachmentProblem;

  constructor(reason: AttachmentProblem) {
    super(`An attachment was not taken: ${reason}`);
    this.reason = reason;
  }
}

const signatures: readonly (readonly [AttachmentKind, readonly number[]])[] = [
  ["pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["jpeg", [0xff, 0xd8, 0xff]],
];
const headBytes = 8;

/** What no plain text holds: control characters but tab, line ends and form feed. */
const controls = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;

/**
 * Finds out what a file is while it passes by, from its content alone: what its name or the browser says of it counts
 * for nothing. Text has to be UTF-8 from its first byte to its last, without control characters, and must not begin
 * like markup: a browser would show HTML and SVG as pages, whatever they are called.
 */
export class ContentCheck {
  #sizeBytes = 0;
  #head = new Uint8Array(0);
  #kind: AttachmentKind | undefined;
  #text: TextDecoder | undefined;
  #hasBegun = false;

  /** @throws AttachmentRefused as soon as it is clear that the file is not taken */
  push(chunk: Uint8Array): void {
    this.#sizeBytes += chunk.length;
    if (this.#sizeBytes > attachmentBytesMax) throw new AttachmentRefused("too-big");
    if (this.#kind === undefined) {
      this.#head = joined(this.#head, chunk);
      if (this.#head.length >= headBytes) this.#decide();
    } else if (this.#text !== undefined) this.#read(chunk, this.#text);
  }

  /** @throws AttachmentRefused where the whole of it is none of the kinds */
  end(): AttachmentKind {
    if (this.#sizeBytes === 0) throw new AttachmentRefused("empty");
    const kind = this.#kind ?? this.#decide();
    if (this.#text !== undefined) this.#read(new Uint8Array(0), this.#text, true);
    return kind;
  }

  #decide(): AttachmentKind {
    const head = this.#head;
    const known = signatures.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte));
    const kind = known?.[0] ?? "text";
    this.#kind = kind;
    if (kind === "text") {
      this.#text = new TextDecoder("utf-8", { fatal: true });
      this.#read(head, this.#text);
    }
    return kind;
  }

  #read(chunk: Uint8Array, decoder: TextDecoder, isLast = false): void {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: !isLast });
    } catch {
      throw new AttachmentRefused("kind");
    }
    if (controls.test(text)) throw new AttachmentRefused("kind");
    if (this.#hasBegun) return;
    const beginning = text.trimStart();
    if (beginning === "") return;
    this.#hasBegun = true;
    if (beginning.startsWith("<")) throw new AttachmentRefused("kind");
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
