import { apiRoute, needing, userOnly } from "#app/api/server/api-route.server.ts";
import { giveRole, listRoleHolders } from "#app/api/server/partner-users.server.ts";

/** Who has a role. */
const api = apiRoute({
  GET: userOnly(needing("manage-users", listRoleHolders)),
  POST: userOnly(needing("manage-users", giveRole)),
});
export const loader = api.loader;
export const action = api.action;
