import { apiRoute, needing, userOnly } from "#app/api/server/api-route.server.ts";
import { addMember, listMembers } from "#app/api/server/customer-users.server.ts";

/** Who holds a directory role. */
const api = apiRoute({ GET: userOnly(listMembers), POST: userOnly(needing("manage-customer-users", addMember)) });
export const loader = api.loader;
export const action = api.action;
