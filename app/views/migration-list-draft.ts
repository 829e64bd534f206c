import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { type DeviceLineRefusal, devicesMax, lineRefusalsKeptMax } from "#app/domain/migration-plan/device-list.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { effectOfDraft, findDeviceListDraft, listDraftLineRefusals } from "#db/repositories/device-list-drafts.ts";
import { findCustomerInScope } from "./customer-head.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { formatFor, type InstantText } from "./format.ts";
import type { ViewContext } from "./view-context.ts";

type Count = { readonly value: number; readonly text: string };

export type MigrationListDraftView = {
  readonly customer: { readonly id: string; readonly name: string };
  readonly draftId: string;
  /** Null for a list that was pasted. */
  readonly fileName: string | null;
  readonly uploadedAt: InstantText;
  readonly importedAt: InstantText | null;
  readonly lines: Count;
  readonly devices: Count;
  readonly merged: Count;
  readonly refused: Count;
  readonly refusedKept: Count;
  /** What taking it over does; null once that was done. */
  readonly effect: { readonly added: Count; readonly moved: Count; readonly done: Count; readonly total: Count } | null;
  /** Why nothing can be taken over; null where it can, perhaps without the refused lines. */
  readonly refusal: RefusalOf<"device-list-refused" | "device-list-too-long"> | null;
  readonly refusals: readonly (Omit<DeviceLineRefusal, "line"> & {
    readonly line: number;
    readonly lineText: string;
  })[];
  readonly links: PageLinks;
};

/** A list of devices that was read: what taking it over would do to the plan as it is now, and what is refused. */
export async function migrationListDraftView(
  context: ViewContext,
  params: PageParams & { readonly customerId: string; readonly draftId: string },
): Promise<Result<MigrationListDraftView>> {
  const { db, reader, actor } = context;
  const access = decidePartnerScope(actor, "plan-migration");
  if (!access.ok) return access;
  const found = await findCustomerInScope(context, "plan-migration", params.customerId);
  if (!found.ok) return found;
  const { id: customerId, partnerId, name } = found.value;
  const scope = { partnerId, customerId };
  const draft = await findDeviceListDraft(db, scope, params.draftId);
  if (draft === undefined) return refused({ code: "not-found", what: "device-list" });
  const page = await listDraftLineRefusals(db, draft.id, pageRequestOf(params, ["number"]));
  const effect = draft.status === "imported" ? null : await effectOfDraft(db, scope, draft.id);
  const format = formatFor(reader);
  const count = (value: number): Count => ({ value, text: format.number(value) });
  return ok({
    customer: { id: customerId, name },
    draftId: draft.id,
    fileName: draft.fileName,
    uploadedAt: format.instant(draft.uploadedAt),
    importedAt: format.instantOrNull(draft.importedAt),
    lines: count(draft.linesRead),
    devices: count(draft.devices),
    merged: count(draft.mergedLines),
    refused: count(draft.refusedLines),
    refusedKept: count(Math.min(draft.refusedLines, lineRefusalsKeptMax)),
    effect:
      effect === null
        ? null
        : {
            added: count(effect.added),
            moved: count(effect.moved),
            done: count(effect.done),
            total: count(effect.total),
          },
    refusal:
      draft.devices === 0
        ? { code: "device-list-refused", refusedLines: draft.refusedLines }
        : effect !== null && effect.total > devicesMax
          ? { code: "device-list-too-long", devicesMax }
          : null,
    refusals: page.rows.map(({ line, code, value }) => ({ line, lineText: format.number(line), code, value })),
    links: pageLinksOf(page, ({ line }) => [line]),
  });
}
