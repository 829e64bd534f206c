import { apiRoute } from "#app/api/server/api-route.server.ts";
import { notOfferedToCustomer } from "#app/api/server/not-offered.server.ts";

/** No promotions are offered. */
const api = apiRoute({ POST: notOfferedToCustomer("No promotions are offered here.") });
export const loader = api.loader;
export const action = api.action;
