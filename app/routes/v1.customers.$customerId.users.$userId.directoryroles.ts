import { apiRoute, userOnly } from "#app/api/server/api-route.server.ts";
import { listRolesOfUser } from "#app/api/server/customer-users.server.ts";

/** The directory roles of a user. */
const api = apiRoute({ GET: userOnly(listRolesOfUser) });
export const loader = api.loader;
export const action = api.action;
