import type { InstallationSide } from "#app/domain/upgrade-verification/installation-scope.ts";
import { installationsView } from "#app/views/upgrade-verification/installations.ts";
import type { SignedInVisitor } from "./auth.server.ts";
import { csvOfList } from "./list-csv.server.ts";

const columns = [
  "order_id",
  "customer",
  "installer",
  "product",
  "enrollment",
  "programme",
  "state",
  "is_held",
  "changed_at",
];

/** The upgrade installations that a side's list shows under the tab of the address, as a file. */
export function installationsCsv(
  visitor: SignedInVisitor,
  side: InstallationSide,
  { name, request }: { readonly name: string; readonly request: Request },
): Promise<Response> {
  const state = new URL(request.url).searchParams.get("state") ?? "";
  return csvOfList(visitor, {
    name,
    columns,
    read: (keys) => installationsView(visitor.view, side, { state, ...keys }),
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
