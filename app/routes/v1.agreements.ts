import { apiRoute, userOnly } from "#app/api/server/api-route.server.ts";
import { emptyList } from "#app/api/server/not-offered.server.ts";

/** Agreements are not kept here. */
const api = apiRoute({ GET: userOnly(emptyList("/agreements")) });
export const loader = api.loader;
export const action = api.action;
