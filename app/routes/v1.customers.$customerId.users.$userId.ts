import { apiRoute, needing, userOnly } from "#app/api/server/api-route.server.ts";
import { deleteUser, getUser, patchUser } from "#app/api/server/customer-users.server.ts";

/** One of a customer's people. */
const api = apiRoute({
  GET: userOnly(getUser),
  PATCH: userOnly(needing("manage-customer-users", patchUser)),
  DELETE: userOnly(deleteUser),
});
export const loader = api.loader;
export const action = api.action;
