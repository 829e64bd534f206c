import { randomUUID } from "node:crypto";
import { mkdir, open, rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { SealStore } from "#app/services/ports.ts";

/**
 * Exports seals into a folder that only its owner can enter. A file is written under another name, flushed to the disk
 * and renamed, so that under its own name there is never half of it.
 */
export function createSealFolder(folder: string): SealStore {
  return {
    async put(fileName, text) {
      if (!/^[\w-]+\.json$/.test(fileName)) throw new TypeError(`Not the name of a seal: ${fileName}`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const incoming = join(folder, `${randomUUID()}.part`);
      try {
        const file = await open(incoming, "wx", 0o600);
        try {
          await file.writeFile(text, "utf8");
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(incoming, join(folder, fileName));
      } catch (error) {
        await unlink(incoming).catch(() => {});
        throw error;
      }
      await flushFolder(folder);
    },
  };
}

/** A new name is safe once the folder is on the disk as well; not every system lets one ask for that. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const directory = await open(folder, "r");
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  } catch {
    // Windows opens no folders; there the name is safe a moment later.
  }
}
