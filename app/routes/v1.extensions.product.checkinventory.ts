import { apiRoute } from "#app/api/server/api-route.server.ts";
import { checkInventory } from "#app/api/server/catalogue-answers.server.ts";

const api = apiRoute({ POST: checkInventory });
export const loader = api.loader;
export const action = api.action;
