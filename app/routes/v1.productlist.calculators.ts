import { apiRoute } from "#app/api/server/api-route.server.ts";
import { listCalculators } from "#app/api/server/product-list.server.ts";

/** The calculators of the product list. */
const api = apiRoute({ GET: listCalculators });
export const loader = api.loader;
export const action = api.action;
