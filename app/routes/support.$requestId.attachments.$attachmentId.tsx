import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { attachmentResponse } from "#app/http/attachment-response.server.ts";

/** A file of the own organisation's request. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "write-support-requests");
  return attachmentResponse(args, visitor);
}
