import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { supportRequestView } from "#app/views/support/support-request.ts";
import { orThrow, requirePermission } from "./auth.server.ts";
import { newIdempotencyKey } from "./form.server.ts";

/** Which side reads and writes: each has a permission of its own. */
type Side = "write-support-requests" | "answer-support-requests";

/** The visitor and the request of the address; throws the answer for whoever may not, or where there is none. */
export async function readSupportRequest(args: LoaderFunctionArgs, permission: Side) {
  const visitor = await requirePermission(args, permission);
  const requestId = args.params["requestId"] ?? "";
  return { visitor, request: orThrow(await supportRequestView(visitor.view, { requestId }), visitor) };
}

/** What the page of a request shows, whichever side looks at it. */
export async function supportRequestPage(args: LoaderFunctionArgs, permission: Side) {
  const { visitor, request } = await readSupportRequest(args, permission);
  const heading = visitor.t("support:request.number", { id: request.id });
  return json({ heading, request, idempotencyKey: newIdempotencyKey() });
}
