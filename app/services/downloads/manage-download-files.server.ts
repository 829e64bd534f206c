import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { type DownloadFile, type FileChoice, joinedOptions, unofferedField } from "#app/domain/entitlement/download.ts";
import { safeFileName } from "#app/domain/entitlement/file-name.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { listSkusOfProducts } from "#db/repositories/catalog.ts";
import {
  findDownloadFile,
  insertDownloadFile,
  listCurrentFiles,
  lockFilesOfProduct,
  removeDownloadFileRow,
  replaceDownloadFile,
} from "#db/repositories/download-files.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { refuseAttempt } from "../change-once.server.ts";
import type { DownloadDeps, StoredContent } from "../ports.ts";

export type AddDownloadFileInput = FileChoice & {
  readonly productId: string;
  /** As the operator's file is called; what whoever downloads it gets. */
  readonly fileName: string;
  /** Read once, as it comes in. */
  readonly content: AsyncIterable<Uint8Array>;
  /** Size that was announced; a stream that ends before it is refused. Null where none was. */
  readonly bytesTotal: number | null;
  readonly onProgress?: (bytes: number) => void;
};

export type AddFileRefusal = RefusalOf<
  "role-needed" | "not-found" | "invalid-field" | "download-store-full" | "download-incomplete"
>;

/**
 * Stores a file for a product and choice, in place of the one before it. Links that were made for the one before still
 * bring that one. The same file again changes nothing. The content is stored before the row is written: a crash in between leaves content without a row,
 * never a row without content.
 */
export async function addDownloadFile(
  deps: DownloadDeps,
  actor: Actor,
  input: AddDownloadFileInput,
  at: Temporal.Instant,
): Promise<Result<DownloadFile, AddFileRefusal>> {
  const access = decideAccess(actor, "manage-downloads");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "download-file-added", refused: access });
  const refusal = await refusalOfChoice(deps, input);
  if (refusal !== null) return refused(refusal);

  try {
    const stored = await deps.downloadStore.put(asAnnounced(input), input.onProgress);
    if (stored === null) return refused({ code: "download-store-full" });
    return await writeRow(deps, actor, input, stored, at);
  } catch (error) {
    if (error instanceof IncompleteUpload) return refused(error.refusal);
    throw error;
  }
}

/** Thrown into the store's face, so that it keeps nothing of a stream that ended early. */
class IncompleteUpload extends Error {
  readonly refusal: RefusalOf<"download-incomplete">;

  constructor(expectedBytes: number, receivedBytes: number) {
    super("The upload is not of the announced size");
    this.refusal = { code: "download-incomplete", expectedBytes, receivedBytes };
  }
}

async function* asAnnounced({ content, bytesTotal }: AddDownloadFileInput): AsyncGenerator<Uint8Array> {
  let received = 0;
  for await (const chunk of content) {
    received += chunk.length;
    if (bytesTotal !== null && received > bytesTotal) throw new IncompleteUpload(bytesTotal, received);
    yield chunk;
  }
  if (bytesTotal !== null && received !== bytesTotal) throw new IncompleteUpload(bytesTotal, received);
}

async function refusalOfChoice(
  deps: DownloadDeps,
  input: AddDownloadFileInput,
): Promise<RefusalOf<"not-found" | "invalid-field"> | null> {
  const skus = await listSkusOfProducts(deps.db, [input.productId]);
  if (skus.length === 0) return { code: "not-found", what: "product" };
  const withDownload = skus.filter((sku) => sku.needsDownload);
  if (withDownload.length === 0) return { code: "invalid-field", field: "productId", reason: "needs-no-download" };
  const field = unofferedField(joinedOptions(withDownload.map((sku) => sku.downloadOptions)), input);
  return field === undefined ? null : { code: "invalid-field", field, reason: "not-offered" };
}

async function writeRow(
  deps: DownloadDeps,
  actor: Actor,
  input: AddDownloadFileInput,
  { sha256, sizeBytes }: StoredContent,
  at: Temporal.Instant,
): Promise<Result<DownloadFile, never>> {
  const { productId, version, language, fileType, operatingSystem } = input;
  const file: DownloadFile = {
    id: deps.ids.next(),
    productId,
    version,
    language,
    fileType,
    operatingSystem,
    fileName: safeFileName(input.fileName),
    sha256,
    sizeBytes,
    uploadedAt: at,
    replacedAt: null,
    removedAt: null,
  };
  const uploadedBy = actor.kind === "system" ? null : actor.userId;
  return deps.db.transaction().execute(async (tx) => {
    await lockFilesOfProduct(tx, productId);
    const known = (await listCurrentFiles(tx, productId)).find((one) => isSameFile(one, file));
    if (known !== undefined) return ok(known);
    const replaced = await replaceDownloadFile(tx, file, at);
    await insertDownloadFile(tx, { ...file, uploadedBy });
    const { fileName } = file;
    const newValue = { fileId: file.id, fileName, version, language, fileType, operatingSystem, sha256, sizeBytes };
    const oldValue = replaced === undefined ? null : { fileId: replaced };
    const line = activityDone("download-file-added", at, { partnerId: null, productId }, { oldValue, newValue });
    await logActivity(tx, deps, actor, [line]);
    return ok(file);
  });
}

/** For the same choice, under the same name, with the same content: a second click, or the page loaded again. */
function isSameFile(a: DownloadFile, b: DownloadFile): boolean {
  const same = ["version", "language", "fileType", "operatingSystem", "fileName", "sha256"] as const;
  return same.every((field) => a[field] === b[field]);
}

/** Takes a file back: from now on nobody gets it, also not with a link that was made before. */
export async function removeDownloadFile(
  deps: DownloadDeps,
  actor: Actor,
  input: { readonly fileId: string },
  at: Temporal.Instant,
): Promise<Result<null, RefusalOf<"role-needed" | "not-found">>> {
  const access = decideAccess(actor, "manage-downloads");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "download-file-removed", refused: access });
  return deps.db.transaction().execute(async (tx) => {
    const file = await findDownloadFile(tx, input.fileId);
    if (file === undefined) return refused({ code: "not-found", what: "download-file" });
    if (!(await removeDownloadFileRow(tx, file.id, at))) return ok(null);
    const { productId, fileName, sha256 } = file;
    const oldValue = { fileId: file.id, fileName, sha256 };
    const line = activityDone("download-file-removed", at, { partnerId: null, productId }, { oldValue });
    await logActivity(tx, deps, actor, [line]);
    return ok(null);
  });
}
