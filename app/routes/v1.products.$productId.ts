import { apiRoute } from "#app/api/server/api-route.server.ts";
import { readProduct } from "#app/api/server/catalogue-answers.server.ts";

const api = apiRoute({ GET: readProduct("country") });
export const loader = api.loader;
export const action = api.action;
