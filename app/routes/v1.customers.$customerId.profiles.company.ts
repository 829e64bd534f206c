import { apiRoute, userOnly } from "#app/api/server/api-route.server.ts";
import { getCompanyProfile } from "#app/api/server/customers.server.ts";

/** What is known of a customer's company. */
const api = apiRoute({ GET: userOnly(getCompanyProfile) });
export const loader = api.loader;
export const action = api.action;
