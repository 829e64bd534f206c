import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createFolderStore } from "#app/adapters/download-store-folder.ts";

/** Stores a file that fits and one that does not, in a process that may write no large files. */
const folder = process.argv[2] ?? "";
const store = createFolderStore(folder);

async function* pieces(count: number): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < count; n++) yield randomBytes(10_000);
}

const small = await store.put(pieces(4));
const large = await store.put(pieces(40));
const smallAgain = await store.put(pieces(4));
process.stdout.write(
  JSON.stringify({
    small: small?.sizeBytes ?? null,
    large,
    smallAgain: smallAgain?.sizeBytes ?? null,
    incoming: readdirSync(join(folder, "incoming")),
  }),
);
