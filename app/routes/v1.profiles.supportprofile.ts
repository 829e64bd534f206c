import { apiRoute, needing, userOnly } from "#app/api/server/api-route.server.ts";
import { getPartnerProfile, putPartnerProfile } from "#app/api/server/partner-profiles.server.ts";

/** The same as `support`, as one document spells it. */
const api = apiRoute({
  GET: userOnly(getPartnerProfile("support")),
  PUT: userOnly(needing("change-partner-profile", putPartnerProfile("support"))),
});
export const loader = api.loader;
export const action = api.action;
