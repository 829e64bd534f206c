import { apiRoute, needing, userOnly } from "#app/api/server/api-route.server.ts";
import { removeMember } from "#app/api/server/customer-users.server.ts";

/** A holder of a directory role. */
const api = apiRoute({ DELETE: userOnly(needing("manage-customer-users", removeMember)) });
export const loader = api.loader;
export const action = api.action;
