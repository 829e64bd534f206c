import { apiRoute } from "#app/api/server/api-route.server.ts";
import { getAuditRecord } from "#app/api/server/audit.server.ts";

/** The same under the address that webhooks name. */
const api = apiRoute({ GET: getAuditRecord });
export const loader = api.loader;
export const action = api.action;
