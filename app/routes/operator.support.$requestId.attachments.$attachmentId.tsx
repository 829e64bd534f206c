import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { attachmentResponse } from "#app/http/attachment-response.server.ts";

/** A file of anybody's request, for the operator. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "answer-support-requests");
  return attachmentResponse(args, visitor);
}
