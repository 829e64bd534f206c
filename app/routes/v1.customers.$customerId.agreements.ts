import { apiRoute, userOnly } from "#app/api/server/api-route.server.ts";
import { emptyListOfCustomer, notOfferedToCustomer } from "#app/api/server/not-offered.server.ts";

/** Agreements are not kept here. */
const api = apiRoute({
  GET: userOnly(emptyListOfCustomer("agreements")),
  POST: userOnly(notOfferedToCustomer("Agreements are not kept here.")),
});
export const loader = api.loader;
export const action = api.action;
