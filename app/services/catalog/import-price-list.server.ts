import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone, activityRefused } from "#app/domain/activity/activity.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { lockPeriods } from "#db/dialects/overlap-guard.ts";
import { applyDraftChanges } from "#db/repositories/price-list-changes.ts";
import {
  findPriceListDraft,
  findPriceListDraftForChange,
  type PriceListDraft,
  updatePriceListDraft,
} from "#db/repositories/price-list-drafts.ts";
import { countPriceLists, findPriceList, insertPriceList, type PriceListEntry } from "#db/repositories/price-lists.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { comparePriceList } from "./compare-price-list.server.ts";
import { deleteDraftRows } from "./discard-price-list.server.ts";
import type { OnPriceListProgress } from "./price-list-progress.ts";
import { openPriceListDraft, type PriceListFile, readPriceList } from "./receive-price-list.server.ts";

/**
 * The dry run: reads a list, compares it with the stored prices, and changes none. The draft tells what an import
 * would do, and can be imported or thrown away.
 */
export async function checkPriceList(
  deps: ServiceDeps,
  actor: Actor,
  file: PriceListFile,
  at: Temporal.Instant,
  onProgress?: OnPriceListProgress,
): Promise<Result<PriceListDraft, RefusalOf<"role-needed">>> {
  const opened = await openPriceListDraft(deps, actor, file, at);
  if (!opened.ok) return opened;
  return ok(await readAndCompare(deps, opened.value.draftId, file, onProgress));
}

async function readAndCompare(
  deps: ServiceDeps,
  draftId: string,
  file: PriceListFile,
  onProgress?: OnPriceListProgress,
): Promise<PriceListDraft> {
  await readPriceList(deps, draftId, file, onProgress);
  return comparePriceList(deps, draftId, onProgress);
}

/**
 * The dry run for a page that does not wait: answers the id of the draft at once and goes on working. `finished`
 * resolves in any case, also when the work failed and the draft says so; what was thrown goes to `onError`.
 */
export async function startPriceListCheck(
  deps: ServiceDeps,
  actor: Actor,
  file: PriceListFile,
  at: Temporal.Instant,
  onError: (error: unknown) => void,
): Promise<Result<{ draftId: string; finished: Promise<void> }, RefusalOf<"role-needed">>> {
  const opened = await openPriceListDraft(deps, actor, file, at);
  if (!opened.ok) return opened;
  const { draftId } = opened.value;
  const finished = readAndCompare(deps, draftId, file).then(() => {}, onError);
  return ok({ draftId, finished });
}

export type ImportRefusal = RefusalOf<"role-needed" | "not-found" | "price-list-refused" | "changed-meanwhile">;

/**
 * Imports a draft that was checked: all of it or nothing, in one transaction of a few statements.
 *
 * Where other lists were imported since the check, it is compared again first; if it would then do something else than
 * what was shown, it is refused with `changed-meanwhile`, and the draft shows the new counts. Asked twice, the second
 * answer is that of the first.
 */
export async function importPriceListDraft(
  deps: ServiceDeps,
  actor: Actor,
  draftId: string,
  at: Temporal.Instant,
): Promise<Result<PriceListEntry, ImportRefusal>> {
  const access = decideAccess(actor, "manage-prices");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "price-list-imported", refused: access });
  const shown = await findPriceListDraft(deps.db, draftId);
  if (shown === undefined) return refused({ code: "not-found", what: "price-list" });
  for (;;) {
    const applied = await deps.db.transaction().execute((tx) => applyDraft(tx, deps, actor, draftId, at));
    if (applied !== "prices-moved") {
      if (applied.ok) await deleteDraftRows(deps, draftId);
      return applied;
    }
    if (!(await compareAgain(deps, draftId, shown))) return refused({ code: "changed-meanwhile" });
  }
}

