import { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { ListProblem } from "#app/domain/licensing/product-list/product-list.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  deleteOldProductListDrafts,
  deleteProductListDraft,
  findProductListDraft,
  insertProductListDraft,
} from "#db/repositories/product-list-drafts.ts";
import type { ServiceDeps } from "../ports.ts";
import { importProductList, type ListImportAnswer, logRefusedFile } from "./import-product-list.server.ts";
import { type ListFile, readListFile } from "./read-list-file.server.ts";

/** A file between upload and import: it was read once to be looked at, and is read again when it is imported. */

export type UploadAnswer = { readonly draftId: string } | { readonly problems: readonly ListProblem[] };

/** Keeps an uploaded file for a look, where it can be read; a file that is refused is not kept. */
export async function uploadProductList(
  deps: ServiceDeps,
  actor: Actor,
  file: ListFile,
  at: Temporal.Instant,
): Promise<Result<UploadAnswer, RefusalOf<"role-needed">>> {
  const access = decideAccess(actor, "manage-catalogue");
  if (!access.ok) return access;
  const read = readListFile(file);
  if (!read.ok || file.document === null) {
    await logRefusedFile(deps, actor, at);
    return ok({ problems: read.ok ? [] : read.problems });
  }
  const draftId = deps.ids.next();
  const { fileName, sha256, document } = file;
  const uploadedBy = actor.kind === "system" ? null : actor.userId;
  await insertProductListDraft(deps.db, { id: draftId, fileName, sha256, document, uploadedAt: at }, uploadedBy);
  return ok({ draftId });
}

/**
 * Imports an uploaded file. The same file twice is one edition, so that a second click answers what the first did. The
 * upload itself stays until it is thrown away, for the same reason.
 */
export async function importProductListDraft(
  deps: ServiceDeps,
  actor: Actor,
  draftId: string,
  at: Temporal.Instant,
): Promise<ListImportAnswer | { readonly ok: false; readonly refusal: RefusalOf<"not-found"> }> {
  const draft = await findProductListDraft(deps.db, draftId);
  if (draft === undefined) return { ok: false, refusal: { code: "not-found", what: "page" } };
  return importProductList(deps, actor, draft, at);
}

/** Throws an uploaded file away; it is gone before, or never was: the same answer. */
export async function discardProductListDraft(
  deps: ServiceDeps,
  actor: Actor,
  draftId: string,
): Promise<Result<{ readonly fileName: string }, RefusalOf<"role-needed" | "not-found">>> {
  const access = decideAccess(actor, "manage-catalogue");
  if (!access.ok) return access;
  const draft = await findProductListDraft(deps.db, draftId);
  if (draft === undefined) return refused({ code: "not-found", what: "page" });
  await deleteProductListDraft(deps.db, draftId);
  return ok({ fileName: draft.fileName });
}

const keptUntaken = Temporal.Duration.from({ hours: 7 * 24 });
const draftsAtOnce = 20;

/** Takes away files that nobody imported or threw away within a week. Safe at any time and by two at once. */
export async function sweepProductListDrafts(deps: Pick<ServiceDeps, "db">, at: Temporal.Instant): Promise<number> {
  return deleteOldProductListDrafts(deps.db, at.subtract(keptUntaken), draftsAtOnce);
}
