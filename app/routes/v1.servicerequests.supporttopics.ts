import { apiRoute, needing, userOnly } from "#app/api/server/api-route.server.ts";
import { listSupportTopics } from "#app/api/server/service-requests.server.ts";

const api = apiRoute({ GET: userOnly(needing("write-support-requests", async () => listSupportTopics())) });
export const loader = api.loader;
export const action = api.action;
