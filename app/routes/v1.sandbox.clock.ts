import { apiRoute } from "#app/api/server/api-route.server.ts";
import { moveClock, readClock, sandboxOnly } from "#app/api/server/sandbox.server.ts";

/** The sandbox's clock. */
const api = apiRoute({ GET: sandboxOnly(readClock), POST: sandboxOnly(moveClock) });
export const loader = api.loader;
export const action = api.action;
