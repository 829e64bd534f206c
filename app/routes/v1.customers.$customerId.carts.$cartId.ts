import { apiRoute } from "#app/api/server/api-route.server.ts";
import { readCart, writeCartOf } from "#app/api/server/cart-answers.server.ts";

const api = apiRoute({ GET: readCart, PUT: async (call) => writeCartOf(call, call.param("cartId")) });
export const loader = api.loader;
export const action = api.action;
