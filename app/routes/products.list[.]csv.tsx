import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { ownProductsView } from "#app/views/own-products.ts";

/** What was bought for the reader's own organisation, as a file: rights and terms, neither money nor keys. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-own-software");
  return csvOfList(visitor, {
    name: "products",
    columns: [
      "order_id",
      "line",
      "product",
      "sku",
      "publisher",
      "kind",
      "quantity",
      "bought_on",
      "term",
      "ends_on",
      "renews",
      "status",
      "cancelled_at",
      "delivery",
    ],
    read: (keys) => ownProductsView(visitor.view, keys),
    rowsOf: ({ products }) =>
      products.map((product) => [
        product.orderId,
        product.lineNumber,
        product.productTitle,
        product.title,
        product.publisher,
        product.kind,
        product.quantity,
        product.boughtOn.iso,
        product.termDuration,
        product.endsOn?.iso ?? null,
        product.isRenewing === null ? null : product.isRenewing ? "yes" : "no",
        product.status,
        product.cancelledAt?.iso ?? null,
        product.delivery,
      ]),
  });
}
