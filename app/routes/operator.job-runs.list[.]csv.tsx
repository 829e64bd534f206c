import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { jobNames } from "#app/domain/jobs/job-names.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { oneOfOrNone } from "#app/http/search-params.ts";
import { jobRunsView } from "#app/views/job-runs.ts";

/** The runs of the jobs that the tab shows, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-job-runs");
  const { searchParams } = new URL(args.request.url);
  const params = { job: oneOfOrNone(searchParams, "job", jobNames) ?? null };
  return csvOfList(visitor, {
    name: "job-runs",
    columns: ["run_id", "job", "status", "up_to", "started_at", "finished_at", "due", "done", "failed"],
    read: (keys) => jobRunsView(visitor.view, { ...params, ...keys }),
    rowsOf: ({ runs }) =>
      runs.map(({ id, job, status, at, startedAt, finishedAt, dueCount, doneCount, failedCount }) => [
        id,
        job,
        status,
        at.iso,
        startedAt.iso,
        finishedAt?.iso ?? null,
        dueCount,
        doneCount,
        failedCount,
      ]),
  });
}
