import type { LoaderFunctionArgs } from "@remix-run/node";
import { keysDocument } from "#app/api/server/keys-document.server.ts";

/** The public keys that access tokens can be checked with. */
export const loader = (args: LoaderFunctionArgs) => keysDocument(args);