/** True where the draft still does what was shown. */
async function compareAgain(deps: ServiceDeps, draftId: string, shown: PriceListDraft): Promise<boolean> {
  const isMine = await updatePriceListDraft(deps.db, draftId, { status: "comparing" }, deps.clock.now(), "checked");
  if (!isMine) return false;
  const now = await comparePriceList(deps, draftId);
  const counts = ["added", "changed", "ended", "unchanged", "refusedLines", "offersLosingPrice"] as const;
  return counts.every((count) => now[count] === shown[count]);
}

async function applyDraft(
  tx: Tx,
  deps: ServiceDeps,
  actor: Actor,
  draftId: string,
  at: Temporal.Instant,
): Promise<Result<PriceListEntry, ImportRefusal> | "prices-moved"> {
  // From here on no other import changes a price until this one is in.
  await lockPeriods(tx, "availability");
  // Nor does anybody throw the draft away meanwhile.
  const draft = await findPriceListDraftForChange(tx, draftId);
  if (draft === undefined) return refused({ code: "not-found", what: "price-list" });
  if (draft.priceListId !== null) return alreadyImported(tx, draft.priceListId);
  if (draft.status !== "checked" || draft.sha256 === null) return refused({ code: "changed-meanwhile" });
  if (draft.refusedLines > 0) {
    const refusal = activityRefused("price-list-imported", at, { partnerId: null }, "price-list-refused");
    await logActivity(tx, deps, actor, [refusal]);
    return refused({ code: "price-list-refused", refusedLines: draft.refusedLines });
  }
  if (draft.listsBefore !== (await countPriceLists(tx))) return "prices-moved";

  const id = deps.ids.next();
  const { fileName, sha256, added, changed, ended, unchanged } = draft;
  const counts = { added, changed, ended, unchanged };
  const importedBy = actor.kind === "system" ? null : actor.userId;
  await insertPriceList(tx, { id, fileName, sha256, importedAt: at, importedBy, ...counts });
  const applied = await applyDraftChanges(tx, draftId, id);
  // What was shown is what is done. Anything else takes the whole import back.
  if (applied.added !== added || applied.changed !== changed || applied.ended !== ended)
    throw new Error(`The price list ${fileName} did something else than it said: ${JSON.stringify(applied)}`);
  await updatePriceListDraft(tx, draftId, { status: "imported", price_list_id: id }, at);
  const activity = activityDone(
    "price-list-imported",
    at,
    { partnerId: null },
    { newValue: { priceListId: id, fileName, sha256, ...counts } },
  );
  await logActivity(tx, deps, actor, [activity]);
  return alreadyImported(tx, id);
}

async function alreadyImported(tx: Tx, id: string): Promise<Result<PriceListEntry, ImportRefusal>> {
  const list = await findPriceList(tx, id);
  return list === undefined ? refused({ code: "not-found", what: "price-list" }) : ok(list);
}

/**
 * Checks and imports in one go, for commands: all or nothing. A list with refused lines leaves its draft behind, where
 * they can be read; the prices stay as they were.
 */
export async function importPriceList(
  deps: ServiceDeps,
  actor: Actor,
  file: PriceListFile,
  at: Temporal.Instant,
  onProgress?: OnPriceListProgress,
): Promise<Result<PriceListEntry, RefusalOf<"role-needed"> | (RefusalOf<"price-list-refused"> & { draftId: string })>> {
  const opened = await openPriceListDraft(deps, actor, file, at);
  if (!opened.ok) return opened;
  const { draftId } = opened.value;
  await readAndCompare(deps, draftId, file, onProgress);
  for (;;) {
    const imported = await importPriceListDraft(deps, actor, draftId, at);
    if (imported.ok) return imported;
    const { refusal } = imported;
    if (refusal.code === "role-needed") return refused(refusal);
    if (refusal.code === "price-list-refused") return refused({ ...refusal, draftId });
    // Another import came in between, and nobody had been shown any counts: what was compared anew is imported.
    if (refusal.code === "not-found") throw new Error(`The price list draft ${draftId} is gone`);
  }
}
