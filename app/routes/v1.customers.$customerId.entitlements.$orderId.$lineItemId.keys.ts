import { apiRoute, userOnly } from "#app/api/server/api-route.server.ts";
import { postKey } from "#app/api/server/entitlement-answers.server.ts";

const api = apiRoute({ POST: userOnly(postKey) });
export const loader = api.loader;
export const action = api.action;
