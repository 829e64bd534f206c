import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { openAttachment } from "#app/services/support/attachments.server.ts";
import { orThrow, type SignedInVisitor } from "./auth.server.ts";

/** A file of a support request, for whoever may read the request: to be saved, never to be shown. */
export async function attachmentResponse(
  { params }: Pick<LoaderFunctionArgs, "params">,
  visitor: SignedInVisitor,
): Promise<Response> {
  const { requestId = "", attachmentId = "" } = params;
  const opened = await openAttachment(visitor.deps, visitor.actor, { requestId, attachmentId });
  const { headers, body } = orThrow(opened, visitor);
  return new Response(createReadableStreamFromReadable(body), { headers });
}
