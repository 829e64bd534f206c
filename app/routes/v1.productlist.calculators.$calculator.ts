import { apiRoute } from "#app/api/server/api-route.server.ts";
import { calculate } from "#app/api/server/product-list.server.ts";

/** A calculator of the product list, and its answer with rule and source line. */
const api = apiRoute({ GET: calculate });
export const loader = api.loader;
export const action = api.action;
