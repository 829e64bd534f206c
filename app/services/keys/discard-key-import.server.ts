import { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { keyImportStaleMs } from "#app/domain/entitlement/limits.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  deleteStagedKeys,
  findKeyImport,
  type KeyImportStatus,
  listDiscardedWithKeys,
  listStaleKeyImports,
  updateKeyImportStatus,
} from "#db/repositories/key-imports.ts";
import { refuseAttempt } from "../change-once.server.ts";
import type { KeyDeps } from "../ports.ts";

const keysPerBatch = 1_000;

/** Throws a file away that was read and not imported. Its keys can come in again with another file. */
export async function discardKeyImport(
  deps: KeyDeps,
  actor: Actor,
  input: { readonly importId: string },
  at: Temporal.Instant,
): Promise<Result<null, RefusalOf<"role-needed" | "not-found" | "key-import-closed">>> {
  const access = decideAccess(actor, "manage-key-pools");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "keys-imported", refused: access });
  if ((await findKeyImport(deps.db, input.importId)) === undefined)
    return refused({ code: "not-found", what: "key-import" });
  const isDiscarded = await discardImport(deps, input.importId, ["reading", "checked"], at);
  return isDiscarded ? ok(null) : refused({ code: "key-import-closed" });
}

/** Discards an import that is in one of the expected states, and deletes its staged keys in small steps. */
export async function discardImport(
  deps: Pick<KeyDeps, "db">,
  importId: string,
  expected: readonly KeyImportStatus[],
  at: Temporal.Instant,
): Promise<boolean> {
  if (!(await updateKeyImportStatus(deps.db, importId, expected, "discarded", at))) return false;
  await deleteAllStaged(deps, importId);
  return true;
}

/** Discards what a process left behind that ended while it read a file, so that its keys are not taken for known. */
export async function clearDiscardedImports(deps: Pick<KeyDeps, "db">, at: Temporal.Instant): Promise<void> {
  const before = Temporal.Instant.fromEpochMilliseconds(at.epochMilliseconds - keyImportStaleMs);
  for (const { importId } of await listStaleKeyImports(deps.db, before))
    await discardImport(deps, importId, ["reading"], at);
  for (const importId of await listDiscardedWithKeys(deps.db)) await deleteAllStaged(deps, importId);
}

async function deleteAllStaged({ db }: Pick<KeyDeps, "db">, importId: string): Promise<void> {
  while ((await deleteStagedKeys(db, importId, keysPerBatch)) > 0);
}
