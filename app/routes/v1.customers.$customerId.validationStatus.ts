import { apiRoute, userOnly } from "#app/api/server/api-route.server.ts";
import { validationStatus } from "#app/api/server/checks.server.ts";

/** Whether a customer may buy. */
const api = apiRoute({ GET: userOnly(validationStatus) });
export const loader = api.loader;
export const action = api.action;
