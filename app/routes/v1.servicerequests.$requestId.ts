import { apiRoute, needing, userOnly } from "#app/api/server/api-route.server.ts";
import {
  createServiceRequest,
  patchServiceRequest,
  readServiceRequest,
} from "#app/api/server/service-requests.server.ts";

/** One request; where the last part is a language, such as `en-US`, a POST opens a new one. */
const api = apiRoute({
  GET: userOnly(readServiceRequest),
  PATCH: userOnly(needing("write-support-requests", patchServiceRequest)),
  POST: userOnly(needing("write-support-requests", createServiceRequest)),
});
export const loader = api.loader;
export const action = api.action;
