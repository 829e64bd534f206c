import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { installersView } from "#app/views/upgrade-verification/installations.ts";

/** The installers as a file, each with where its forms go. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-installers");
  return csvOfList(visitor, {
    name: "installers",
    columns: ["installer_id", "name", "kind", "address", "partner", "return_address"],
    read: (keys) => installersView(visitor.view, keys),
    rowsOf: ({ installers }) =>
      installers.map(({ id, name, kind, address, partnerName, returnAddress }) => [
        id,
        name,
        kind,
        address,
        partnerName,
        returnAddress,
      ]),
  });
}
