import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { amountField, csvOfList } from "#app/http/list-csv.server.ts";
import { customerSoftwareView } from "#app/views/customer-software.ts";

/** What was bought for a customer as a file. It says that there is a key and never which. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-software");
  const customerId = args.params["customerId"] ?? "";
  return csvOfList(visitor, {
    name: "software",
    columns: [
      "customer",
      "product",
      "publisher",
      "kind",
      "item",
      "product_id",
      "sku_id",
      "order_id",
      "line",
      "ordered_at",
      "quantity",
      "total",
      "currency",
      "status",
      "term_duration",
      "billing_plan",
      "ends_on",
      "subscription_id",
      "needs_key",
    ],
    read: (keys) => customerSoftwareView(visitor.view, { customerId, ...keys }),
    rowsOf: ({ customer, products }) =>
      products.flatMap(({ title, publisher, kind, productId, items }) =>
        items.map((item) => [
          customer.name,
          title,
          publisher,
          kind,
          item.title,
          productId,
          item.skuId,
          item.orderId,
          item.lineNumber,
          item.orderedAt.iso,
          item.quantity,
          amountField(item.total),
          item.total.currency,
          item.status,
          item.termDuration,
          item.billingPlan,
          item.endsOn?.iso ?? null,
          item.subscriptionId,
          item.needsKey ? "yes" : "no",
        ]),
      ),
  });
}
