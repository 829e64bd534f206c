import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  countImportedKeys,
  findKeyImport,
  type KeyImport,
  releaseStagedKeys,
  updateKeyImportStatus,
} from "#db/repositories/key-imports.ts";
import { addToStock, findKeyPool } from "#db/repositories/key-pools.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { refuseAttempt } from "../change-once.server.ts";
import type { KeyDeps } from "../ports.ts";
import { noteStock } from "./draw-key.server.ts";

export type FinishKeyImportInput = {
  readonly importId: string;
  /** Import the good lines of a file that has refused ones too; without it such a file is refused as a whole. */
  readonly leaveOutRefused: boolean;
};

export type KeysImported = { readonly importId: string; readonly poolId: string; readonly keys: number };

const keysPerBatch = 1_000;

/**
 * Makes the keys of a file available that was read before. Goes in small steps, so that draws and pages do not wait;
 * stopped in between, the same call goes on where it was. Called again afterwards, it answers what was done.
 */
export async function finishKeyImport(
  deps: KeyDeps,
  actor: Actor,
  input: FinishKeyImportInput,
  at: Temporal.Instant,
): Promise<Result<KeysImported, RefusalOf<"role-needed" | "not-found" | "key-import-closed" | "key-file-refused">>> {
  const access = decideAccess(actor, "manage-key-pools");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "keys-imported", refused: access });
  const found = await findKeyImport(deps.db, input.importId);
  if (found === undefined) return refused({ code: "not-found", what: "key-import" });
  if (found.status === "imported") return ok(resultOf(found));
  if (found.status === "checked" && found.refusedLines > 0 && (!input.leaveOutRefused || found.goodLines === 0))
    return refused({ code: "key-file-refused", refusedLines: found.refusedLines });
  const isMine = await updateKeyImportStatus(deps.db, found.importId, ["checked", "importing"], "importing", at);
  if (!isMine) return refused({ code: "key-import-closed" });

  while ((await releaseBatch(deps, found, at)) > 0);
  return complete(deps, actor, found, at);
}

async function releaseBatch(deps: KeyDeps, { importId, poolId }: KeyImport, at: Temporal.Instant): Promise<number> {
  return deps.db.transaction().execute(async (tx) => {
    // The pool first, as everybody locks it.
    await findKeyPool(tx, poolId, { lock: true });
    const count = await releaseStagedKeys(tx, importId, keysPerBatch);
    if (count === 0) return 0;
    await noteStock(deps, tx, await addToStock(tx, poolId, count), at);
    await countImportedKeys(tx, importId, count, at);
    return count;
  });
}

async function complete(
  deps: KeyDeps,
  actor: Actor,
  { importId, fileName, refusedLines }: KeyImport,
  at: Temporal.Instant,
): Promise<Result<KeysImported, RefusalOf<"not-found">>> {
  return deps.db.transaction().execute(async (tx) => {
    const isFirst = await updateKeyImportStatus(tx, importId, ["importing"], "imported", at);
    const done = await findKeyImport(tx, importId);
    const pool = done === undefined ? undefined : await findKeyPool(tx, done.poolId);
    if (done === undefined || pool === undefined) return refused({ code: "not-found", what: "key-import" });
    if (isFirst) {
      const { version, poolId, productId } = pool;
      const newValue = { poolId, version, keys: done.importedKeys, refusedLines, fileName };
      await logActivity(tx, deps, actor, [
        activityDone("keys-imported", at, { partnerId: null, productId }, { newValue }),
      ]);
    }
    return ok(resultOf(done));
  });
}

function resultOf({ importId, poolId, importedKeys }: KeyImport): KeysImported {
  return { importId, poolId, keys: importedKeys };
}
