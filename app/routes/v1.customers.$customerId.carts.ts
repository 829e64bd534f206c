import { apiRoute } from "#app/api/server/api-route.server.ts";
import { writeCartOf } from "#app/api/server/cart-answers.server.ts";

const api = apiRoute({ POST: async (call) => writeCartOf(call, null) });
export const loader = api.loader;
export const action = api.action;
