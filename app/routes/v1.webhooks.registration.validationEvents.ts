import { apiRoute, needing } from "#app/api/server/api-route.server.ts";
import { startValidation } from "#app/api/server/webhook-answers.server.ts";

/** The same by the address of the vendor's older interface description. */
const api = apiRoute({ POST: needing("manage-webhooks", startValidation) });
export const loader = api.loader;
export const action = api.action;
