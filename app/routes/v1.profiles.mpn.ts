import { apiRoute, userOnly } from "#app/api/server/api-route.server.ts";
import { getMpnProfile } from "#app/api/server/partner-profiles.server.ts";

/** A partner's number in the vendor's network. */
const api = apiRoute({ GET: userOnly(getMpnProfile) });
export const loader = api.loader;
export const action = api.action;
