import { Readable } from "node:stream";
import { createHash } from "node:crypto";
import { createLinkSigner } from "#app/adapters/link-signer.ts";
import { createKeyVault } from "#app/adapters/key-vault.ts";
import { loadMasterKeys } from "#app/adapters/key-vault-master-keys.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { DownloadFile, FileChoice } from "#app/domain/entitlement/download.ts";
import { addDownloadFile } from "#app/services/downloads/manage-download-files.server.ts";
import type { AttachmentStore, DownloadDeps, DownloadStore, KeyDeps, KeyServices } from "#app/services/ports.ts";
import type { Db } from "#db/client.ts";
import { buildKeyCase, keyDeps, keysAt, masterKeyText } from "./keys.ts";

/** A store in memory. */
export function memoryStore(): DownloadStore & AttachmentStore {
  const contents = new Map<string, Buffer>();
  return {
    async put(content, onProgress) {
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of content) {
        chunks.push(Buffer.from(chunk));
        size += chunk.length;
        onProgress?.(size);
      }
      const bytes = Buffer.concat(chunks);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      contents.set(sha256, bytes);
      return { sha256, sizeBytes: bytes.length };
    },
    async stage(content) {
      const chunks: Buffer[] = [];
      for await (const chunk of content) chunks.push(Buffer.from(chunk));
      const bytes = Buffer.concat(chunks);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      return {
        sha256,
        sizeBytes: bytes.length,
        keep: async () => contents.set(sha256, bytes).has(sha256),
        discard: async () => {},
      };
    },
    async open(sha256, { first, last }) {
      const bytes = contents.get(sha256);
      return bytes === undefined ? undefined : Readable.from([bytes.subarray(first, last + 1)]);
    },
  };
}

export function downloadDeps(db: Db, parts: { store?: DownloadStore; masterKeys?: string } = {}): DownloadDeps {
  return {
    ...keyDeps(db),
    downloadStore: parts.store ?? memoryStore(),
    linkSigner: createLinkSigner(loadMasterKeys({ text: parts.masterKeys ?? masterKeyText() })),
  };
}

/** Vault, store and signer of a test's own. */
export function testKeyServices(masterKeys: string = masterKeyText()): KeyServices {
  const keys = loadMasterKeys({ text: masterKeys });
  const stores = { downloadStore: memoryStore(), attachmentStore: memoryStore() };
  return { keyVault: createKeyVault(keys), linkSigner: createLinkSigner(keys), ...stores };
}

export const englishIso: FileChoice = { version: "2022", language: "en-US", fileType: "ISO", operatingSystem: "" };

export async function* contentOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < bytes.length; offset += 1000) yield bytes.subarray(offset, offset + 1000);
}

export async function buildFile(
  deps: DownloadDeps,
  operator: Actor,
  productId: string,
  options: { choice?: Partial<FileChoice>; fileName?: string; bytes?: Uint8Array } = {},
): Promise<DownloadFile> {
  const bytes = options.bytes ?? Buffer.from("0123456789");
  const fileName = options.fileName ?? "setup.iso";
  const input = {
    ...englishIso,
    ...options.choice,
    productId,
    fileName,
    content: contentOf(bytes),
    bytesTotal: bytes.length,
  };
  const added = await addDownloadFile(deps, operator, input, keysAt);
  if (!added.ok) throw new Error(added.refusal.code);
  return added.value;
}

/** Everything for a download: what `buildKeyCase` makes, and a file of ten bytes. */
export async function buildDownloadCase(
  db: Db,
  options: {
    isPerpetual?: boolean;
    deps?: DownloadDeps;
    keyDeps?: KeyDeps;
    bytes?: Uint8Array;
    fileName?: string;
  } = {},
) {
  const deps = options.deps ?? downloadDeps(db);
  const { isPerpetual = false, bytes, fileName } = options;
  const built = await buildKeyCase(db, { isPerpetual, deps: options.keyDeps ?? keyDeps(db) });
  const file = await buildFile(deps, built.operator, built.sku.productId, {
    ...(bytes === undefined ? {} : { bytes }),
    ...(fileName === undefined ? {} : { fileName }),
  });
  return { ...built, downloads: deps, file };
}
