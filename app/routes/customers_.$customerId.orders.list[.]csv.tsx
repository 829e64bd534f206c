import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { amountField, csvOfList } from "#app/http/list-csv.server.ts";
import { customerOrdersView } from "#app/views/customer-orders.ts";

/** A customer's orders as a file, a row for each line. Who ordered is in the log, which notes who reads it. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-orders");
  const customerId = args.params["customerId"] ?? "";
  return csvOfList(visitor, {
    name: "orders",
    columns: [
      "customer",
      "order_id",
      "kind",
      "ordered_at",
      "line",
      "product",
      "product_id",
      "sku_id",
      "quantity",
      "subscription_id",
      "cancelled",
      "order_total",
      "currency",
    ],
    read: (keys) => customerOrdersView(visitor.view, { customerId, ...keys }),
    rowsOf: ({ customer, orders }) =>
      orders.flatMap(({ id, kind, orderedAt, lines, total }) =>
        lines.map(({ number, product, quantity, subscriptionId, isCancelled }) => [
          customer.name,
          id,
          kind,
          orderedAt.iso,
          number,
          product.title,
          product.productId,
          product.skuId,
          quantity,
          subscriptionId,
          isCancelled ? "yes" : "no",
          amountField(total),
          total.currency,
        ]),
      ),
  });
}
