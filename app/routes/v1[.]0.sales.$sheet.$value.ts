import { apiRoute, userOnly } from "#app/api/server/api-route.server.ts";
import { notOffered } from "#app/api/server/not-offered.server.ts";

/** Price sheets, exchange rates and the offer matrix. */
const api = apiRoute({
  GET: userOnly(notOffered("Prices come with carts; price sheets are not offered here.", "prepare-cart")),
});
export const loader = api.loader;
export const action = api.action;
