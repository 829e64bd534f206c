import { apiRoute, userOnly } from "#app/api/server/api-route.server.ts";
import { listPartnerUsers } from "#app/api/server/partner-users.server.ts";

/** People of the partner. */
const api = apiRoute({ GET: userOnly(listPartnerUsers) });
export const loader = api.loader;
export const action = api.action;
