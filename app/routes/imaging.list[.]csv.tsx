import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { installationsCsv } from "#app/http/installations-csv.server.ts";

/** The orders that were handed over to the installer, as the tab shows them, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-imaging");
  return installationsCsv(visitor, "installer", { name: "imaging-orders", request: args.request });
}
