import { apiRoute } from "#app/api/server/api-route.server.ts";
import { patchSubscription, readSubscription } from "#app/api/server/patch-subscription.server.ts";

const api = apiRoute({ GET: readSubscription, PATCH: patchSubscription });
export const loader = api.loader;
export const action = api.action;
