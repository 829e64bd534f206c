import { apiRoute } from "#app/api/server/api-route.server.ts";
import { resetSandbox, sandboxOnly } from "#app/api/server/sandbox.server.ts";

/** Puts the sandbox back to the demo. */
const api = apiRoute({ POST: sandboxOnly(resetSandbox) });
export const loader = api.loader;
export const action = api.action;
