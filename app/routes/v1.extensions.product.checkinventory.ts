import { apiRoute, needing } from "#app/api/server/api-route.server.ts";
import { checkInventory } from "#app/api/server/catalogue-answers.server.ts";

const api = apiRoute({ POST: needing("see-customers", checkInventory) });
export const loader = api.loader;
export const action = api.action;
