import { apiRoute, userOnly } from "#app/api/server/api-route.server.ts";
import { listSummaries } from "#app/api/server/invoice-answers.server.ts";

const api = apiRoute({ GET: userOnly(listSummaries) });
export const loader = api.loader;
export const action = api.action;
