import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { supportQueueView } from "#app/views/support/support-requests.ts";

/** The support requests that the queue shows, as a file: what they are about, and not what was written. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "answer-support-requests");
  const { searchParams } = new URL(args.request.url);
  const textOf = (name: string) => searchParams.get(name) ?? "";
  const params = { status: textOf("status"), severity: textOf("severity"), topic: textOf("topic") };
  return csvOfList(visitor, {
    name: "support-queue",
    columns: ["number", "title", "topic", "severity", "state", "partner", "customer", "opened_at", "changed_at"],
    read: (keys) => supportQueueView(visitor.view, { ...params, ...keys }),
    rowsOf: ({ requests }) =>
      requests.map(({ id, title, topic, severity, state, partnerName, customerName, createdAt, changedAt }) => [
        id,
        title,
        topic,
        severity,
        state,
        partnerName,
        customerName,
        createdAt.iso,
        changedAt.iso,
      ]),
  });
}
