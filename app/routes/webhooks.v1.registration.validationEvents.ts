import { apiRoute, needing } from "#app/api/server/api-route.server.ts";
import { startValidation } from "#app/api/server/webhook-answers.server.ts";

const api = apiRoute({ POST: needing("manage-webhooks", startValidation) });
export const loader = api.loader;
export const action = api.action;
