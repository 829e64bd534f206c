import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { oneOf, searchText } from "#app/http/search-params.ts";
import { keyPoolsView } from "#app/views/shelf/key-pools.ts";

/** The pools that the tab and the search show, as a file: how many keys, and none of them. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-key-pools");
  const { searchParams } = new URL(args.request.url);
  const params = {
    search: searchText(searchParams) ?? "",
    tab: oneOf(searchParams, "show", ["all", "low", "empty"]),
  };
  return csvOfList(visitor, {
    name: "key-pools",
    columns: [
      "pool_id",
      "product",
      "edition",
      "version",
      "stock",
      "available",
      "issued",
      "revoked",
      "low_at",
      "waiting",
    ],
    read: (keys) => keyPoolsView(visitor.view, { ...params, ...keys }),
    rowsOf: ({ rows }) =>
      rows.map(({ poolId, productTitle, skuTitle, version, stock, waiting }) => [
        poolId,
        productTitle,
        skuTitle,
        version,
        stock.level,
        stock.available.value,
        stock.issued.value,
        stock.revoked.value,
        stock.lowStockMark.value,
        waiting.value,
      ]),
  });
}
