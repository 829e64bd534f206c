import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { amountField, csvOfList } from "#app/http/list-csv.server.ts";
import { unbilledView } from "#app/views/invoice-unbilled.ts";

/** What is charged or credited and not invoiced yet, in the currency of the page, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-invoices");
  const { searchParams } = new URL(args.request.url);
  const params = { currency: searchParams.get("currency") ?? "" };
  return csvOfList(visitor, {
    name: "not-invoiced",
    columns: [
      "dated_on",
      "kind",
      "reason",
      "product",
      "edition",
      "customer",
      "customer_id",
      "order_id",
      "subscription_id",
      "term",
      "from",
      "until",
      "unit_price",
      "quantity",
      "amount",
      "currency",
    ],
    read: (keys) => unbilledView(visitor.view, { ...params, ...keys }),
    rowsOf: ({ lines }) =>
      lines.map((line) => [
        line.datedOn.iso,
        line.kind,
        line.creditKind ?? line.chargeKind,
        line.productTitle,
        line.title,
        line.customer.name,
        line.customer.id,
        line.orderId,
        line.subscriptionId,
        line.termNumber,
        line.startsOn?.iso ?? null,
        line.endsOn?.iso ?? null,
        amountField(line.unitPrice),
        line.quantity,
        amountField(line.amount),
        line.amount.currency,
      ]),
  });
}
