import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { noticesView } from "#app/views/notices/notices.ts";

/** The reader's own notices that the filter finds, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "read-notices");
  const { searchParams } = new URL(args.request.url);
  const params = { kind: searchParams.get("kind") ?? "", show: searchParams.get("show") ?? "" };
  return csvOfList(visitor, {
    name: "notices",
    columns: ["at", "kind", "subject", "text", "read"],
    read: (keys) => noticesView(visitor.view, { ...params, ...keys }),
    rowsOf: ({ notices }) =>
      notices.map(({ queuedAt, kind, subject, text, isUnread }) => [
        queuedAt.iso,
        kind,
        subject,
        text,
        isUnread ? "no" : "yes",
      ]),
  });
}
