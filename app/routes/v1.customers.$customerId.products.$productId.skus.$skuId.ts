import { apiRoute } from "#app/api/server/api-route.server.ts";
import { readSku } from "#app/api/server/catalogue-answers.server.ts";

const api = apiRoute({ GET: readSku("customer") });
export const loader = api.loader;
export const action = api.action;
