import { apiRoute, orRefuse } from "#app/api/server/api-route.server.ts";
import { unsupportedOperation } from "#app/api/wire/fault.ts";
import { linkTo } from "#app/api/wire/links.ts";
import { customerPath } from "#app/api/wire/trade-words.ts";
import { subscriptionRecord } from "#app/views/records/subscription-records.ts";

/** Who supports a subscription: the partner that sold it, always. */
const api = apiRoute({
  GET: async ({ view, param, caller }) => {
    const customerId = param("customerId");
    const subscriptionId = param("subscriptionId");
    orRefuse(await subscriptionRecord(view, { customerId, subscriptionId }));
    const self = customerPath(customerId, "subscriptions", subscriptionId, "supportcontact");
    return {
      body: {
        supportTenantId: caller.partnerId,
        supportMpnId: "",
        name: "",
        links: { self: linkTo(self) },
        attributes: { objectType: "SupportContact" },
      },
    };
  },
  PUT: async () => {
    throw unsupportedOperation("The partner that sold a subscription supports it; the contact can't be changed.");
  },
});
export const loader = api.loader;
export const action = api.action;
