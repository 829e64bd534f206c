import type { LoaderFunctionArgs } from "@remix-run/node";
import { openApiDocument } from "#app/api/openapi/document.ts";
import { rootOf } from "#app/api/server/root.server.ts";

/** The description of the API, for whoever asks: it holds nothing of anybody. */
export function loader({ request, context }: LoaderFunctionArgs): Response {
  return Response.json(openApiDocument(rootOf(request, context.portal.env)));
}
