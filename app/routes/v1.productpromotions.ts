import { apiRoute } from "#app/api/server/api-route.server.ts";
import { emptyList } from "#app/api/server/not-offered.server.ts";

/** No promotions are offered. */
const api = apiRoute({ GET: emptyList("/productpromotions") });
export const loader = api.loader;
export const action = api.action;
