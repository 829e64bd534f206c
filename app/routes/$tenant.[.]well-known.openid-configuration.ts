import type { LoaderFunctionArgs } from "@remix-run/node";
import { configurationDocument } from "#app/api/server/keys-document.server.ts";

/** Where programs find the endpoints of this portal. */
export const loader = (args: LoaderFunctionArgs) => configurationDocument(args);
