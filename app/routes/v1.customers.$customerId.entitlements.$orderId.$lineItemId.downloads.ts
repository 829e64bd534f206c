import { apiRoute, needing, userOnly } from "#app/api/server/api-route.server.ts";
import { postDownload } from "#app/api/server/entitlement-answers.server.ts";

const api = apiRoute({ POST: userOnly(needing("see-keys", postDownload)) });
export const loader = api.loader;
export const action = api.action;
