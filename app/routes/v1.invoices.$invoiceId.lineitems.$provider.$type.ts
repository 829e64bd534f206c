import { apiRoute } from "#app/api/server/api-route.server.ts";
import { listLinesByPath } from "#app/api/server/invoice-answers.server.ts";

const api = apiRoute({ GET: listLinesByPath });
export const loader = api.loader;
export const action = api.action;
