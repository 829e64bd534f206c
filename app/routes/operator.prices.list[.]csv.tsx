import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { amountField, csvOfList } from "#app/http/list-csv.server.ts";
import { searchText } from "#app/http/search-params.ts";
import { pricesView } from "#app/views/catalog/prices.ts";

/** The prices that the filter finds, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-prices");
  const { searchParams } = new URL(args.request.url);
  const params = {
    search: searchText(searchParams) ?? "",
    market: searchParams.get("market") ?? "",
    on: searchParams.get("on") ?? "",
  };
  return csvOfList(visitor, {
    name: "prices",
    columns: [
      "product_id",
      "sku_id",
      "edition",
      "kind",
      "segment",
      "market",
      "term",
      "billing_plan",
      "unit_price",
      "retail_price",
      "currency",
      "tax_included",
      "from",
      "until",
    ],
    read: (keys) => pricesView(visitor.view, { ...params, ...keys }),
    rowsOf: ({ rows }) =>
      rows.map((row) => [
        row.productId,
        row.skuId,
        row.title,
        row.kind,
        row.segment,
        row.market.code,
        row.termDuration,
        row.billingPlan,
        amountField(row.unitPrice),
        row.retailPrice === null ? null : amountField(row.retailPrice),
        row.unitPrice.currency,
        row.isTaxIncluded ? "yes" : "no",
        row.from.iso,
        row.until?.iso ?? null,
      ]),
  });
}
