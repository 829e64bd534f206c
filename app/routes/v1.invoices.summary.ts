import { apiRoute } from "#app/api/server/api-route.server.ts";
import { readSummary } from "#app/api/server/invoice-answers.server.ts";

const api = apiRoute({ GET: readSummary });
export const loader = api.loader;
export const action = api.action;
