import { apiRoute, userOnly } from "#app/api/server/api-route.server.ts";
import { listServiceRequests } from "#app/api/server/service-requests.server.ts";

const api = apiRoute({ GET: userOnly(listServiceRequests) });
export const loader = api.loader;
export const action = api.action;
