import { apiRoute, userOnly } from "#app/api/server/api-route.server.ts";
import { readInvoice } from "#app/api/server/invoice-answers.server.ts";

const api = apiRoute({ GET: userOnly(readInvoice) });
export const loader = api.loader;
export const action = api.action;
