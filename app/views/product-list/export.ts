import { ok, refused, type Result } from "#app/domain/result.ts";
import { getEditionFacts } from "#db/repositories/product-list-editions.ts";
import { listGroups, listRows } from "#db/repositories/product-list-groups.ts";
import type { ViewContext } from "../view-context.ts";
import { type NotFound, notFound, readAsOf } from "./catalogue.ts";

/** What was read of an edition, in the order of the document; nothing of when or by whom it was imported. */
export async function productListExport(
  { db }: ViewContext,
  wish: { readonly edition: number },
): Promise<Result<object, NotFound>> {
  const found = await readAsOf(db, wish.edition);
  if (found === undefined) return refused(notFound);
  const { id, title, locale, published, publishedInferred, sha256, lineCount } = found.edition;
  const { legends, promotions, namedPromotions, rules, regions, lifecycle, tables } = await getEditionFacts(db, id);
  const groups = await listGroups(db, id);
  return ok({
    title,
    locale,
    published,
    publishedInferred,
    sha256,
    lineCount,
    legends,
    groups: groups.map(({ named, ...group }) => ({ ...group, isNamedByHand: named !== null })),
    rows: await listRows(db, id),
    promotions,
    namedPromotions,
    rules,
    regions,
    lifecycle,
    tables,
  });
}
