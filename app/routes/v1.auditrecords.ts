import { apiRoute } from "#app/api/server/api-route.server.ts";
import { listAuditRecords } from "#app/api/server/audit.server.ts";

/** Who did what. */
const api = apiRoute({ GET: listAuditRecords });
export const loader = api.loader;
export const action = api.action;
