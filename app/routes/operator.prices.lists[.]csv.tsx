import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { priceListsView } from "#app/views/catalog/price-lists.ts";

/** The price lists that were imported, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-prices");
  return csvOfList(visitor, {
    name: "price-lists",
    columns: ["file", "sha256", "imported_at", "imported_by", "added", "changed", "ended", "unchanged"],
    read: (keys) => priceListsView(visitor.view, keys),
    rowsOf: ({ rows }) =>
      rows.map(({ fileName, sha256, importedAt, importedBy, added, changed, ended, unchanged }) => [
        fileName,
        sha256,
        importedAt.iso,
        importedBy,
        added.value,
        changed.value,
        ended.value,
        unchanged.value,
      ]),
  });
}
