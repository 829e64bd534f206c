import { apiRoute } from "#app/api/server/api-route.server.ts";
import { notOffered } from "#app/api/server/not-offered.server.ts";

/** No promotions are offered. */
const api = apiRoute({ GET: notOffered("No promotions are offered here.") });
export const loader = api.loader;
export const action = api.action;
