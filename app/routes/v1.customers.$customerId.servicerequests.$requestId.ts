import { apiRoute, needing, userOnly } from "#app/api/server/api-route.server.ts";
import { patchServiceRequest, readServiceRequest } from "#app/api/server/service-requests.server.ts";

const api = apiRoute({
  GET: userOnly(readServiceRequest),
  PATCH: userOnly(needing("write-support-requests", patchServiceRequest)),
});
export const loader = api.loader;
export const action = api.action;
