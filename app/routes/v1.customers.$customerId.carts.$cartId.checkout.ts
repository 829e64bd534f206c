import { apiRoute, needing } from "#app/api/server/api-route.server.ts";
import { checkOutCart } from "#app/api/server/cart-answers.server.ts";

const api = apiRoute({ POST: needing("buy", checkOutCart) });
export const loader = api.loader;
export const action = api.action;
