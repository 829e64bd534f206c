import { apiRoute } from "#app/api/server/api-route.server.ts";
import { readValidation } from "#app/api/server/webhook-answers.server.ts";

/** The same by the address of the vendor's older interface description. */
const api = apiRoute({ GET: readValidation });
export const loader = api.loader;
export const action = api.action;
