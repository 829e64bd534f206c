import { apiRoute, needing } from "#app/api/server/api-route.server.ts";
import { readCart, writeCartOf } from "#app/api/server/cart-answers.server.ts";

const api = apiRoute({
  GET: readCart,
  PUT: needing("prepare-cart", async (call) => writeCartOf(call, call.param("cartId"))),
});
export const loader = api.loader;
export const action = api.action;
