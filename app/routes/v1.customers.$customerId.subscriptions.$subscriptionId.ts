import { apiRoute, orRefuse } from "#app/api/server/api-route.server.ts";
import { patchSubscription } from "#app/api/server/patch-subscription.server.ts";
import { etagHeader } from "#app/api/wire/etag.ts";
import { subscriptionOnWire } from "#app/api/wire/subscriptions.ts";
import { subscriptionRecord } from "#app/views/records/subscription-records.ts";

const api = apiRoute({
  GET: async ({ view, param }) => {
    const ids = { customerId: param("customerId"), subscriptionId: param("subscriptionId") };
    const record = orRefuse(await subscriptionRecord(view, ids));
    const { id, version } = record.subscription;
    return { body: subscriptionOnWire(record), headers: etagHeader(id, version) };
  },
  PATCH: patchSubscription,
});
export const loader = api.loader;
export const action = api.action;
