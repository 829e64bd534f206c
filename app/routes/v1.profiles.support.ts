import { apiRoute, needing, userOnly } from "#app/api/server/api-route.server.ts";
import { getPartnerProfile, putPartnerProfile } from "#app/api/server/partner-profiles.server.ts";

/** What the partner says of itself: support. */
const api = apiRoute({
  GET: userOnly(getPartnerProfile("support")),
  PUT: userOnly(needing("change-partner-profile", putPartnerProfile("support"))),
});
export const loader = api.loader;
export const action = api.action;
