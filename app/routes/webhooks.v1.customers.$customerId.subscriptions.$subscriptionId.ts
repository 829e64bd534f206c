import { apiRoute } from "#app/api/server/api-route.server.ts";
import { readSubscription } from "#app/api/server/patch-subscription.server.ts";

/** The subscription under the address that events name it by. */
const api = apiRoute({ GET: readSubscription });
export const loader = api.loader;
export const action = api.action;
