import { apiRoute, needing, userOnly } from "#app/api/server/api-route.server.ts";
import { updateLicenses } from "#app/api/server/customer-users.server.ts";

/** Software has no licences per user. */
const api = apiRoute({ POST: userOnly(needing("manage-customer-users", updateLicenses)) });
export const loader = api.loader;
export const action = api.action;
