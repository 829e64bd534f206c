import type { LoaderFunctionArgs } from "@remix-run/node";
import { certificateDocument } from "#app/api/server/keys-document.server.ts";

/** The certificate that the signature of an event is checked with; public, like the key in it. */
export const loader = (args: LoaderFunctionArgs) => certificateDocument(args);
