import { apiRoute, needing, userOnly } from "#app/api/server/api-route.server.ts";
import { takeRole } from "#app/api/server/partner-users.server.ts";

/** One who has a role. */
const api = apiRoute({ DELETE: userOnly(needing("manage-users", takeRole)) });
export const loader = api.loader;
export const action = api.action;
