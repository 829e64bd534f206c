import { apiRoute } from "#app/api/server/api-route.server.ts";
import { listAvailabilities } from "#app/api/server/catalogue-answers.server.ts";

const api = apiRoute({ GET: listAvailabilities("customer") });
export const loader = api.loader;
export const action = api.action;
