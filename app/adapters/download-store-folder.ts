import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { AttachmentStore, DownloadStore, StoredContent } from "#app/services/ports.ts";
import { sweepFolder } from "./folder-sweep.ts";

/** What is left of an upload whose process ended is taken away after a day. */
const abandonedAfterMs = 24 * 60 * 60_000;

/**
 * Keeps files in a folder: `<first two letters>/<SHA-256>`. A file comes in under another name, is flushed to the disk
 * and then renamed, so that under its hash there is either all of it or nothing, also after a power cut.
 */
export function createFolderStore(folder: string): DownloadStore & Required<AttachmentStore> {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), assertSha256(sha256));
  const keep = async ({ path, sha256, sizeBytes }: Spooled): Promise<boolean> => {
    try {
      await moveInto(path, folder, pathOf(sha256), sizeBytes);
      return true;
    } catch (error) {
      await unlink(path).catch(() => {});
      if (isFull(error)) return false;
      throw error;
    }
  };
  return {
    async put(content, onProgress) {
      const spooled = await spool(folder, content, onProgress);
      if (spooled === null || !(await keep(spooled))) return null;
      return { sha256: spooled.sha256, sizeBytes: spooled.sizeBytes };
    },
    async stage(content) {
      const spooled = await spool(folder, content);
      if (spooled === null) return null;
      const { path, ...stored } = spooled;
      return { ...stored, keep: () => keep(spooled), discard: () => unlink(path).catch(() => {}) };
    },
    sweep: (beginning, listNamed) => sweepFolder(folder, beginning, listNamed),
    async open(sha256, { first, last }) {
      if (!isSha256(sha256)) return undefined;
      const file = await openOrUndefined(pathOf(sha256));
      if (file === undefined || last >= first) return file?.createReadStream({ start: first, end: last });
      await file.close();
      return Readable.from([]);
    },
  };
}

export type Spooled = StoredContent & { readonly path: string };

/** Writes a stream to a file of its own and flushes it; null where the disk is full. Leaves nothing behind when it fails. */
export async function spool(
  folder: string,
  content: AsyncIterable<Uint8Array>,
  onProgress?: (bytes: number) => void,
): Promise<Spooled | null> {
  const incoming = join(folder, "incoming");
  const path = join(incoming, `${randomUUID()}.part`);
  let file: FileHandle | undefined;
  try {
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    file = await open(path, "wx", 0o600);
    await removeAbandoned(incoming, (await file.stat()).mtimeMs);
    const hash = createHash("sha256");
    let sizeBytes = 0;
    for await (const chunk of content) {
      hash.update(chunk);
      await writeAll(file, chunk);
      sizeBytes += chunk.length;
      onProgress?.(sizeBytes);
    }
    await file.sync();
    await file.close();
    return { path, sha256: hash.digest("hex"), sizeBytes };
  } catch (error) {
    await file?.close().catch(() => {});
    await unlink(path).catch(() => {});
    if (isFull(error)) return null;
    throw error;
  }
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length;) {
    const { bytesWritten } = await file.write(chunk, written, chunk.length - written);
    written += bytesWritten;
  }
}

/** The same content takes the place of what is there, so that it is as young as its last arrival (`sweepFolder`). */
async function moveInto(from: string, folder: string, to: string, sizeBytes: number): Promise<void> {
  const home = join(to, "..");
  await mkdir(home, { recursive: true, mode: 0o700 });
  try {
    await rename(from, to);
  } catch (error) {
    // Windows does not rename over a file that somebody reads.
    const known = await stat(to).catch(() => undefined);
    if (known?.size !== sizeBytes) throw error;
    return unlink(from);
  }
  // Without this a power cut could forget the name, although the content is there.
  await syncFolder(home);
  await syncFolder(folder);
}

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders; there renaming is left to the file system.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Measured by the file system's own clock: against a file that was made just now. */
async function removeAbandoned(incoming: string, nowMs: number): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const stats = await stat(path).catch(() => undefined);
    if (stats !== undefined && stats.mtimeMs < nowMs - abandonedAfterMs) await unlink(path).catch(() => {});
  }
}

async function openOrUndefined(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, "r");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

const fullCodes = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** Whether something failed because there is no more room. */
export function isFull(error: unknown): boolean {
  return fullCodes.has(codeOf(error));
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** Nothing else becomes part of a path. */
function assertSha256(text: string): string {
  if (!isSha256(text)) throw new RangeError("Not a SHA-256 in lower-case hex");
  return text;
}
