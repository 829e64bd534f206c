import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { amountField, csvOfList } from "#app/http/list-csv.server.ts";
import { oneOf } from "#app/http/search-params.ts";
import { customerSubscriptionsView } from "#app/views/customer-subscriptions.ts";

/** The subscriptions of a customer that the list's tab shows, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const params = {
    customerId: args.params["customerId"] ?? "",
    filter: oneOf(new URL(args.request.url).searchParams, "filter", ["all", "active", "ending", "expired", "deleted"]),
  };
  return csvOfList(visitor, {
    name: "subscriptions",
    columns: [
      "customer",
      "product",
      "product_id",
      "sku_id",
      "subscription_id",
      "status",
      "auto_renew",
      "term_duration",
      "billing_plan",
      "quantity",
      "unit_price",
      "charge",
      "currency",
      "purchased_on",
      "term_ends_on",
      "cancelled_on",
    ],
    read: (keys) => customerSubscriptionsView(visitor.view, { ...params, ...keys }),
    rowsOf: ({ customer, rows }) =>
      rows.map((row) => [
        customer.name,
        row.product.title,
        row.product.productId,
        row.product.skuId,
        row.id,
        row.status,
        row.isAutoRenewOn ? "on" : "off",
        row.termDuration,
        row.billingPlan,
        row.quantity,
        amountField(row.unitPrice),
        amountField(row.charge),
        row.charge.currency,
        row.purchasedOn.iso,
        row.endsOn.iso,
        row.cancelledOn?.iso ?? null,
      ]),
  });
}
