import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { productKinds } from "#app/domain/catalog/catalog.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { oneOfOrNone, searchText } from "#app/http/search-params.ts";
import { productsView } from "#app/views/catalog/products.ts";

/** The products that the search finds, each with its editions, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-catalogue");
  const { searchParams } = new URL(args.request.url);
  const params = {
    search: searchText(searchParams) ?? "",
    kind: oneOfOrNone(searchParams, "kind", productKinds) ?? null,
  };
  return csvOfList(visitor, {
    name: "products",
    columns: ["product_id", "product", "publisher", "kind", "sku_id", "edition", "needs_review"],
    read: (keys) => productsView(visitor.view, { ...params, ...keys }),
    rowsOf: ({ rows }) =>
      rows.flatMap(({ id, title, publisher, kind, skus }) =>
        skus.map((sku) => [id, title, publisher, kind, sku.skuId, sku.title, sku.needsReview ? "yes" : "no"]),
      ),
  });
}
