import { apiRoute, userOnly } from "#app/api/server/api-route.server.ts";
import { listDirectoryRoles } from "#app/api/server/customer-users.server.ts";

/** The directory roles of a tenant. */
const api = apiRoute({ GET: userOnly(listDirectoryRoles) });
export const loader = api.loader;
export const action = api.action;
