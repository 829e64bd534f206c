import { apiRoute } from "#app/api/server/api-route.server.ts";
import { getAuditRecord } from "#app/api/server/audit.server.ts";

/** One line of who did what. */
const api = apiRoute({ GET: getAuditRecord });
export const loader = api.loader;
export const action = api.action;
