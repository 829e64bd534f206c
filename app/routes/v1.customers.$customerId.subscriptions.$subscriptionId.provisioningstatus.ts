import { apiRoute, orRefuse, userOnly } from "#app/api/server/api-route.server.ts";
import { provisioningOnWire } from "#app/api/wire/subscriptions.ts";
import { subscriptionRecord } from "#app/views/records/subscription-records.ts";

const api = apiRoute({
  GET: userOnly(async ({ view, param }) => {
    const ids = { customerId: param("customerId"), subscriptionId: param("subscriptionId") };
    return { body: provisioningOnWire(orRefuse(await subscriptionRecord(view, ids))) };
  }),
});
export const loader = api.loader;
export const action = api.action;
