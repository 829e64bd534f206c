import { apiRoute } from "#app/api/server/api-route.server.ts";
import { readValidation } from "#app/api/server/webhook-answers.server.ts";

const api = apiRoute({ GET: readValidation });
export const loader = api.loader;
export const action = api.action;
