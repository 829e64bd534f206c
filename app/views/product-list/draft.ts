import { type FigureValue, figuresOf } from "#app/domain/licensing/product-list/figures.ts";
import type { ListWarning } from "#app/domain/licensing/product-list/product-list.ts";
import { readProductList } from "#app/domain/licensing/product-list/read-product-list.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findProductListDraft } from "#db/repositories/product-list-drafts.ts";
import { findEdition, findEditionBySha256, getEditionFigures } from "#db/repositories/product-list-editions.ts";
import type { ViewContext } from "../view-context.ts";
import { groupName, type GroupName, type NotFound, notFound } from "./catalogue.ts";

export type DraftView = {
  readonly fileName: string;
  /** The edition that this file is already; null for a new one. */
  readonly knownAs: number | null;
  readonly nextNumber: number;
  /** Each beside that of the newest edition; null where there is none yet. */
  readonly figures: readonly { readonly name: string; readonly value: string; readonly before: string | null }[];
  readonly warnings: readonly ListWarning[];
  readonly groups: readonly (GroupName & { readonly attributes: number; readonly notes: number })[];
};

/** What would be imported of an uploaded file: it is read for the page and nothing is stored. */
export async function productListDraftView(
  context: ViewContext,
  draftId: string,
): Promise<Result<DraftView, NotFound>> {
  const { db } = context;
  const draft = await findProductListDraft(db, draftId);
  const read = draft === undefined ? undefined : readProductList(draft.document);
  if (draft === undefined || read?.ok !== true) return refused(notFound);
  const known = await findEditionBySha256(db, draft.sha256);
  const newest = await findEdition(db, null);
  const before = newest === undefined ? [] : shownFigures(await getEditionFigures(db, newest.id));
  return ok({
    fileName: draft.fileName,
    knownAs: known?.number ?? null,
    nextNumber: (newest?.number ?? 0) + 1,
    figures: shownFigures(figuresOf(read.list)).map((figure) => ({
      ...figure,
      before: before.find(({ name }) => name === figure.name)?.value ?? null,
    })),
    warnings: read.list.warnings,
    groups: read.list.groups.map((group) => ({
      ...groupName(group),
      attributes: group.attributes.length,
      notes: group.notes.length,
    })),
  });
}

/** Figures of what was read, as texts. */
export function shownFigures(figures: Readonly<Record<string, FigureValue>>): { name: string; value: string }[] {
  return Object.entries(figures).map(([name, value]) => ({
    name,
    value: typeof value === "object" ? listed(value) : String(value),
  }));
}

function listed(value: object): string {
  if (Array.isArray(value)) return value.join(" · ");
  return Object.entries(value)
    .map(([name, one]) => `${name}: ${String(one)}`)
    .join(" · ");
}
