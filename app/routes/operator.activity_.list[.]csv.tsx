import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { activityChainsView } from "#app/views/activity/activity-chains.ts";

/** The chains of the log as a file, with what was last found in each. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "verify-activity");
  return csvOfList(visitor, {
    name: "activity-chains",
    columns: [
      "chain",
      "partner",
      "lines",
      "state",
      "checked_at",
      "lines_checked",
      "sealed_on",
      "fault",
      "fault_line",
      "fault_line_id",
    ],
    read: (keys) => activityChainsView(visitor.view, keys),
    rowsOf: ({ chains }) =>
      chains.map(({ chain, partnerName, lineCount, check }) => [
        chain === "" ? "portal" : chain,
        partnerName,
        lineCount,
        check === null ? "unchecked" : check.fault === null ? "intact" : "broken",
        check?.checkedAt.iso ?? null,
        check?.lineCount ?? null,
        check?.sealedOn?.iso ?? null,
        check?.fault?.code ?? null,
        check?.fault?.sequence ?? null,
        check?.fault?.lineId ?? null,
      ]),
  });
}
