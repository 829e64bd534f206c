import { apiRoute, orRefuse } from "#app/api/server/api-route.server.ts";
import { collection } from "#app/api/wire/links.ts";
import { customerPath } from "#app/api/wire/trade-words.ts";
import { subscriptionRecord } from "#app/views/records/subscription-records.ts";

/** No transition is ever possible for software. */
const api = apiRoute({
  GET: async ({ view, param }) => {
    const customerId = param("customerId");
    const subscriptionId = param("subscriptionId");
    orRefuse(await subscriptionRecord(view, { customerId, subscriptionId }));
    return {
      body: collection([], customerPath(customerId, "subscriptions", subscriptionId, "transitionEligibilities")),
    };
  },
});
export const loader = api.loader;
export const action = api.action;
