import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { deletePriceListDraft, deleteSomeDraftRows, listDraftIdsBefore } from "#db/repositories/price-list-changes.ts";
import { findPriceListDraft, updatePriceListDraft } from "#db/repositories/price-list-drafts.ts";
import type { ServiceDeps } from "../ports.ts";
import { letOthersIn } from "./price-list-progress.ts";

/** A draft that nobody imported is kept for a week. */
export const draftLifetimeHours = 7 * 24;
const oldDraftsAtOnce = 20;

/** Throws a draft away; the prices stay as they are. One that was imported stays in the history without its rows. */
export async function discardPriceList(
  deps: ServiceDeps,
  actor: Actor,
  draftId: string,
): Promise<Result<{ fileName: string }, RefusalOf<"role-needed" | "not-found">>> {
  const access = decideAccess(actor, "manage-prices");
  if (!access.ok) return access;
  const draft = await findPriceListDraft(deps.db, draftId);
  if (draft === undefined) return refused({ code: "not-found", what: "price-list" });
  await deleteDraft(deps, draftId);
  return ok({ fileName: draft.fileName });
}

/** Deletes what belongs to a draft but its counts and refusals. */
export async function deleteDraftRows(deps: Pick<ServiceDeps, "db">, draftId: string): Promise<void> {
  while (await deleteSomeDraftRows(deps.db, draftId)) await letOthersIn();
}

async function deleteDraft(deps: Pick<ServiceDeps, "db" | "clock">, draftId: string): Promise<void> {
  // An import that is under way ends first; one that comes later finds nothing it could import half of.
  await updatePriceListDraft(deps.db, draftId, { status: "failed" }, deps.clock.now(), "checked");
  await deleteDraftRows(deps, draftId);
  await deletePriceListDraft(deps.db, draftId);
}

/** Deletes drafts that are older than a week. */
export async function deleteOldDrafts(deps: Pick<ServiceDeps, "db" | "clock">, at: Temporal.Instant): Promise<void> {
  const before = at.subtract({ hours: draftLifetimeHours });
  for (const id of await listDraftIdsBefore(deps.db, before, oldDraftsAtOnce)) await deleteDraft(deps, id);
}
