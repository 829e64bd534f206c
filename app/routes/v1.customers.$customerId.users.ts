import { apiRoute, needing, userOnly } from "#app/api/server/api-route.server.ts";
import { createUser, listUsers } from "#app/api/server/customer-users.server.ts";

/** A customer's people. */
const api = apiRoute({ GET: userOnly(listUsers), POST: userOnly(needing("manage-customer-users", createUser)) });
export const loader = api.loader;
export const action = api.action;
