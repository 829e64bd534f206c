import { apiRoute, needing } from "#app/api/server/api-route.server.ts";
import { patchOrder, readOrder } from "#app/api/server/order-answers.server.ts";

const api = apiRoute({ GET: readOrder, PATCH: needing("cancel-purchase", patchOrder) });
export const loader = api.loader;
export const action = api.action;
