import { apiRoute, userOnly } from "#app/api/server/api-route.server.ts";
import { noSubscribedSkus } from "#app/api/server/customer-users.server.ts";

/** Software has no licences per user. */
const api = apiRoute({ GET: userOnly(noSubscribedSkus) });
export const loader = api.loader;
export const action = api.action;
