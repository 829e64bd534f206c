import { apiRoute, orRefuse } from "#app/api/server/api-route.server.ts";
import { collection } from "#app/api/wire/links.ts";
import { customerPath } from "#app/api/wire/trade-words.ts";
import { subscriptionRecords } from "#app/views/records/subscription-records.ts";

/** Software has no end dates of choice: always empty. */
const api = apiRoute({
  GET: async ({ view, param, query }) => {
    const customerId = param("customerId");
    orRefuse(await subscriptionRecords(view, { customerId, orderId: null }));
    const self = customerPath(customerId, "subscriptions", "customTermEndDates");
    return { body: collection([], query.text === "" ? self : `${self}?${query.text}`) };
  },
});
export const loader = api.loader;
export const action = api.action;
