import { apiRoute } from "#app/api/server/api-route.server.ts";
import { deleteCustomer, getCustomer } from "#app/api/server/customers.server.ts";

/** One customer. */
const api = apiRoute({ GET: getCustomer, DELETE: deleteCustomer });
export const loader = api.loader;
export const action = api.action;
