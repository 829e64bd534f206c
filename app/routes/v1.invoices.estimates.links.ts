import { apiRoute } from "#app/api/server/api-route.server.ts";
import { listEstimates } from "#app/api/server/invoice-answers.server.ts";

const api = apiRoute({ GET: listEstimates });
export const loader = api.loader;
export const action = api.action;
