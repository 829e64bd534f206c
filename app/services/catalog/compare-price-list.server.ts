import { mergeOffer, type OfferMerge, type StoredPrice } from "#app/domain/catalog/price-list-merge.ts";
import { type DraftChange, deleteDraftChanges, insertDraftChanges } from "#db/repositories/price-list-changes.ts";
import {
  type DraftRow,
  findPriceListDraft,
  listDraftRowsByOffer,
  type PriceListDraft,
  storedPricesOfOffers,
  updatePriceListDraft,
} from "#db/repositories/price-list-drafts.ts";
import { insertDraftRefusals } from "#db/repositories/price-list-refusals.ts";
import { countPriceLists } from "#db/repositories/price-lists.ts";
import type { ServiceDeps } from "../ports.ts";
import { letOthersIn, type OnPriceListProgress, rowsPerPiece } from "./price-list-progress.ts";
import { refusalsKeptMax } from "./receive-price-list.server.ts";

/**
 * Compares a draft that was read with the stored prices, offer by offer, and notes what its import will do.
 * The draft must be in state `comparing`; afterwards it is `checked`. Whoever calls has checked the permission.
 *
 * What is noted holds for the prices as they are now: the number of lists imported so far is noted first, and an
 * import that finds another number compares again.
 */
export async function comparePriceList(
  deps: ServiceDeps,
  draftId: string,
  onProgress: OnPriceListProgress = () => {},
): Promise<PriceListDraft> {
  try {
    return await compare(deps, draftId, onProgress);
  } catch (error) {
    await updatePriceListDraft(deps.db, draftId, { status: "failed" }, deps.clock.now(), "comparing");
    throw error;
  }
}

type Counts = Record<"added" | "changed" | "ended" | "unchanged" | "offers_losing_price" | "compared_rows", number>;

async function compare(deps: ServiceDeps, draftId: string, onProgress: OnPriceListProgress): Promise<PriceListDraft> {
  const draft = await getDraft(deps, draftId);
  const counts: Counts = { added: 0, changed: 0, ended: 0, unchanged: 0, offers_losing_price: 0, compared_rows: 0 };
  const listsBefore = await countPriceLists(deps.db);
  const refusedBefore = { lines: draft.refusedLines, refusals: draft.refusals };
  await deleteDraftChanges(deps.db, draftId);
  let hasMore = true;
  let afterOffer = "";
  while (hasMore) {
    const piece = await listDraftRowsByOffer(deps.db, draftId, afterOffer, rowsPerPiece);
    hasMore = piece.hasMore;
    afterOffer = piece.rows.at(-1)?.offer ?? afterOffer;
    const merges = await mergePiece(deps, draftId, piece.rows);
    for (const merge of merges) countMerge(counts, merge);
    await writePiece(deps, draftId, merges, counts, refusedBefore);
    onProgress({ phase: "comparing", done: counts.compared_rows, total: draft.goodRows });
    await letOthersIn();
  }
  await updatePriceListDraft(deps.db, draftId, { lists_before: listsBefore, status: "checked" }, deps.clock.now());
  return getDraft(deps, draftId);
}

async function mergePiece(deps: ServiceDeps, draftId: string, rows: readonly DraftRow[]): Promise<OfferMerge[]> {
  const [first, last] = [rows.at(0), rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const stored = await storedPricesOfOffers(deps.db, draftId, first.offer, last.offer);
  const byOffer = new Map<string, DraftRow[]>();
  for (const row of rows) {
    const known = byOffer.get(row.offer);
    if (known === undefined) byOffer.set(row.offer, [row]);
    else known.push(row);
  }
  const nothing: StoredPrice[] = [];
  return [...byOffer].map(([offer, rowsOfOffer]) => mergeOffer(stored.get(offer) ?? nothing, rowsOfOffer));
}

function countMerge(counts: Counts, merge: OfferMerge): void {
  const refusedLines = new Set(merge.defects.map((found) => found.line));
  for (const { outcome, row } of merge.rows) if (!refusedLines.has(row.line)) counts[outcome] += 1;
  counts.ended += merge.superseded.length;
  counts.compared_rows += merge.rows.length;
  if (merge.losesOpenPrice) counts.offers_losing_price += 1;
}

async function writePiece(
  deps: ServiceDeps,
  draftId: string,
  merges: readonly OfferMerge[],
  counts: Counts,
  refusedSoFar: { lines: number; refusals: number },
): Promise<void> {
  const defects = merges.flatMap((merge) => merge.defects);
  const kept = defects.slice(0, Math.max(0, refusalsKeptMax - refusedSoFar.refusals));
  const firstOrdinal = refusedSoFar.refusals;
  refusedSoFar.refusals += defects.length;
  // A line collides with one stored price at most, so that refusals of this kind are lines.
  refusedSoFar.lines += defects.length;
  await deps.db.transaction().execute(async (tx) => {
    await insertDraftChanges(
      tx,
      draftId,
      merges.flatMap((merge) => changesOf(merge, () => deps.ids.next())),
    );
    await insertDraftRefusals(tx, draftId, firstOrdinal, kept);
    const refusedCounts = { refused_lines: refusedSoFar.lines, refusals: refusedSoFar.refusals };
    await updatePriceListDraft(tx, draftId, { ...counts, ...refusedCounts }, deps.clock.now());
  });
}

function changesOf(merge: OfferMerge, nextId: () => string): DraftChange[] {
  const changes: DraftChange[] = merge.superseded.map(({ id, effectiveUntilMs }) => ({
    availability_id: id,
    kind: "superseded",
    line: null,
    effective_until_at: effectiveUntilMs,
  }));
  for (const { row, outcome, storedId } of merge.rows) {
    if (outcome === "unchanged") continue;
    changes.push({
      availability_id: storedId ?? nextId(),
      kind: outcome,
      line: row.line,
      effective_until_at: row.effectiveUntilMs,
    });
  }
  return changes;
}

async function getDraft(deps: ServiceDeps, draftId: string): Promise<PriceListDraft> {
  const draft = await findPriceListDraft(deps.db, draftId);
  if (draft === undefined) throw new Error(`The price list draft ${draftId} is gone`);
  return draft;
}
