import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { installationsView } from "#app/views/upgrade-verification/installations.ts";

/** The upgrade installations that the tab shows, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-installations");
  const { searchParams } = new URL(args.request.url);
  const params = { state: searchParams.get("state") ?? "" };
  return csvOfList(visitor, {
    name: "installations",
    columns: [
      "order_id",
      "customer",
      "installer",
      "product",
      "enrollment",
      "programme",
      "state",
      "is_held",
      "changed_at",
    ],
    read: (keys) => installationsView(visitor.view, "customer", { ...params, ...keys }),
    rowsOf: ({ orders }) =>
      orders.map((order) => [
        order.id,
        order.customerName,
        order.installerName,
        order.targetName,
        order.enrollmentNumber,
        order.programme,
        order.state,
        order.isHeld ? "yes" : "no",
        order.changedAt.iso,
      ]),
  });
}
