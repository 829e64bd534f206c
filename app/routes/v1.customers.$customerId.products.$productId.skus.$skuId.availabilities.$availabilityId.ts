import { apiRoute } from "#app/api/server/api-route.server.ts";
import { readAvailability } from "#app/api/server/catalogue-answers.server.ts";

const api = apiRoute({ GET: readAvailability("customer") });
export const loader = api.loader;
export const action = api.action;
