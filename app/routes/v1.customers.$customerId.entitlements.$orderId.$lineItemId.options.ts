import { apiRoute, needing, userOnly } from "#app/api/server/api-route.server.ts";
import { readOptions } from "#app/api/server/entitlement-answers.server.ts";

const api = apiRoute({ GET: userOnly(needing("see-keys", readOptions)) });
export const loader = api.loader;
export const action = api.action;
