import { createCustomer, listCustomers } from "#app/api/server/customers.server.ts";
import { apiRoute, needing } from "#app/api/server/api-route.server.ts";

/** A partner's customers. */
const api = apiRoute({ GET: listCustomers, POST: needing("add-customers", createCustomer) });
export const loader = api.loader;
export const action = api.action;
