import { apiRoute, needing } from "#app/api/server/api-route.server.ts";
import { getBillingProfile, putBillingProfile } from "#app/api/server/customers.server.ts";

/** How a customer is written to. */
const api = apiRoute({ GET: getBillingProfile, PUT: needing("add-customers", putBillingProfile) });
export const loader = api.loader;
export const action = api.action;
