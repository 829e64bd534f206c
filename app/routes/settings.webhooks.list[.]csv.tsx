import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { webhooksView } from "#app/views/webhooks.ts";

/** What was delivered, or is to be, of the tab that is shown, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-webhooks");
  const { searchParams } = new URL(args.request.url);
  const params = { state: searchParams.get("state") ?? "" };
  return csvOfList(visitor, {
    name: "webhook-deliveries",
    columns: [
      "delivery_id",
      "event",
      "state",
      "resource",
      "queued_at",
      "next_attempt_at",
      "finished_at",
      "attempts",
      "response_code",
      "failure",
    ],
    read: (keys) => webhooksView(visitor.view, { ...params, ...keys }),
    rowsOf: ({ deliveries }) =>
      deliveries.map((delivery) => [
        delivery.id,
        delivery.event,
        delivery.state,
        delivery.resourcePath,
        delivery.queuedAt.iso,
        delivery.nextAttemptAt?.iso ?? null,
        delivery.finishedAt?.iso ?? null,
        delivery.attempts,
        delivery.responseCode,
        delivery.failure,
      ]),
  });
}
