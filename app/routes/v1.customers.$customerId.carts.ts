import { apiRoute, needing } from "#app/api/server/api-route.server.ts";
import { writeCartOf } from "#app/api/server/cart-answers.server.ts";

const api = apiRoute({ POST: needing("prepare-cart", async (call) => writeCartOf(call, null)) });
export const loader = api.loader;
export const action = api.action;
