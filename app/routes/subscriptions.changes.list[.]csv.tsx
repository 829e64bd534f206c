import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { bulkRunsView } from "#app/views/bulk/bulk-run.ts";

/** The changes of many that were made or tried, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  return csvOfList(visitor, {
    name: "changes-of-many",
    columns: [
      "run_id",
      "action",
      "state",
      "subscriptions",
      "done",
      "refused",
      "made_at",
      "made_by",
      "confirmed_at",
      "finished_at",
    ],
    read: (keys) => bulkRunsView(visitor.view, keys),
    rowsOf: ({ runs }) =>
      runs.map((run) => [
        run.id,
        run.action.kind,
        run.state,
        run.rows,
        run.doneRows,
        run.refusedRows,
        run.madeAt.iso,
        run.madeBy,
        run.confirmedAt?.iso ?? null,
        run.finishedAt?.iso ?? null,
      ]),
  });
}
