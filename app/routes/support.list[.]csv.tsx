import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { supportRequestsView } from "#app/views/support/support-requests.ts";

/** The support requests that the list's tab shows, as a file: what they are about, and not what was written. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "write-support-requests");
  const params = { status: new URL(args.request.url).searchParams.get("status") ?? "" };
  return csvOfList(visitor, {
    name: "support-requests",
    columns: ["number", "title", "topic", "severity", "state", "customer", "opened_at", "changed_at"],
    read: (keys) => supportRequestsView(visitor.view, { ...params, ...keys }),
    rowsOf: ({ requests }) =>
      requests.map(({ id, title, topic, severity, state, customerName, createdAt, changedAt }) => [
        id,
        title,
        topic,
        severity,
        state,
        customerName,
        createdAt.iso,
        changedAt.iso,
      ]),
  });
}
