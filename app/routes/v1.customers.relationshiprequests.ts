import { apiRoute, userOnly } from "#app/api/server/api-route.server.ts";
import { relationshipRequest } from "#app/api/server/checks.server.ts";

/** Where a tenant accepts a partner as its reseller. */
const api = apiRoute({ GET: userOnly(relationshipRequest) });
export const loader = api.loader;
export const action = api.action;
