import { apiRoute } from "#app/api/server/api-route.server.ts";
import { countryRules } from "#app/api/server/checks.server.ts";

/** What an address in a country has to look like. */
const api = apiRoute({ GET: countryRules });
export const loader = api.loader;
export const action = api.action;
