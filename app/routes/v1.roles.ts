import { apiRoute, userOnly } from "#app/api/server/api-route.server.ts";
import { listPartnerRoles } from "#app/api/server/partner-users.server.ts";

/** The roles that people of the partner may have. */
const api = apiRoute({ GET: userOnly(listPartnerRoles) });
export const loader = api.loader;
export const action = api.action;
