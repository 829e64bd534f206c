import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  deleteDeviceListDraft,
  findDeviceListDraft,
  listDeviceListDraftsBefore,
} from "#db/repositories/device-list-drafts.ts";
import type { ServiceDeps } from "../ports.ts";
import { requirePlanner } from "./plan-access.server.ts";

/** A draft that nobody took over is kept for so long. */
export const draftLifetimeHours = 7 * 24;
const oldDraftsAtOnce = 20;

export type DraftInput = { readonly customerId: string; readonly draftId: string };

/** Throws a list away that was read and not taken over; the plan stays as it is. */
export async function discardDeviceList(
  deps: ServiceDeps,
  actor: Actor,
  { customerId, draftId }: DraftInput,
  at: Temporal.Instant,
): Promise<Result<null, RefusalOf<"role-needed" | "not-found">>> {
  const access = await requirePlanner(deps, actor, { customerId, logAs: "device-list-imported", at });
  if (!access.ok) return access;
  const { scope } = access.value;
  return deps.db.transaction().execute(async (tx) => {
    const draft = await findDeviceListDraft(tx, scope, draftId, { lock: true });
    if (draft === undefined || draft.status === "imported") return refused({ code: "not-found", what: "device-list" });
    await deleteDeviceListDraft(tx, draftId);
    return ok(null);
  });
}

/** Deletes drafts that are older than a week, and what a process left behind that ended while it wrote one. */
export async function deleteOldDeviceListDrafts(deps: Pick<ServiceDeps, "db">, at: Temporal.Instant): Promise<void> {
  const before = at.subtract({ hours: draftLifetimeHours });
  for (const id of await listDeviceListDraftsBefore(deps.db, before, oldDraftsAtOnce))
    await deps.db.transaction().execute((tx) => deleteDeviceListDraft(tx, id));
}
