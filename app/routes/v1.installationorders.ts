import { apiRoute } from "#app/api/server/api-route.server.ts";
import { listInstallationOrders } from "#app/api/server/installation-answers.server.ts";

/** Orders of upgrade installations that were handed over to the caller as their installer. */
const api = apiRoute({ GET: listInstallationOrders });
export const loader = api.loader;
export const action = api.action;
