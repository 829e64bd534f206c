import { apiRoute } from "#app/api/server/api-route.server.ts";
import { domainTaken } from "#app/api/server/checks.server.ts";

/** Whether a domain belongs to a customer: 200 is taken, 404 is free. */
const api = apiRoute({ HEAD: domainTaken });
export const loader = api.loader;
export const action = api.action;
