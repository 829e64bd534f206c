import { apiRoute, orRefuse } from "#app/api/server/api-route.server.ts";
import { unsupportedOperation } from "#app/api/wire/fault.ts";
import { collection } from "#app/api/wire/links.ts";
import { customerPath } from "#app/api/wire/trade-words.ts";
import { subscriptionRecord } from "#app/views/records/subscription-records.ts";

/** Never possible for software: the list is empty. */
const api = apiRoute({
  GET: async ({ view, param }) => {
    const customerId = param("customerId");
    const subscriptionId = param("subscriptionId");
    orRefuse(await subscriptionRecord(view, { customerId, subscriptionId }));
    return { body: collection([], customerPath(customerId, "subscriptions", subscriptionId, "transitions")) };
  },
  POST: async () => {
    throw unsupportedOperation("Software has no transitions.");
  },
});
export const loader = api.loader;
export const action = api.action;
