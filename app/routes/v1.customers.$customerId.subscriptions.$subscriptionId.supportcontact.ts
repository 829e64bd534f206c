import type { ApiCall } from "#app/api/server/api-call.ts";
import { apiRoute, orRefuse } from "#app/api/server/api-route.server.ts";
import { unsupportedOperation } from "#app/api/wire/fault.ts";
import { linkTo } from "#app/api/wire/links.ts";
import { customerPath, readText } from "#app/api/wire/trade-words.ts";
import { subscriptionRecord } from "#app/views/records/subscription-records.ts";

async function supportContact({ view, param, caller }: ApiCall) {
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
}

/**
 * Who supports a subscription: the partner that sold it, always. Writing that again changes nothing; another partner is
 * refused.
 */
const api = apiRoute({
  GET: supportContact,
  PUT: async (call) => {
    const contact = await supportContact(call);
    const tenant = readText("supportTenantId", call.bodyObject()["supportTenantId"], 100);
    if (tenant === undefined || tenant.toLowerCase() === call.caller.partnerId.toLowerCase()) return contact;
    throw unsupportedOperation("The partner that sold a subscription supports it; no other can be named.");
  },
});
export const loader = api.loader;
export const action = api.action;
