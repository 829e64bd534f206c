import { apiRoute, orRefuse } from "#app/api/server/api-route.server.ts";
import { collection, queryText } from "#app/api/wire/links.ts";
import { subscriptionOnWire } from "#app/api/wire/subscriptions.ts";
import { customerPath } from "#app/api/wire/trade-words.ts";
import { subscriptionRecords } from "#app/views/records/subscription-records.ts";

/** All subscriptions of a customer, or those of an order. Nobody here has a partner on record, so `mpn_id` finds none. */
const api = apiRoute({
  GET: async ({ view, query, param }) => {
    const customerId = param("customerId");
    const orderId = query.get("order_id");
    const mpnId = query.get("mpn_id");
    const records = orRefuse(await subscriptionRecords(view, { customerId, orderId: orderId ?? null }));
    const self = customerPath(customerId, "subscriptions") + queryText({ order_id: orderId, mpn_id: mpnId });
    return { body: collection(mpnId === undefined ? records.map(subscriptionOnWire) : [], self) };
  },
});
export const loader = api.loader;
export const action = api.action;
