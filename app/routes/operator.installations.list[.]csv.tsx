import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { installationsCsv } from "#app/http/installations-csv.server.ts";

/** The upgrade installations that the operator's tab shows, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "decide-qualifications");
  return installationsCsv(visitor, "operator", { name: "installations-to-look-at", request: args.request });
}
