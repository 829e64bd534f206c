import { crc32 } from "node:zlib";

/** A file of an archive. Names are paths with forward slashes, in ASCII. */
export type ZipEntry = { readonly name: string; readonly content: Uint8Array };

/** 1 January 1980, the first day a zip knows: an archive tells nothing of when it was made. */
const firstDay = 0x0021;

/**
 * Puts files into a zip, uncompressed, in the order given. The same files give the same bytes, which a library that
 * compresses promises for its own version only; and what is small enough to be read is not worth compressing.
 */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const nameBytes = Buffer.from(name, "ascii");
    const local = header(0x04034b50, content, nameBytes, 30);
    directory.push(directoryEntry(content, nameBytes, offset), nameBytes);
    parts.push(local, nameBytes, Buffer.from(content));
    offset += local.length + nameBytes.length + content.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listing, end]);
}

/** What a file's own header and its line in the directory have in common, from `from` on. */
function writeFacts(into: Buffer, from: number, content: Uint8Array, name: Buffer): void {
  into.writeUInt16LE(firstDay, from + 8);
  into.writeUInt32LE(crc32(content), from + 10);
  into.writeUInt32LE(content.length, from + 14);
  into.writeUInt32LE(content.length, from + 18);
  into.writeUInt16LE(name.length, from + 22);
}

function header(signature: number, content: Uint8Array, name: Buffer, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32LE(signature, 0);
  bytes.writeUInt16LE(20, 4);
  writeFacts(bytes, 4, content, name);
  return bytes;
}

function directoryEntry(content: Uint8Array, name: Buffer, offset: number): Buffer {
  const bytes = Buffer.alloc(46);
  bytes.writeUInt32LE(0x02014b50, 0);
  bytes.writeUInt16LE(20, 4);
  bytes.writeUInt16LE(20, 6);
  writeFacts(bytes, 6, content, name);
  bytes.writeUInt32LE(offset, 42);
  return bytes;
}
