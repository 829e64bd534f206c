import { apiRoute } from "#app/api/server/api-route.server.ts";
import { checkAddress } from "#app/api/server/checks.server.ts";

/** The form of an address. */
const api = apiRoute({ POST: checkAddress });
export const loader = api.loader;
export const action = api.action;
