import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { installationsCsv } from "#app/http/installations-csv.server.ts";

/** The upgrade installations that the tab shows, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-installations");
  return installationsCsv(visitor, "customer", { name: "installations", request: args.request });
}
