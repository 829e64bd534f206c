import { apiRoute } from "#app/api/server/api-route.server.ts";
import { readInstallationOrder } from "#app/api/server/installation-answers.server.ts";

/** One order, as its installer sees it. */
const api = apiRoute({ GET: readInstallationOrder });
export const loader = api.loader;
export const action = api.action;
