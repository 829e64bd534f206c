import { apiRoute, needing, userOnly } from "#app/api/server/api-route.server.ts";
import { resetPassword } from "#app/api/server/customer-users.server.ts";

/** Another password for a user. */
const api = apiRoute({ PATCH: userOnly(needing("manage-customer-users", resetPassword)) });
export const loader = api.loader;
export const action = api.action;
