import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import { isDraftAtWork, type PriceListDraftStatus } from "#app/domain/catalog/price-list-draft.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findPriceListDraft, listWaitingDrafts, type PriceListDraft } from "#db/repositories/price-list-drafts.ts";
import { type DraftRefusal, draftRefusalKey, listDraftRefusals } from "#db/repositories/price-list-refusals.ts";
import { listPriceLists, priceListKey } from "#db/repositories/price-lists.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "../cursor.ts";
import { fileSizeText } from "../file-size.ts";
import { formatFor, type InstantText } from "../format.ts";
import type { ViewContext } from "../view-context.ts";

/** A count, and as the reader sees it. */
export type Count = { readonly value: number; readonly text: string };

export type PriceListRow = {
  readonly id: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly importedAt: InstantText;
  /** Null for the portal itself. */
  readonly importedBy: string | null;
  readonly added: Count;
  readonly changed: Count;
  readonly ended: Count;
  readonly unchanged: Count;
};

export type PriceListsView = { readonly rows: readonly PriceListRow[]; readonly links: PageLinks };

/** The lists that were imported, newest first. */
export async function priceListsView(context: ViewContext, params: PageParams): Promise<Result<PriceListsView>> {
  const access = decideAccess(context.actor, "manage-prices");
  if (!access.ok) return access;
  const format = formatFor(context.reader);
  const count = (value: number): Count => ({ value, text: format.number(value) });
  const page = await listPriceLists(context.db, pageRequestOf(params, ["number", "string"]));
  return ok({
    rows: page.rows.map((list) => ({
      id: list.id,
      fileName: list.fileName,
      sha256: list.sha256,
      importedAt: format.instant(list.importedAt),
      importedBy: list.importedByName,
      added: count(list.added),
      changed: count(list.changed),
      ended: count(list.ended),
      unchanged: count(list.unchanged),
    })),
    links: pageLinksOf(page, priceListKey),
  });
}

/** What a page says about a draft: its status, or that it is refused, or that nobody works on it any more. */
export type DraftState = PriceListDraftStatus | "refused" | "interrupted";

export type DraftSummary = {
  readonly id: string;
  readonly fileName: string;
  readonly state: DraftState;
  /** It is being worked on; look again. */
  readonly isAtWork: boolean;
  readonly uploadedAt: InstantText;
  readonly size: string;
  readonly lines: Count;
  readonly rows: Count;
  readonly refusedLines: Count;
};

/** A piece of a list takes milliseconds; after this long without a sign, whoever worked on it is gone. */
const interruptedAfterSeconds = 60;

function stateOf(draft: PriceListDraft, at: Temporal.Instant): DraftState {
  if (isDraftAtWork(draft.status)) {
    const silentSeconds = draft.lastProgressAt.until(at, { largestUnit: "second" }).seconds;
    return silentSeconds > interruptedAfterSeconds ? "interrupted" : draft.status;
  }
  return draft.status === "checked" && draft.refusedLines > 0 ? "refused" : draft.status;
}

function summaryOf(draft: PriceListDraft, context: ViewContext): DraftSummary {
  const format = formatFor(context.reader);
  const count = (value: number): Count => ({ value, text: format.number(value) });
  const state = stateOf(draft, context.at);
  return {
    id: draft.id,
    fileName: draft.fileName,
    state,
    isAtWork: state === "reading" || state === "comparing",
    uploadedAt: format.instant(draft.uploadedAt),
    size: fileSizeText(draft.bytesTotal ?? draft.bytesRead, context.reader.language),
    lines: count(draft.linesRead),
    rows: count(draft.goodRows),
    refusedLines: count(draft.refusedLines),
  };
}

const waitingMax = 20;

/** Lists that were uploaded and not imported yet, newest first. */
export async function waitingDraftsView(context: ViewContext): Promise<Result<{ readonly drafts: DraftSummary[] }>> {
  const access = decideAccess(context.actor, "manage-prices");
  if (!access.ok) return access;
  const drafts = await listWaitingDrafts(context.db, waitingMax);
  return ok({ drafts: drafts.map((draft) => summaryOf(draft, context)) });
}

/** How far the check is; `max` is null where nobody knows how long it takes. */
export type DraftProgress = {
  readonly phase: "reading" | "comparing";
  readonly value: number;
  readonly max: number | null;
  readonly doneText: string;
  readonly totalText: string;
};

export type PriceListDraftView = {
  readonly draft: DraftSummary;
  readonly progress: DraftProgress | null;
  readonly counts: Readonly<Record<"added" | "changed" | "ended" | "unchanged", Count>>;
  readonly offersLosingPrice: Count;
  /** Nothing but unchanged rows. */
  readonly changesNothing: boolean;
  readonly refusals: Count;
  /** How many refusals are kept to be shown. */
  readonly refusalsKept: Count;
  readonly refusalRows: readonly DraftRefusal[];
  readonly links: PageLinks;
};

/** One list on its way in: how far it is, what its import would do, and what is refused in it. */
export async function priceListDraftView(
  context: ViewContext,
  draftId: string,
  params: PageParams,
): Promise<Result<PriceListDraftView>> {
  const access = decideAccess(context.actor, "manage-prices");
  if (!access.ok) return access;
  const draft = await findPriceListDraft(context.db, draftId);
  if (draft === undefined) return refused({ code: "not-found", what: "price-list" });
  const page = await listDraftRefusals(context.db, draftId, pageRequestOf(params, ["number", "number"]));
  const format = formatFor(context.reader);
  const count = (value: number): Count => ({ value, text: format.number(value) });
  const { added, changed, ended, unchanged } = draft;
  return ok({
    draft: summaryOf(draft, context),
    progress: progressOf(draft, context),
    counts: { added: count(added), changed: count(changed), ended: count(ended), unchanged: count(unchanged) },
    offersLosingPrice: count(draft.offersLosingPrice),
    changesNothing: added + changed + ended === 0,
    refusals: count(draft.refusals),
    refusalsKept: count(Math.min(draft.refusals, refusalsShownMax)),
    refusalRows: page.rows,
    links: pageLinksOf(page, draftRefusalKey),
  });
}

/** As many refusals as are kept of a list. */
const refusalsShownMax = 2_000;

function progressOf(draft: PriceListDraft, context: ViewContext): DraftProgress | null {
  const format = formatFor(context.reader);
  const { language } = context.reader;
  if (draft.status === "reading")
    return {
      phase: "reading",
      value: draft.bytesRead,
      max: draft.bytesTotal,
      doneText: fileSizeText(draft.bytesRead, language),
      totalText: draft.bytesTotal === null ? "" : fileSizeText(draft.bytesTotal, language),
    };
  if (draft.status !== "comparing") return null;
  return {
    phase: "comparing",
    value: draft.comparedRows,
    max: draft.goodRows,
    doneText: format.number(draft.comparedRows),
    totalText: format.number(draft.goodRows),
  };
}
